"""Hiding words beside ideas, and showing them again: as moderators do it with remarks."""

from mitmachstadt.arena.errors.hiding import HiddenAlready, NotHidden, NothingToHide
from mitmachstadt.arena.queries.hiding import Judged
from mitmachstadt.arena.rules.ideas import is_reason
from mitmachstadt.contributions.errors import OwnContribution
from mitmachstadt.kernel.verdicts import YES, Verdict, no
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.rules import may_work_as


def may_hide(visitor: Visitor, judged: Judged, *, reason: str) -> Verdict:
    """Moderators, not their own words, with a reason that everybody reads."""
    if not (verdict := _may_judge(visitor, judged)).allowed:
        return verdict
    return no(HiddenAlready()) if judged.row.hidden else is_reason(reason)


def may_show_again(visitor: Visitor, judged: Judged, *, reason: str) -> Verdict:
    """The same people, with the reason for the change of mind."""
    if not (verdict := _may_judge(visitor, judged)).allowed:
        return verdict
    return is_reason(reason) if judged.row.hidden else no(NotHidden())


def _may_judge(visitor: Visitor, judged: Judged) -> Verdict:
    if not (verdict := may_work_as(visitor, BuiltInGroup.MODERATOR)).allowed:
        return verdict
    if visitor.person in judged.authors:
        return no(OwnContribution())
    return YES if judged.parts else no(NothingToHide())
