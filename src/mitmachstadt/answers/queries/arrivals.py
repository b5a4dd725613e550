"""What changed at a desk since somebody was last there."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from mitmachstadt.answers.models import CoSignature, DeskVisit, Draft, PartRequest
from mitmachstadt.answers.queries.drafts import asked_of, at_desks_of
from mitmachstadt.answers.queries.officers import Officer
from mitmachstadt.contributions.enums import Step
from mitmachstadt.contributions.models import ModerationStep
from mitmachstadt.nodes.enums import Kind, Relation, Visibility
from mitmachstadt.nodes.models import Node, Trace
from mitmachstadt.nodes.queries import veiled
from mitmachstadt.responsibilities.models import HandOver

SHOWN = 30
# Of what was asked and what came together.
LOOKED_AT = 200
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
    to_supply: list[PartRequest]
    supplied: list[PartRequest]
    to_sign: list[CoSignature]
    signed: list[CoSignature]
    to_release: list[Draft]

    @property
    def is_empty(self) -> bool:
        return not any(getattr(self, each.name) for each in fields(self) if each.name != "since")


def arrivals(officer: Officer, *, since: datetime) -> Arrivals:
    """At the desks of this person's units; for the office, in the whole city. Seven queries."""
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
        *_parts(officer, since),
        *_signatures(officer, since),
        _to_release(officer, since),
    )


def _parts(officer: Officer, since: datetime) -> tuple[list[PartRequest], list[PartRequest]]:
    """What is asked of these units, and what came for a draft of theirs; one query."""
    asked = asked_of(officer) & Q(asked_at__gt=since, delivered_at=None)
    came = Q(draft__in=_drafts_of(officer), delivered_at__gt=since)
    found = PartRequest.objects.filter(
        asked | (came & ~Q(delivered_by=officer.person)), withdrawn=None, **_OPEN
    )
    newest = found.select_related("draft__unit").order_by(
        Coalesce("delivered_at", "asked_at").desc(), "-pk"
    )
    rows = list(newest[:LOOKED_AT])
    return _parted(rows, lambda part: part.delivered_at is None)


def _signatures(officer: Officer, since: datetime) -> tuple[list[CoSignature], list[CoSignature]]:
    """Where these units are asked to sign, and what was said to a draft of theirs; one query."""
    asked = Q(unit__in=officer.unit_ids, asked_at__gt=since, verdict="")
    came = Q(draft__in=_drafts_of(officer), at__gt=since)
    found = CoSignature.objects.filter(
        asked | (came & ~Q(by=officer.person)), called_off=None, **_OPEN
    )
    newest = found.select_related("draft__unit").order_by(Coalesce("at", "asked_at").desc(), "-pk")
    return _parted(list(newest[:LOOKED_AT]), lambda signature: not signature.verdict)


def _to_release(officer: Officer, since: datetime) -> list[Draft]:
    """What was handed in by others; the office releases whatever was."""
    which = Q() if officer.reads_all else at_desks_of(officer)
    found = Draft.objects.filter(which, ready__gt=since, answer=None, dropped=None)
    found = found.exclude(writers=officer.person).select_related("unit")
    return list(found.order_by("-ready", "-pk")[: SHOWN + 1])


def _drafts_of(officer: Officer) -> QuerySet[Draft]:
    """Those that this person's own desks write."""
    offices = Q(unit=None) if officer.is_office else Q()
    return Draft.objects.filter(at_desks_of(officer) | offices)


def _parted[Row](rows: list[Row], asked: Callable[[Row], bool]) -> tuple[list[Row], list[Row]]:
    return [row for row in rows if asked(row)], [row for row in rows if not asked(row)]


_OPEN: dict[str, Any] = {"draft__answer": None, "draft__dropped": None}


def _veiled[Row: (HandOver, Trace)](row: Row, *nodes: str) -> Row:
    """A row whose nodes come without their words where not everyone may read them."""
    for name in nodes:
        veiled(getattr(row, name))
    return row


def _mine(officer: Officer, path: str) -> Q:
    return Q() if officer.reads_all else Q(**{f"{path}unit__in": officer.unit_ids})
