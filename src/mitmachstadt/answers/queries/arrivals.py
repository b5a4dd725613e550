"""What changed at a desk since somebody was last there."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from mitmachstadt.answers.models import DeskVisit
from mitmachstadt.answers.queries.officers import Officer
from mitmachstadt.contributions.enums import Step
from mitmachstadt.contributions.models import ModerationStep
from mitmachstadt.nodes.enums import Kind, Relation, Visibility
from mitmachstadt.nodes.models import Node, Trace
from mitmachstadt.nodes.queries import veiled
from mitmachstadt.responsibilities.models import HandOver

SHOWN = 30
# For whom this is the first visit, and for whom was away longer than anybody reads up on.
LONGEST_SPAN = timedelta(days=28)


def read_until(officer: Officer, *, at: datetime) -> datetime:
    """Until when this person has read; never ahead of the clock, should it have been set back."""
    visit = DeskVisit.objects.filter(person=officer.person).first()
    earliest = at - LONGEST_SPAN
    return max(min(visit.read_until, at), earliest) if visit else earliest


@dataclass(frozen=True)
class Arrivals:
    """What is new, newest first; of each as much as a page shows and one more."""

    since: datetime
    new: list[Node]
    handed_over: list[HandOver]
    answered: list[Trace]
    corrected: list[ModerationStep]

    @property
    def is_empty(self) -> bool:
        return not (self.new or self.handed_over or self.answered or self.corrected)


def arrivals(officer: Officer, *, since: datetime) -> Arrivals:
    """At the desks of this person's units; for the office, in the whole city. Four queries."""
    public = {"visibility": Visibility.PUBLIC, "kind": Kind.REMARK}
    new = Node.objects.filter(_mine(officer, ""), **public, created__gt=since, answers=0)
    handed = HandOver.objects.filter(
        Q(after__in=officer.unit_ids) | (Q(after=None) if officer.is_office else Q()),
        at__gt=since,
    ).order_by("-at", "-id")
    answered = Trace.objects.filter(
        _mine(officer, "source__"), relation=Relation.ANSWERED_BY, created__gt=since
    ).exclude(by=officer.person)
    answered = answered.select_related("source", "target").order_by("-created", "-id")
    corrected = ModerationStep.objects.filter(
        _mine(officer, "node__"),
        step=Step.CORRECTED,
        at__gt=since,
        node__visibility=Visibility.PUBLIC,
    )
    return Arrivals(
        since,
        list(new.select_related("unit").defer("card").order_by("-created", "-id")[: SHOWN + 1]),
        [_veiled(each, "node") for each in handed.select_related("node")[: SHOWN + 1]],
        [_veiled(each, "source", "target") for each in answered[: SHOWN + 1]],
        list(corrected.select_related("node").order_by("-at", "-id")[: SHOWN + 1]),
    )


def _veiled[Row: (HandOver, Trace)](row: Row, *nodes: str) -> Row:
    """A row whose nodes come without their words where not everyone may read them."""
    for name in nodes:
        veiled(getattr(row, name))
    return row


def _mine(officer: Officer, path: str) -> Q:
    return Q() if officer.reads_all else Q(**{f"{path}unit__in": officer.unit_ids})
