"""What the accessibility statement says, from what is known."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from mitmachstadt.barriers.enums import Conformity, Method, Reach, Reason
from mitmachstadt.barriers.models import AccessibilityTest, KnownBarrier
from mitmachstadt.methods.calendar_months import year_after


@dataclass(frozen=True)
class Said:
    """Everything that is said about a barrier: what a form gives."""

    what: str
    found: date
    what_en: str = ""
    place: str = ""
    place_en: str = ""
    affected: list[str] = field(default_factory=list)
    reach: str = Reach.PART
    reason: str = Reason.IN_WORK
    reason_words: str = ""
    reason_words_en: str = ""
    alternative: str = ""
    alternative_en: str = ""
    planned: date | None = None
    fixed: date | None = None
    shown: bool = False


NAMES = tuple(Said.__dataclass_fields__)


@dataclass(frozen=True)
class Statement:
    """The verdict, and until which day the last test carries it."""

    conformity: Conformity
    test: AccessibilityTest | None
    good_until: date | None
    is_outdated: bool


def statement(
    barriers: Sequence[KnownBarrier], tests: Sequence[AccessibilityTest], *, today: date
) -> Statement:
    """What follows for a day.

    A known barrier is one, whoever looked. That there is none, only a test within the last year
    tells in which people took part: a program finds only a part.

    Args:
        barriers: those that are open.
        tests: the newest first.
    """
    test = tests[0] if tests else None
    good_until = year_after(test.day) if test else None
    is_outdated = good_until is None or today > good_until
    if any(barrier.reach == Reach.WHOLE for barrier in barriers):
        conformity = Conformity.NONE
    elif barriers:
        conformity = Conformity.PARTIAL
    elif _looked_at(tests, today):
        conformity = Conformity.FULL
    else:
        conformity = Conformity.UNKNOWN
    return Statement(conformity, test, good_until, is_outdated)


def _looked_at(tests: Sequence[AccessibilityTest], today: date) -> bool:
    return any(test.method != Method.PROGRAM and today <= year_after(test.day) for test in tests)
