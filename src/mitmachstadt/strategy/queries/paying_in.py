"""Goals and guiding principles, what pays into them, and what pays into nothing."""

from dataclasses import dataclass, field

from django.utils.translation import gettext

from mitmachstadt.nodes.enums import Relation, Visibility
from mitmachstadt.nodes.models import Node, Trace
from mitmachstadt.strategy.enums import PAID_INTO, SectionKind
from mitmachstadt.strategy.models import Section, Strategy


@dataclass(frozen=True)
class Payment:
    """Something and its goal or principle, with the reason. `node` is the other end."""

    node: Node
    kind: str
    rationale: str


@dataclass(frozen=True)
class PaidLine:
    """A goal or a principle with everything that pays into it."""

    section: Section
    payments: list[Payment] = field(default_factory=list)


@dataclass(frozen=True)
class PrinciplesPage:
    """The guiding principles and goals of a strategy, and the gaps."""

    principles: list[PaidLine]
    goals: list[PaidLine]
    without: list[Section]

    @property
    def shares(self) -> list[tuple[str, int, str]]:
        """How many of them something pays into, as a picture shows it."""
        lines = [*self.principles, *self.goals]
        paid = sum(bool(line.payments) for line in lines)
        return [
            (gettext("etwas zahlt darauf ein"), paid, "answered"),
            (gettext("nichts zahlt darauf ein"), len(lines) - paid, "overdue"),
        ]


@dataclass(frozen=True)
class Choosable:
    """What a published text says that one can name: principles, goals and needs."""

    sections: list[Section]

    def of(self, kind: SectionKind) -> list[Node]:
        return [section.node for section in self.sections if section.kind == kind]

    @property
    def paid_into(self) -> list[Node]:
        """Principles first, then goals."""
        return [*self.of(SectionKind.PRINCIPLE), *self.of(SectionKind.GOAL)]


def choosable(*kinds: SectionKind) -> Choosable:
    """The public sections of these kinds, in the order of the documents; one statement."""
    found = Section.objects.filter(kind__in=kinds, node__visibility=Visibility.PUBLIC)
    return Choosable(list(found.select_related("node").order_by("document", "node")))


def paid_into_by(source: Node) -> list[Payment]:
    """The goals and principles that a thing pays into."""
    traces = Trace.objects.filter(source=source, relation=Relation.PAYS_INTO).select_related(
        "target__section"
    )
    return [
        Payment(trace.target, _kind(trace.target), trace.note) for trace in traces.order_by("id")
    ]


def principles_page(strategy: Strategy) -> PrinciplesPage:
    """Everything on the page of goals and principles; two queries."""
    kinds = (*PAID_INTO, SectionKind.NEED, SectionKind.MEASURE)
    sections = list(
        Section.objects.filter(
            document__strategy=strategy, kind__in=kinds, node__visibility=Visibility.PUBLIC
        )
        .select_related("node", "document__node")
        .order_by("document__node__created", "document", "node")
    )
    lines = {s.pk: PaidLine(s) for s in sections if s.kind in PAID_INTO}
    paying: set[int] = set()
    for trace in (
        Trace.objects.filter(
            relation=Relation.PAYS_INTO,
            target__section__in=sections,
            source__visibility=Visibility.PUBLIC,
        )
        .select_related("source__section")
        .order_by("created", "id")
    ):
        if trace.target_id in lines:
            payment = Payment(trace.source, _kind(trace.source), trace.note)
            lines[trace.target_id].payments.append(payment)
            paying.add(trace.source_id)
    return PrinciplesPage(
        principles=[line for line in lines.values() if line.section.kind == SectionKind.PRINCIPLE],
        goals=[line for line in lines.values() if line.section.kind == SectionKind.GOAL],
        without=[s for s in sections if s.kind not in PAID_INTO and s.pk not in paying],
    )


def _kind(node: Node) -> str:
    section = getattr(node, "section", None)
    return section.kind if section else ""
