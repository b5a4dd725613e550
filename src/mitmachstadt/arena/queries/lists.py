"""Ideas page by page, narrowed down by what stands in the address."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from mitmachstadt.arena.enums import STAGE_OF, WAY, Sort, Stage, State
from mitmachstadt.arena.models import Arena
from mitmachstadt.kernel.prepared import Prepared, prepared
from mitmachstadt.nodes.enums import Kind, Relation, Visibility
from mitmachstadt.nodes.models import Node, Trace
from mitmachstadt.nodes.queries import Listed, Place
from mitmachstadt.taxonomies.models import Assignment

IDEAS_PAGE = 20


@dataclass(frozen=True)
class IdeaFilter:
    """What somebody wants to see; nothing set shows all that stands for itself."""

    stage: Stage | None = None
    sort: Sort | None = None
    state: State | None = None
    district: int | None = None
    goal: int | None = None
    field: int | None = None
    stuck: bool = False

    def asked(self) -> dict[str, Any]:
        """Only what narrows the list down."""
        return {name: value for name, value in vars(self).items() if value not in {None, False}}


@dataclass(frozen=True)
class ListedIdea:
    """An idea in a list: its card, where it stands and since when."""

    node: Listed
    sort: Sort
    state: State
    since: datetime
    remarks: int
    is_measure: bool
    stuck: bool

    @property
    def may_stand_still(self) -> bool:
        """Whether it is on its way, and so may stay on it for too long."""
        return self.state in WAY[:-1] and not self.is_measure

    @property
    def stage(self) -> Stage:
        return Stage.MEASURE if self.is_measure else STAGE_OF[self.state]


@dataclass(frozen=True)
class IdeasPage:
    """`stands_still_next`: when the next of them will have stood still for too long."""

    ideas: list[ListedIdea]
    older: Place | None
    stands_still_next: datetime | None

    @property
    def nodes(self) -> list[Listed]:
        return [idea.node for idea in self.ideas]


def _traced(relation: Relation) -> Exists:
    return Exists(Trace.objects.filter(source=OuterRef("pk"), relation=relation))


# Each narrowing as a filter over the nodes; the values are put in when it is run.
_NARROW: dict[str, Any] = {
    "sort": lambda found, value: found.filter(idea__sort=value),
    "state": lambda found, value: found.filter(idea__state=value),
    "district": lambda found, value: found.filter(district=value),
    "goal": lambda found, value: found.filter(
        Exists(
            Trace.objects.filter(source=OuterRef("pk"), relation=Relation.PAYS_INTO, target=value)
        )
    ),
    "field": lambda found, value: found.filter(
        Exists(Assignment.objects.filter(node=OuterRef("pk"), term=value))
    ),
}


def _of_stage(found: QuerySet[Node], stage: Stage) -> QuerySet[Node]:
    if stage == Stage.MEASURE:
        return found.filter(_traced(Relation.CARRIED_OUT_BY))
    states = [state.value for state, of in STAGE_OF.items() if of == stage]
    return found.filter(~_traced(Relation.CARRIED_OUT_BY), idea__state__in=states)


@cache
def _statement(
    names: tuple[str, ...], stage: Stage | None, stuck: bool, behind: bool
) -> Prepared[tuple[Any, ...]]:
    """The prepared statement for these narrowings; so many of them there are not."""
    order = ["arena", *names]
    order += ["still_since"] if stuck else []
    order += ["created", "number"] if behind else []

    def build(*values: Any) -> QuerySet[Any, tuple[Any, ...]]:
        given = dict(zip(order, values, strict=True))
        found = Node.objects.filter(
            ~_traced(Relation.MERGED_INTO),
            parent=given["arena"],
            kind=Kind.IDEA,
            visibility=Visibility.PUBLIC,
        )
        for name in names:
            found = _NARROW[name](found, given[name])
        if stage is not None:
            found = _of_stage(found, stage)
        if stuck:
            moving = [state.value for state in WAY[:-1]]
            found = found.filter(
                ~_traced(Relation.CARRIED_OUT_BY),
                idea__since__lt=given["still_since"],
                idea__state__in=moving,
            )
        if behind:
            found = found.filter(created__lte=given["created"]).exclude(
                created=given["created"], pk__gte=given["number"]
            )
        found = found.annotate(carried_out=_traced(Relation.CARRIED_OUT_BY))
        return found.order_by("-created", "-id").values_list(
            *Listed._fields, "idea__sort", "idea__state", "idea__since", "remarks", "carried_out"
        )[: IDEAS_PAGE + 1]

    return prepared(build, order)


def ideas_page(arena: Arena, asked: IdeaFilter, *, after: Place | None, at: datetime) -> IdeasPage:
    """Ideas that stand for themselves, newest first; one query."""
    given = asked.asked()
    names = tuple(name for name in _NARROW if name in given)
    still_since = at - timedelta(days=arena.stuck_days)
    values = [arena.pk, *(given[name] for name in names)]
    values += [still_since] if asked.stuck else []
    values += [after.created, after.id] if after else []
    rows = _statement(names, asked.stage, asked.stuck, after is not None)(*values)
    ideas = [_listed(row, still_since) for row in rows[:IDEAS_PAGE]]
    last = ideas[-1].node if len(rows) > IDEAS_PAGE else None
    older = Place(last.created, last.pk) if last else None
    moving = (each.since for each in ideas if each.may_stand_still and not each.stuck)
    since = min(moving, default=None)
    patience = timedelta(days=arena.stuck_days)
    return IdeasPage(ideas, older, since + patience if since else None)


def _listed(row: tuple[Any, ...], still_since: datetime) -> ListedIdea:
    *columns, sort, state, since, remarks, is_measure = row
    stuck = state in WAY[:-1] and not is_measure and since < still_since
    node = Listed._make(columns)
    return ListedIdea(node, Sort(sort), State(state), since, remarks, bool(is_measure), stuck)
