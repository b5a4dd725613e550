"""Who may say as an expert whether an idea can be done, and what has to be declared (D4)."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from mitmachstadt.arena.enums import (
    LONGEST_EXPERTISE,
    LONGEST_INTEREST,
    LONGEST_STATEMENT,
    SHORTEST_DECLARATION,
    Feasible,
)
from mitmachstadt.arena.errors import IdeaNotPublic
from mitmachstadt.arena.errors.hiding import WordsHidden
from mitmachstadt.arena.errors.statements import (
    ExpertiseMissing,
    InterestContradicted,
    InterestEvident,
    InterestUndeclared,
    NotYourStatement,
    StatedAlready,
    StatementChanged,
    StatementEmpty,
    StatementTooLong,
    StatementUnchanged,
    StatementWithdrawn,
)
from mitmachstadt.arena.models import Idea, Statement
from mitmachstadt.arena.queries.statements import has_a_stake, statement_by
from mitmachstadt.arena.rules.ideas import is_reason
from mitmachstadt.kernel.verdicts import YES, Verdict, no
from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.people.errors import SignInNeeded
from mitmachstadt.people.models import Organisation
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.rules import may_speak_for


@dataclass(frozen=True)
class Expertise:
    """What somebody declares and says, cleaned."""

    expertise: str
    interest: str
    no_interest: bool
    feasible: Feasible
    text: str


def may_state(
    visitor: Visitor, idea: Idea, *, organisation: Organisation | None, at: datetime
) -> Verdict:
    """Whoever has an account, once for themselves; for an organisation who may speak for it."""
    if visitor.person is None:
        return no(SignInNeeded())
    if idea.node.visibility != Visibility.PUBLIC:
        return no(IdeaNotPublic(state=Visibility(idea.node.visibility).label))
    if organisation is not None:
        verdict = may_speak_for(visitor.person, organisation, at=at)
        if not verdict.allowed:
            return verdict
    if statement_by(idea, visitor.person, organisation) is not None:
        return no(StatedAlready(name=organisation.name if organisation else visitor.name))
    return YES


def may_say(visitor: Visitor, idea: Idea, said: Expertise) -> Verdict:
    """Expertise in words; an interest, or that there is none; and why."""
    for part, words, longest in (
        (_("Ihre Fachkenntnis"), said.expertise, LONGEST_EXPERTISE),
        (_("Ihr eigenes Interesse"), said.interest, LONGEST_INTEREST),
        (_("Ihre Stellungnahme"), said.text, LONGEST_STATEMENT),
    ):
        if len(words) > longest:
            return no(StatementTooLong(part=part, length=len(words), longest=longest))
    if len(said.expertise) < SHORTEST_DECLARATION:
        return no(ExpertiseMissing())
    if not (verdict := _declares(visitor, idea, said)).allowed:
        return verdict
    return YES if said.text else no(StatementEmpty())


def _declares(visitor: Visitor, idea: Idea, said: Expertise) -> Verdict:
    if said.interest and said.no_interest:
        return no(InterestContradicted())
    if said.no_interest:
        assert visitor.person is not None
        return no(InterestEvident()) if has_a_stake(idea, visitor.person) else YES
    return YES if len(said.interest) >= SHORTEST_DECLARATION else no(InterestUndeclared())


def may_change_statement(visitor: Visitor, statement: Statement, *, at: datetime) -> Verdict:
    """Who gave it; for an organisation whoever may speak for it."""
    if visitor.person is None:
        return no(SignInNeeded())
    if statement.withdrawn is not None:
        return no(StatementWithdrawn())
    if statement.organisation is not None:
        return may_speak_for(visitor.person, statement.organisation, at=at)
    return YES if statement.person_id == visitor.person.pk else no(NotYourStatement())


def is_correction(statement: Statement, said: Expertise, *, seen: int) -> Verdict:
    """On top of what was read, and something is different; not while it is hidden."""
    if statement.hidden is not None:
        return no(WordsHidden(reason=statement.hidden_because))
    if statement.number != seen:
        return no(StatementChanged())
    before = Expertise(
        statement.expertise,
        statement.interest,
        statement.no_interest,
        Feasible(statement.feasible),
        statement.text,
    )
    return YES if said != before else no(StatementUnchanged())


def may_mark(statement: Statement, *, reason: str) -> Verdict:
    """The office says why it doubts; the words stay."""
    if statement.withdrawn is not None:
        return no(StatementWithdrawn())
    return is_reason(reason)
