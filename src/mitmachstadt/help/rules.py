from datetime import date

from mitmachstadt.help.enums import LONGEST_ANSWER, LONGEST_QUESTION, LONGEST_TOPIC
from mitmachstadt.help.errors import (
    AnswerMissing,
    HelpChangedMeanwhile,
    HelpTooLong,
    QuestionKnown,
    QuestionMissing,
    QuestionTooLong,
    ReviewBackwards,
    TopicMissing,
)
from mitmachstadt.help.models import Question
from mitmachstadt.kernel.verdicts import YES, Verdict, no


def may_be_asked(*, topic: str, question: str, answer: str) -> Verdict:
    """A question has an answer, an answer a question, and both fit where they are kept."""
    if not question:
        return no(QuestionMissing())
    if not answer:
        return no(AnswerMissing())
    if len(question) > LONGEST_QUESTION:
        return no(QuestionTooLong(longest=LONGEST_QUESTION))
    if len(answer) > LONGEST_ANSWER:
        return no(HelpTooLong(longest=LONGEST_ANSWER))
    if not 0 < len(topic) <= LONGEST_TOPIC:
        return no(TopicMissing(longest=LONGEST_TOPIC))
    return YES


def may_be_reviewed(*, reviewed: date | None, review_by: date, today: date) -> Verdict:
    """Checked until today, and checked again after that; or never as yet."""
    if reviewed is None:
        return YES
    return YES if reviewed <= today and reviewed < review_by else no(ReviewBackwards())


def may_keep(known: Question | None, same: Question | None, *, seen: int | None) -> Verdict:
    """Each question once, and nobody overwrites what they have not seen."""
    if same is not None and (known is None or same.pk != known.pk):
        return no(QuestionKnown())
    if known is not None and seen is not None and known.version != seen:
        return no(HelpChangedMeanwhile())
    return YES
