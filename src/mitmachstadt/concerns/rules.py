from mitmachstadt.concerns.enums import LONGEST_ANSWER, LONGEST_CONCERN, SHORTEST_ANSWER
from mitmachstadt.concerns.errors import (
    AnswerTooLong,
    AnswerTooShort,
    ConcernDone,
    ConcernEmpty,
    ConcernTooLong,
)
from mitmachstadt.concerns.models import Concern
from mitmachstadt.kernel.verdicts import YES, Verdict, no


def may_write(text: str) -> Verdict:
    """There are words, and not more than somebody can read."""
    if not text:
        return no(ConcernEmpty())
    if len(text) > LONGEST_CONCERN:
        return no(ConcernTooLong(longest=LONGEST_CONCERN))
    return YES


def may_answer(concern: Concern, text: str) -> Verdict:
    """An answer gives a reason, and is given once."""
    if not concern.is_open:
        return no(ConcernDone())
    if len(text) < SHORTEST_ANSWER:
        return no(AnswerTooShort(least=SHORTEST_ANSWER))
    if len(text) > LONGEST_ANSWER:
        return no(AnswerTooLong(longest=LONGEST_ANSWER))
    return YES


def may_discard(concern: Concern) -> Verdict:
    """Only what nobody has answered as yet."""
    return YES if concern.is_open else no(ConcernDone())
