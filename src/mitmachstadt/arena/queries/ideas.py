"""One idea with what belongs to it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from operator import itemgetter
from typing import Any

from django.db.models import Case, Count, Exists, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Left

from mitmachstadt.arena.enums import (
    ASIDE,
    STAGE_OF,
    WAY,
    Conclusion,
    Feasible,
    Stage,
    State,
    TrialKind,
)
from mitmachstadt.arena.models import (
    SHEET_FIELDS,
    FactSheet,
    Idea,
    IdeaStep,
    Sponsorship,
    Statement,
    Trial,
)
from mitmachstadt.kernel.prepared import prepared
from mitmachstadt.kernel.rows import rows_column, rows_of
from mitmachstadt.kernel.text import clean_line
from mitmachstadt.nodes.enums import Relation
from mitmachstadt.nodes.models import Node, Trace
from mitmachstadt.taxonomies.queries import fields_column, fields_in


@dataclass(frozen=True)
class StepLine:
    """A change of state as the page tells it."""

    came_from: State
    went_to: State
    reason: str
    review_on: str
    at: datetime


@dataclass(frozen=True)
class IdeaPage:
    """What the page of an idea shows beside its words; from one query.

    `parts` are the ideas that went into it, `whole` what it went into, `pieces` what it was split
    into, `measures` what carries it out.
    """

    idea: Idea
    sheet: dict[str, Any] | None
    steps: list[StepLine]
    sponsors: list[dict[str, Any]]
    fields: list[dict[str, str]]
    traces: list[dict[str, Any]]
    stands_still_from: datetime
    is_stuck: bool
    statements: list[dict[str, Any]]
    statement_count: int
    trials: list[dict[str, Any]]

    def _traced(self, relation: Relation) -> list[dict[str, Any]]:
        return [trace for trace in self.traces if trace["relation"] == relation]

    @property
    def whole(self) -> dict[str, Any] | None:
        return next(iter(self._traced(Relation.MERGED_INTO)), None)

    @property
    def pieces(self) -> list[dict[str, Any]]:
        return self._traced(Relation.SPLIT_INTO)

    @property
    def goals(self) -> list[dict[str, Any]]:
        return self._traced(Relation.PAYS_INTO)

    @property
    def measures(self) -> list[dict[str, Any]]:
        return self._traced(Relation.CARRIED_OUT_BY)

    @property
    def stage(self) -> Stage:
        return Stage.MEASURE if self.measures else STAGE_OF[State(self.idea.state)]

    @property
    def stages(self) -> list[tuple[Stage, str]]:
        """The three public stages, each `done`, `now` or `ahead`."""
        here = list(Stage).index(self.stage)
        told = ["done" if i < here else "now" if i == here else "ahead" for i in range(3)]
        return list(zip(Stage, told, strict=True))

    @property
    def is_aside(self) -> bool:
        return self.idea.state in ASIDE


def idea_by_public_id(public_id: str) -> Idea | None:
    """The idea whatever its visibility, with its arena."""
    found = Idea.objects.select_related("node__district", "node__window", "arena__node__unit")
    return found.filter(node__public_id=clean_line(public_id)).first()


_NEWER = FactSheet.objects.filter(idea=OuterRef("idea"), number__gt=OuterRef("number"))
_SHEET = FactSheet.objects.filter(~Exists(_NEWER), idea=OuterRef("pk"))
_STEPS = IdeaStep.objects.filter(idea=OuterRef("pk"))
_SPONSORS = Sponsorship.objects.filter(idea=OuterRef("pk"), ended=None)
_TRACES = Trace.objects.filter(
    source=OuterRef("pk"),
    relation__in=(
        Relation.MERGED_INTO, Relation.SPLIT_INTO, Relation.PAYS_INTO, Relation.CARRIED_OUT_BY,
    ),
    target__visibility__in=("public", "retired"),
)  # fmt: skip


# The newest few; a page does not grow with what is said.
_SHOWN = 3
_STATEMENTS = Statement.objects.filter(
    idea=OuterRef("pk"),
    withdrawn=None,
    hidden=None,
    pk__in=Statement.objects.filter(idea=OuterRef("idea"), withdrawn=None, hidden=None)
    .order_by("-pk")
    .values("pk")[:_SHOWN],
).annotate(short=Left("text", 300))
_TRIALS = Trial.objects.filter(idea=OuterRef("pk")).annotate(
    short=Case(When(hidden=None, then=Left("outcome", 160)), default=Value(""))
)
_STATEMENT_COUNT = (
    Statement.objects.filter(idea=OuterRef("pk"), withdrawn=None, hidden=None)
    .order_by()
    .values("idea")
    .annotate(count=Count("pk"))
    .values("count")
)


def _whole_page(pk: Any) -> QuerySet[Idea]:
    """The idea with all that belongs to it, each kind of row as a column."""
    return (
        Idea.objects.select_related("arena__node")
        .annotate(
            fields_below=fields_column(),
            steps_below=rows_column(
                _STEPS, by="idea", order="id", came_from="came_from", went_to="went_to",
                reason="reason", review_on="review_on", at="at",
            ),
            sheet_below=rows_column(
                _SHEET, by="idea", order="number", number="number", at="at", by_name="by_name",
                **{name: name for name in SHEET_FIELDS},
            ),
            sponsors_below=rows_column(
                _SPONSORS, by="idea", order="id", name="name", organisation="organisation_name",
                since="since",
            ),
            statements_below=rows_column(
                _STATEMENTS, by="idea", order="id", name="name", organisation="organisation_name",
                feasible="feasible", expertise="expertise", interest="interest",
                marked="marked_because", short="short",
            ),
            trials_below=rows_column(
                _TRIALS, by="idea", order="id", kind="kind", conclusion="conclusion", day="day",
                how_many="how_many", short="short",
            ),
            statement_count=Coalesce(Subquery(_STATEMENT_COUNT), 0),
            traces_below=rows_column(
                _TRACES, by="source", order="id", relation="relation", title="target__title",
                public_id="target__public_id", kind="target__kind", note="note",
            ),
        )
        .filter(pk=pk)
        .order_by()
    )  # fmt: skip


_PAGE = prepared(_whole_page)


def idea_page(node: Node, *, at: datetime) -> IdeaPage | None:
    """One query: the idea with its rows."""
    idea = _PAGE.first(node)
    if idea is None:
        return None
    row: Any = idea
    traces = rows_of(row.traces_below)
    sheet = next(iter(rows_of(row.sheet_below)), None)
    if sheet is not None:
        sheet["at"] = _moment(sheet["at"])
    gone = {trace["relation"] for trace in traces} & {"merged_into", "carried_out_by"}
    still_from = idea.since + timedelta(days=idea.arena.stuck_days)
    return IdeaPage(
        idea=idea,
        sheet=sheet,
        steps=[_step(step) for step in rows_of(row.steps_below)],
        sponsors=rows_of(row.sponsors_below),
        fields=fields_in(row.fields_below),
        traces=traces,
        stands_still_from=still_from,
        is_stuck=idea.state in WAY[:-1] and not gone and still_from < at,
        statements=[
            {**each, "judged": Feasible(each["feasible"]).label}
            for each in reversed(rows_of(row.statements_below))
        ],
        statement_count=row.statement_count,
        trials=[
            {
                **each,
                "kind": TrialKind(each["kind"]).label,
                "follows": Conclusion(each["conclusion"]).label,
                "day": date.fromisoformat(each["day"]),
            }
            for each in sorted(rows_of(row.trials_below), key=itemgetter("day"), reverse=True)
        ],
    )


def _step(row: dict[str, Any]) -> StepLine:
    return StepLine(
        State(row["came_from"]), State(row["went_to"]), row["reason"], row["review_on"] or "",
        _moment(row["at"]),
    )  # fmt: skip


def _moment(text: str) -> datetime:
    """SQLite keeps moments in UTC and does not say so."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def sheets_of(idea: Idea) -> list[FactSheet]:
    """All versions of the fact sheet, newest first."""
    return list(FactSheet.objects.filter(idea=idea).order_by("-number"))


def newest_sheet(idea: Idea) -> FactSheet | None:
    return FactSheet.objects.filter(idea=idea).order_by("-number").first()


def ideas_at(public_ids: list[str]) -> list[Idea]:
    """The ideas with these public ids, in the order of their keys."""
    wanted = [clean_line(public_id) for public_id in public_ids]
    found = Idea.objects.select_related("node", "arena").filter(node__public_id__in=wanted)
    return list(found.order_by("pk"))


def merge_parts(idea: Idea) -> list[Trace]:
    """What went into the idea, with reasons and authors."""
    found = Trace.objects.filter(target=idea.pk, relation=Relation.MERGED_INTO)
    return list(found.select_related("source").order_by("created", "pk"))


def part_trace(idea: Idea) -> Trace | None:
    """The trace by which an idea went into another."""
    found = Trace.objects.filter(source=idea.pk, relation=Relation.MERGED_INTO)
    return found.select_related("source", "target").first()
