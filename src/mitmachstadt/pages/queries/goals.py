"""What guiding principles, goals and fields of action get from measures and ideas, and the gaps."""

from dataclasses import dataclass

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber

from mitmachstadt.arena.enums import Sort, State
from mitmachstadt.arena.models import Idea
from mitmachstadt.measures.queries import is_copy
from mitmachstadt.nodes.enums import Kind, Relation, Visibility
from mitmachstadt.nodes.models import Node, Trace
from mitmachstadt.strategy.enums import SectionKind
from mitmachstadt.strategy.models import Section
from mitmachstadt.taxonomies.models import Assignment, Entry
from mitmachstadt.taxonomies.queries import entries_in_force

NAMED = 5
MOST_GOALS = 80
MOST_NEEDS = 40
_TAKEN_UP = (Relation.TAKEN_UP_IN, Relation.CARRIED_OUT_BY)


@dataclass(frozen=True)
class Paid:
    """What pays into something: measures that began here, copies of them, and ideas."""

    measures: int = 0
    copies: int = 0
    ideas: int = 0

    @property
    def nothing(self) -> bool:
        # A copy pays in where it is, but it is no new success.
        return not (self.measures or self.copies or self.ideas)


@dataclass(frozen=True)
class GoalLine:
    """A goal or a principle; of its measures the newest are named."""

    section: Section
    paid: Paid
    named: list[Node]

    @property
    def more(self) -> int:
        return self.paid.measures + self.paid.copies - len(self.named)


@dataclass(frozen=True)
class FieldLine:
    entry: Entry
    paid: Paid


@dataclass(frozen=True)
class GoalsPage:
    """`needs` are the first of those that no measure takes up, `open_needs` says how many."""

    principles: list[GoalLine]
    goals: list[GoalLine]
    fields: list[FieldLine]
    needs: list[Node]
    open_needs: int
    all_needs: int

    @property
    def lines(self) -> list[GoalLine]:
        return [*self.principles, *self.goals]

    @property
    def most(self) -> int:
        """Of the measures that pay into one of them; a picture needs the largest."""
        return max((line.paid.measures for line in self.lines), default=0)

    @property
    def empty(self) -> list[GoalLine]:
        return [line for line in self.lines if line.paid.nothing]


def goals_page() -> GoalsPage:
    """Everything on the page; seven statements, whatever there is."""
    sections = list(_sections())
    paid = _paid_into(sections)
    named = _named(sections)
    lines = [GoalLine(s, paid.get(s.pk, Paid()), named.get(s.pk, [])) for s in sections]
    needs, taken = _needs(), _taken_up()
    counts = needs.aggregate(all=Count("pk"), open=Count("pk", filter=~taken))
    return GoalsPage(
        principles=[line for line in lines if line.section.kind == SectionKind.PRINCIPLE],
        goals=[line for line in lines if line.section.kind == SectionKind.GOAL],
        fields=_fields(),
        needs=list(needs.filter(~taken).defer("card").order_by("created", "pk")[:MOST_NEEDS]),
        open_needs=counts["open"],
        all_needs=counts["all"],
    )


def _sections() -> QuerySet[Section]:
    """Principles first, then goals, in the order of the documents."""
    order = Case(When(kind=SectionKind.PRINCIPLE, then=Value(0)), default=Value(1))
    found = Section.objects.filter(
        kind__in=(SectionKind.PRINCIPLE, SectionKind.GOAL), node__visibility=Visibility.PUBLIC
    )
    return found.select_related("node").order_by(order, "document", "node")[:MOST_GOALS]


def _payments(sections: list[Section]) -> QuerySet[Trace]:
    return Trace.objects.filter(
        relation=Relation.PAYS_INTO,
        target__in=[section.pk for section in sections],
        source__visibility=Visibility.PUBLIC,
    ).annotate(copy=is_copy("source"))


def _paid_into(sections: list[Section]) -> dict[int, Paid]:
    rows = _payments(sections).order_by().values("target").annotate(
        measures=Count("pk", filter=Q(source__kind=Kind.MEASURE, copy=False)),
        copies=Count("pk", filter=Q(source__kind=Kind.MEASURE, copy=True)),
        ideas=Count("pk", filter=Q(source__kind=Kind.IDEA)),
    )  # fmt: skip
    return {row["target"]: Paid(row["measures"], row["copies"], row["ideas"]) for row in rows}


def _named(sections: list[Section]) -> dict[int, list[Node]]:
    """Of each, the measures that began to pay in last; what began here before copies."""
    place = Window(RowNumber(), partition_by=F("target"), order_by=[F("copy"), F("pk").desc()])
    traces = _payments(sections).filter(source__kind=Kind.MEASURE).annotate(place=place)
    found: dict[int, list[Node]] = {}
    for trace in (
        traces.filter(place__lte=NAMED).select_related("source").order_by("target", "place")
    ):
        found.setdefault(trace.target_id, []).append(trace.source)
    return found


def _needs() -> QuerySet[Node]:
    """The needs for action that the strategy names, and those that people brought as ideas.

    An idea that went into another one is told by that, one that was declined is settled.
    """
    merged = Trace.objects.filter(source=OuterRef("pk"), relation=Relation.MERGED_INTO)
    brought = Idea.objects.filter(~Exists(merged), ~Q(state=State.DECLINED), sort=Sort.NEED)
    named = Section.objects.filter(kind=SectionKind.NEED)
    return Node.objects.filter(
        Q(pk__in=named.values("pk")) | Q(pk__in=brought.values("pk")), visibility=Visibility.PUBLIC
    )


def _taken_up() -> Q:
    """Whether a measure takes a need up, itself or by way of one step."""
    forward = Trace.objects.filter(source=OuterRef("pk"), relation__in=_TAKEN_UP)
    itself = forward.filter(target__kind=Kind.MEASURE, target__visibility=Visibility.PUBLIC)
    by_way = forward.filter(
        target__traces_forward__relation__in=_TAKEN_UP,
        target__traces_forward__target__kind=Kind.MEASURE,
        target__traces_forward__target__visibility=Visibility.PUBLIC,
    )
    return Q(Exists(itself)) | Q(Exists(by_way))


def _fields() -> list[FieldLine]:
    """Measures and ideas that are sorted under each field of action in force."""
    sorted_there = Assignment.objects.filter(node__visibility=Visibility.PUBLIC)
    rows = sorted_there.annotate(copy=is_copy("node")).order_by().values("term").annotate(
        measures=Count("pk", filter=Q(node__kind=Kind.MEASURE, copy=False)),
        copies=Count("pk", filter=Q(node__kind=Kind.MEASURE, copy=True)),
        ideas=Count("pk", filter=Q(node__kind=Kind.IDEA)),
    )  # fmt: skip
    counts = {row["term"]: Paid(row["measures"], row["copies"], row["ideas"]) for row in rows}
    return [
        FieldLine(entry, counts.get(entry.term_id, Paid()))
        for entry in entries_in_force()
        if not entry.is_closed
    ]
