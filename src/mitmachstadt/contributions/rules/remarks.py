from collections.abc import Iterable
from datetime import datetime

from mitmachstadt.contributions.enums import LONGEST_REMARK, MOST_FOLLOWED
from mitmachstadt.contributions.errors import (
    AlreadyAnswered,
    CaseOpen,
    CorrectedByAuthor,
    CorrectionOver,
    FollowsTooMuch,
    NotAContribution,
    NotFromPaper,
    NothingToFollow,
    NothingToRemarkOn,
    NotInThatState,
    NotYoursToCorrect,
    OwnContribution,
    RemarkEmpty,
    RemarkTooLong,
    ReplyToHidden,
    WordsHeld,
)
from mitmachstadt.contributions.queries.came import was_corrected, was_typed_by_helpers
from mitmachstadt.contributions.queries.open_cases import held_until, open_case
from mitmachstadt.kernel.verdicts import YES, Verdict, no
from mitmachstadt.nodes.enums import CONTRIBUTIONS, REMARKABLE, Kind, Moderation, Verb, Visibility
from mitmachstadt.nodes.models import Node, Window
from mitmachstadt.nodes.rules import Opening, may_add_to, opening
from mitmachstadt.people.enums import BuiltInGroup, Capacity
from mitmachstadt.people.errors import SignInNeeded
from mitmachstadt.people.models import Person
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.rules import may_speak_for, may_work_as


def may_say(text: str) -> Verdict:
    """Some words, and not more than a page can carry."""
    if not text:
        return no(RemarkEmpty())
    if len(text) > LONGEST_REMARK:
        longest, length = (f"{n:,}".replace(",", ".") for n in (LONGEST_REMARK, len(text)))
        return no(RemarkTooLong(length=length, longest=longest))
    return YES


def may_be_remarked_on(node: Node, *, merged: str | None = None) -> Verdict:
    """Passages and what surrounds them; of remarks only those that everyone can read.

    Args:
        merged: see `nodes.rules.may_add_to`.
    """
    if node.kind not in REMARKABLE:
        return no(NothingToRemarkOn(kind=Kind(node.kind).label))
    if node.kind == Kind.REMARK and node.visibility != Visibility.PUBLIC:
        return no(ReplyToHidden(state=Visibility(node.visibility).label))
    return may_add_to(node, merged=merged)


def open_for_remarks(
    node: Node,
    windows: Iterable[Window],
    *,
    groups: frozenset[str],
    at: datetime,
    merged: str | None = None,
) -> Opening:
    """Whether somebody of these groups may remark on a node now, and through which window.

    Args:
        merged: see `nodes.rules.may_add_to`.
    """
    verdict = may_be_remarked_on(node, merged=merged)
    if not verdict.allowed:
        return Opening(None, verdict)
    return opening(Verb.REMARK, windows, groups=groups, at=at)


def has_to_wait(
    window: Window, person: Person | None, *, unproven: bool = False, vouched: bool = False
) -> bool:
    """Whether a contribution through this window waits for a moderator; unproven ones always.

    Args:
        vouched: somebody with a role has read it.
    """
    if unproven or window.moderation == Moderation.EVERYBODY:
        return True
    return window.moderation == Moderation.WITHOUT_ACCOUNT and person is None and not vouched


def may_support(node: Node, person: Person) -> Verdict:
    """Anything public that somebody else said."""
    if node.author_id == person.pk:
        return no(OwnContribution())
    verdict = may_add_to(node)
    if verdict.allowed and node.kind not in CONTRIBUTIONS:
        return no(NotAContribution(title=node.title))
    return verdict


def may_correct(node: Node, *, at: datetime) -> Verdict:
    """Until an answer refers to the words, and while the window is open they came through."""
    if node.visibility not in {Visibility.PUBLIC, Visibility.WAITING}:
        return no(NotInThatState(state=Visibility(node.visibility).label))
    if node.answers:
        return no(AlreadyAnswered())
    if node.window is not None and node.window.closes <= at:
        return no(CorrectionOver(closes=node.window.closes))
    return YES


def may_correct_own(visitor: Visitor, node: Node, *, at: datetime) -> Verdict:
    """With the account it was written with, and while that still speaks for whom it spoke."""
    if visitor.person is None:
        return no(SignInNeeded())
    if node.kind not in CONTRIBUTIONS or node.author_id != visitor.person.pk:
        return no(NotYoursToCorrect())
    if node.capacity == Capacity.OFFICE:
        return may_work_as(visitor, BuiltInGroup.OFFICE)
    if node.capacity == Capacity.ORGANISATION and node.organisation is not None:
        return may_speak_for(visitor.person, node.organisation, at=at)
    return YES


def may_retype(node: Node) -> Verdict:
    """What helpers typed, until an answer refers to it or its author has changed it."""
    if node.visibility not in {Visibility.PUBLIC, Visibility.WAITING}:
        return no(NotInThatState(state=Visibility(node.visibility).label))
    if not was_typed_by_helpers(node):
        return no(NotFromPaper())
    if node.answers:
        return no(AlreadyAnswered())
    return no(CorrectedByAuthor()) if was_corrected(node) else YES


def may_withdraw(node: Node, *, at: datetime) -> Verdict:
    """Once, and not while something about it is not settled: nobody takes the evidence away."""
    if node.visibility == Visibility.WITHDRAWN:
        return no(NotInThatState(state=Visibility.WITHDRAWN.label))
    if (until := held_until(node, at=at)) is not None:
        return no(WordsHeld(until=until))
    case = open_case(node, at=at)
    return no(CaseOpen(reason=case.reason.label, until=case.until)) if case else YES


def may_follow(node: Node | None, *, followed: int) -> Verdict:
    """Whatever everyone may read, up to a number that a person can still oversee."""
    if node is None or not node.is_public:
        return no(NothingToFollow())
    if followed >= MOST_FOLLOWED:
        return no(FollowsTooMuch(most=MOST_FOLLOWED))
    return YES
