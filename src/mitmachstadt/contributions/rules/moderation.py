"""Who may decide what about a contribution, and when."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from mitmachstadt.contributions.enums import APPEAL_DAYS
from mitmachstadt.contributions.errors import (
    AlreadyHidden,
    AppealedAlready,
    AppealTooLate,
    ChangedMeanwhile,
    EvidenceHeld,
    ModerationDecides,
    NotAContribution,
    NothingToAppeal,
    NotInThatState,
    OnlyWithACase,
    OwnContribution,
    ReasonMissing,
    SecondPersonNeeded,
    TextTooLong,
    WordsAreGone,
)
from mitmachstadt.contributions.models import Appeal, ModerationStep, Removal
from mitmachstadt.contributions.queries import appeal_about, held_until, involved_in, last_hiding
from mitmachstadt.kernel.verdicts import YES, Refusal, Verdict, no
from mitmachstadt.nodes.enums import CONTRIBUTIONS, Visibility
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.errors import RoleNeeded, SignInNeeded
from mitmachstadt.people.models import Person
from mitmachstadt.people.queries import Visitor, holders_of


def was_read(node: Node, seen: int | None) -> Verdict:
    """Whether these are the words that somebody judges; without `seen`, their version, yes."""
    if seen is not None and seen != node.version:
        return no(ChangedMeanwhile(title=node.title))
    return YES


def may_moderate(
    node: Node, person: Person, *, allowed: set[Visibility], reason: str, needs_reason: bool
) -> Verdict:
    """Nobody moderates their own words; hiding needs a reason; the state must fit."""
    if node.kind not in CONTRIBUTIONS:
        return no(NotAContribution(title=node.title))
    if node.author_id == person.pk:
        return no(OwnContribution())
    if node.visibility == Visibility.HIDDEN and not node.text:
        return no(WordsAreGone())
    if node.visibility not in allowed:
        return no(NotInThatState(state=Visibility(node.visibility).label))
    if needs_reason and not reason.strip():
        return no(ReasonMissing())
    return YES


def may_be_removed(node: Node, *, at: datetime) -> Verdict:
    """Not while the administration keeps the words as evidence."""
    until = held_until(node, at=at)
    return no(EvidenceHeld(until=until)) if until is not None else YES


def may_report(node: Node) -> Verdict:
    """Whatever somebody said that everyone can read."""
    if node.kind not in CONTRIBUTIONS:
        return no(NotAContribution(title=node.title))
    if node.visibility != Visibility.PUBLIC:
        return no(AlreadyHidden(state=Visibility(node.visibility).label))
    return YES


def is_short_enough(text: str, longest: int) -> Verdict:
    if len(text) > longest:
        return no(TextTooLong(length=len(text), longest=longest))
    return YES


def may_appeal(
    node: Node, hiding: ModerationStep | None, *, appealed: bool, at: datetime
) -> Verdict:
    """Once against each hiding, some weeks long.

    Args:
        hiding: the step that hid it last.
        appealed: whether somebody objected to that step before.
    """
    if node.visibility != Visibility.HIDDEN or hiding is None:
        return no(NothingToAppeal(state=Visibility(node.visibility).label))
    if not node.text:
        return no(WordsAreGone())
    if appealed:
        return no(AppealedAlready())
    until = appeal_ends(hiding)
    if at >= until:
        return no(AppealTooLate(days=APPEAL_DAYS, until=until))
    return YES


@dataclass(frozen=True)
class Appealing:
    """Whether somebody may object to a hiding, until when, and what came of it if they did."""

    verdict: Verdict
    until: datetime | None = None
    appeal: Appeal | None = None


def appealing(node: Node, *, at: datetime) -> Appealing:
    """Where its author stands with a contribution's last hiding; at most two queries."""
    hiding = last_hiding(node) if node.visibility == Visibility.HIDDEN else None
    made = appeal_about(hiding) if hiding is not None else None
    verdict = may_appeal(node, hiding, appealed=made is not None, at=at)
    return Appealing(verdict, appeal_ends(hiding) if hiding else None, made)


def appeal_ends(hiding: ModerationStep) -> datetime:
    """Until when somebody may object to a hiding."""
    return hiding.at + timedelta(days=APPEAL_DAYS)


def may_judge(
    visitor: Visitor, node: Node, *, involved: Collection[int], refusal: Refusal, at: datetime
) -> Verdict:
    """A moderator who had no part in it; where there is none, the office or the administration.

    Args:
        involved: primary keys of those who decided before.
        refusal: what those are told.
    """
    person = visitor.person
    if person is None:
        return no(SignInNeeded())
    stands_in = visitor.is_office or visitor.is_administrator
    if not visitor.is_moderator and not stands_in:
        return no(RoleNeeded(role=BuiltInGroup.MODERATOR.label))
    if node.author_id == person.pk:
        return no(OwnContribution())
    if person.pk in involved:
        return no(refusal)
    if visitor.is_moderator:
        return YES
    out = {*involved, node.author_id}
    if any(one.pk not in out for one in holders_of(BuiltInGroup.MODERATOR, at=at)):
        return no(ModerationDecides())
    return YES


def may_read_case(
    visitor: Visitor, node: Node, case: Appeal | Removal | None, *, at: datetime
) -> Verdict:
    """Moderators and auditors read what is hidden; who stands in, while it is theirs to decide."""
    if visitor.is_moderator or visitor.is_auditor:
        return YES
    if case is None:
        return no(OnlyWithACase())
    involved = involved_in(node, case if isinstance(case, Removal) else None)
    return may_judge(visitor, node, involved=involved, refusal=SecondPersonNeeded(), at=at)
