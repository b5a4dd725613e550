"""Who may make a progress report."""

from mitmachstadt.kernel.verdicts import YES, Verdict
from mitmachstadt.measures.enums import LONGEST_LINE
from mitmachstadt.measures.errors.reporting import LabelMissing, LabelTaken, LabelTooLong
from mitmachstadt.measures.queries.report import reports
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.rules import may_work_as


def may_report(visitor: Visitor, label: str) -> Verdict:
    """The office, under a name that no other report has."""
    allowed = may_work_as(visitor, BuiltInGroup.OFFICE)
    if not allowed.allowed:
        return allowed
    if not label:
        return Verdict(LabelMissing())
    if len(label) > LONGEST_LINE:
        return Verdict(LabelTooLong(most=LONGEST_LINE))
    if any(each.label.casefold() == label.casefold() for each in reports()):
        return Verdict(LabelTaken(label=label))
    return YES
