"""Readers report what should be looked at. However many do, only a moderator hides something."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from mitmachstadt.contributions.actions.keeping import locked
from mitmachstadt.contributions.enums import (
    LONGEST_REPORT,
    REPORT_MINUTES,
    REPORTS_KEPT,
    REPORTS_OPEN,
    REPORTS_PER_HOUR,
    UNPROVEN_MINUTES,
    UNPROVEN_REPORTS_PER_DAY,
    ReportReason,
)
from mitmachstadt.contributions.errors import ReportsFull, TooManyReports
from mitmachstadt.contributions.models import Report
from mitmachstadt.contributions.queries import (
    are_reports_full,
    open_reports_about,
    report_by_key,
)
from mitmachstadt.contributions.rules import is_short_enough, may_report
from mitmachstadt.kernel.proofs import form_key, proven, use_up
from mitmachstadt.kernel.rates import count_attempt, period_ends
from mitmachstadt.kernel.text import clean_text
from mitmachstadt.ledger.actions import append
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.queries import Visitor


@dataclass(frozen=True)
class Reported:
    """What came of a report: `again` if the same form had come before."""

    again: bool = False


def report(
    *,
    node: Node,
    reason: ReportReason,
    visitor: Visitor,
    submission: str,
    address: str,
    at: datetime,
    text: str = "",
    proof: str = "",
) -> Reported:
    """Ask the moderators to look at a contribution.

    Counted for the account, or for the address: with a proof of work more are taken than without.

    Raises:
        Refusal: why it cannot be taken; nothing was written.
    """
    text, key = clean_text(text), form_key(submission)
    if report_by_key(key) is not None:
        return Reported(again=True)
    may_report(node).require()
    is_short_enough(text, LONGEST_REPORT).require()
    signature = "" if visitor.signed_in else proven(proof, submission=submission, at=at)
    try:
        with transaction.atomic():
            unproven = _count(visitor, signature, address, at)
            node = locked(node)
            may_report(node).require()
            if open_reports_about(node) < REPORTS_KEPT:
                Report.objects.create(
                    key=key, node=node, reason=reason, text=text, unproven=unproven, at=at
                )
                content = {"reason": reason.value}
                append(kind=f"{node.kind}.reported", subject=node.public_id, content=content, at=at)
    except IntegrityError:
        return Reported(again=True)
    return Reported()


def _count(visitor: Visitor, signature: str, address: str, at: datetime) -> bool:
    """Whether the report comes without proof; refused where too many came."""
    proof_holds = bool(signature) and use_up(signature, at=at)
    if visitor.person is not None or proof_holds:
        who = visitor.person.public_id if visitor.person is not None else address
        said = count_attempt("report", who, at=at, minutes=REPORT_MINUTES)
        if said > REPORTS_PER_HOUR:
            raise TooManyReports(until=period_ends(at, REPORT_MINUTES))
        return False
    said = count_attempt("unproven report", address, at=at, minutes=UNPROVEN_MINUTES)
    if said > UNPROVEN_REPORTS_PER_DAY:
        raise TooManyReports(until=period_ends(at, UNPROVEN_MINUTES))
    if are_reports_full(REPORTS_OPEN):
        raise ReportsFull()
    return True
