from datetime import datetime, timedelta

from mitmachstadt.data_protection.enums import (
    FRESH_SIGN_IN,
    LONGEST_HOLD_DAYS,
    LONGEST_REASON,
    Choice,
    Rule,
)
from mitmachstadt.data_protection.errors import (
    DeletionHeld,
    HoldEndOutOfBounds,
    HoldReasonMissing,
    NothingToForget,
    NotYours,
    PeriodFixed,
    PeriodOutOfBounds,
    SignInAgain,
    WordsOfAnOrganisation,
)
from mitmachstadt.data_protection.queries import held, held_node
from mitmachstadt.kernel.verdicts import YES, Verdict, no
from mitmachstadt.nodes.enums import CONTRIBUTIONS
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.enums import Capacity
from mitmachstadt.people.errors import LastAdministrator, PasswordWrong, SignInNeeded
from mitmachstadt.people.models import Person
from mitmachstadt.people.queries import Visitor, administrators


def may_know(visitor: Visitor, person: Person | None) -> Verdict:
    """Everybody about themselves, and nobody about anybody else."""
    if visitor.person is None:
        return no(SignInNeeded())
    return YES if visitor.person == person else no(NotYours())


def may_forget(visitor: Visitor, node: Node) -> Verdict:
    """Whoever wrote it, with the account they wrote it with."""
    if visitor.person is None:
        return no(SignInNeeded())
    if node.author_id != visitor.person.pk:
        return no(NotYours())
    return YES if node.kind in CONTRIBUTIONS else no(NothingToForget())


def ways_to_forget(node: Node) -> list[Choice]:
    """What was said for an organisation or the office is theirs: only the name may go."""
    own = node.capacity in {Capacity.CITIZEN, ""}
    return list(Choice) if own else [Choice.NAMELESS]


def may_be_forgotten(node: Node, choice: Choice) -> Verdict:
    """Contributions, and the words only of those who said them for themselves."""
    if node.kind not in CONTRIBUTIONS:
        return no(NothingToForget())
    return YES if choice in ways_to_forget(node) else no(WordsOfAnOrganisation())


def may_leave(person: Person, *, at: datetime) -> Verdict:
    """Everybody but the last administrator."""
    return no(LastAdministrator()) if administrators(at=at) == [person] else YES


def is_themselves(person: Person, *, password: str, at: datetime) -> Verdict:
    """Whoever knows the password, or who has just signed in where an account has none."""
    if person.has_usable_password():
        return YES if person.check_password(password) else no(PasswordWrong())
    fresh = person.last_login is not None and at - FRESH_SIGN_IN <= person.last_login <= at
    return YES if fresh else no(SignInAgain(minutes=FRESH_SIGN_IN // timedelta(minutes=1)))


def may_be_deleted(person: Person, *, at: datetime) -> Verdict:
    """Not while something about their contributions is open, nor while somebody holds it."""
    found = held(person, at=at)
    return no(DeletionHeld(reason=found.reason, until=found.until)) if found else YES


def may_node_be_deleted(node: Node, *, at: datetime) -> Verdict:
    found = held_node(node, at=at)
    return no(DeletionHeld(reason=found.reason, until=found.until)) if found else YES


def may_change_period(rule: Rule, *, days: int) -> Verdict:
    """Within the limits that the rule gives."""
    if not rule.changeable:
        return no(PeriodFixed())
    if not rule.least <= days <= rule.most:
        return no(PeriodOutOfBounds(what=rule.what, least=rule.least, most=rule.most))
    return YES


def may_hold(*, reason: str, until: datetime, at: datetime) -> Verdict:
    """With a reason that the person reads, and an end."""
    if not 0 < len(reason) <= LONGEST_REASON:
        return no(HoldReasonMissing(longest=LONGEST_REASON))
    if not at < until <= at + timedelta(days=LONGEST_HOLD_DAYS):
        return no(HoldEndOutOfBounds(most=LONGEST_HOLD_DAYS))
    return YES
