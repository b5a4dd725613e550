"""Trying an idea out with the people concerned (D9, B6)."""

from dataclasses import asdict, dataclass
from datetime import date

from django.utils.translation import gettext as _

from mitmachstadt.arena.enums import LONGEST_TRIAL, MOST_ASKED, Conclusion, TrialKind
from mitmachstadt.arena.errors import IdeaNotPublic
from mitmachstadt.arena.errors.checks import (
    NobodyAsked,
    NotYourTrial,
    TooManyAsked,
    TrialChanged,
    TrialIncomplete,
    TrialInFuture,
    TrialTooLong,
    TrialUnchanged,
)
from mitmachstadt.arena.errors.hiding import WordsHidden
from mitmachstadt.arena.models import Idea, Trial
from mitmachstadt.arena.queries import is_sponsor
from mitmachstadt.arena.rules.ideas import is_reason
from mitmachstadt.kernel.language import day_in_words
from mitmachstadt.kernel.verdicts import YES, Verdict, no
from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.people.errors import SignInNeeded
from mitmachstadt.people.queries import Visitor


@dataclass(frozen=True)
class Tried:
    """What was tried, cleaned."""

    kind: TrialKind
    hypothesis: str
    asked: str
    how_many: int
    outcome: str
    conclusion: Conclusion
    day: date


def may_try(visitor: Visitor, idea: Idea) -> Verdict:
    """Its sponsors and the office write down what was tried."""
    if visitor.person is None:
        return no(SignInNeeded())
    if idea.node.visibility != Visibility.PUBLIC:
        return no(IdeaNotPublic(state=Visibility(idea.node.visibility).label))
    if visitor.is_office or is_sponsor(idea, visitor.person.pk):
        return YES
    return no(NotYourTrial())


def is_told(tried: Tried, *, today: date) -> Verdict:
    """All of it, of a day that has come, with at least one person asked."""
    for part, words in (
        (_("Was Sie erwartet haben"), tried.hypothesis),
        (_("Wer gefragt wurde"), tried.asked),
        (_("Was herauskam"), tried.outcome),
    ):
        if not words:
            return no(TrialIncomplete(part=part))
        if len(words) > LONGEST_TRIAL:
            return no(TrialTooLong(part=part, length=len(words), longest=LONGEST_TRIAL))
    if tried.how_many < 1:
        return no(NobodyAsked())
    if tried.how_many > MOST_ASKED:
        return no(TooManyAsked())
    return YES if tried.day <= today else no(TrialInFuture(day=day_in_words(tried.day)))


def is_trial_corrected(trial: Trial, tried: Tried, *, reason: str, seen: int) -> Verdict:
    """On top of what was read, with a reason that stays beside it; not while it is hidden."""
    if trial.hidden is not None:
        return no(WordsHidden(reason=trial.hidden_because))
    if trial.number != seen:
        return no(TrialChanged())
    if all(getattr(trial, name) == value for name, value in asdict(tried).items()):
        return no(TrialUnchanged())
    return is_reason(reason)
