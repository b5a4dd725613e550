"""What is not settled about contributions: until then nobody can take the evidence away."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Max, Min, Q, QuerySet, Value

from mitmachstadt.contributions.enums import (
    CASE_DAYS,
    REPORT_CASE_DAYS,
    SERIOUS_REPORTS,
    CaseReason,
    Step,
)
from mitmachstadt.contributions.models import Appeal, ModerationStep, Removal, Report
from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.models import Person

_CASE = timedelta(days=CASE_DAYS)
_REPORTED = timedelta(days=REPORT_CASE_DAYS)


@dataclass(frozen=True)
class OpenCase:
    """Why something is not settled, and until when."""

    reason: CaseReason
    until: datetime


def held_until(node: Node, *, at: datetime) -> datetime | None:
    """Until when the administration lets nothing be deleted of whoever said this."""
    until = node.author.held_until if node.author is not None else None
    return until if until is not None and until > at else None


def open_case(node: Node, *, at: datetime) -> OpenCase | None:
    """What is not settled about one contribution, and lasts longest; one query at most."""
    if node.visibility not in {Visibility.HIDDEN, Visibility.PUBLIC}:
        return None
    return _longest(Q(node=node), at)


def open_case_of(person: Person, *, at: datetime) -> OpenCase | None:
    """The same for all contributions of somebody; one query."""
    return _longest(Q(node__author=person), at)


def _longest(about: Q, at: datetime) -> OpenCase | None:
    rows = _hidden(about, at).union(
        _appealed(about), _proposed(about, at), _reported(about), all=True
    )
    cases = [OpenCase(CaseReason(name), _ends(CaseReason(name), began, due, at))
             for name, began, due in rows if began is not None]  # fmt: skip
    return max((case for case in cases if case.until > at), key=_until, default=None)


def _until(case: OpenCase) -> datetime:
    return case.until


def _ends(reason: CaseReason, began: datetime, due: datetime, at: datetime) -> datetime:
    if reason == CaseReason.REPORTED:
        return began + _REPORTED
    if reason == CaseReason.APPEALED:
        # However late the decision is, it is not made about words that have gone.
        return max(due, began + _CASE, at + timedelta(days=1))
    return began + _CASE


def _row(found: QuerySet[Any], reason: CaseReason, began: Any, due: Any) -> QuerySet[Any, Any]:
    named = found.order_by().annotate(why=Value(reason.value)).values("why")
    rows: QuerySet[Any, Any] = named.annotate(began=began, due=due)
    return rows.values_list("why", "began", "due")


def _hidden(about: Q, at: datetime) -> QuerySet[Any, Any]:
    """Whoever was hidden may object for some time."""
    lately = ModerationStep.objects.filter(
        about, step=Step.HIDDEN, at__gt=at - _CASE, node__visibility=Visibility.HIDDEN
    )
    return _row(lately, CaseReason.HIDDEN, Max("at"), Max("at"))


def _appealed(about: Q) -> QuerySet[Any, Any]:
    undecided = Appeal.objects.filter(about, decided__isnull=True)
    return _row(undecided, CaseReason.APPEALED, Max("step__at"), Max("due"))


def _proposed(about: Q, at: datetime) -> QuerySet[Any, Any]:
    """Two moderators have time to agree; who wrote it does not wait for them for ever."""
    waiting = Removal.objects.filter(about, agreed__isnull=True, proposed__gt=at - _CASE)
    return _row(waiting, CaseReason.PROPOSED, Max("proposed"), Max("proposed"))


def _reported(about: Q) -> QuerySet[Any, Any]:
    """Counted from the oldest report, so that nobody keeps somebody here by more of them."""
    waiting = Report.objects.filter(
        about, settled__isnull=True, unproven=False, reason__in=SERIOUS_REPORTS,
        node__visibility=Visibility.PUBLIC,
    )  # fmt: skip
    return _row(waiting, CaseReason.REPORTED, Min("at"), Min("at"))
