"""Keeping the questions that people often ask, and counting whether the answers helped."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from mitmachstadt.help.calculations import NAMES, Asked, pairs_of
from mitmachstadt.help.enums import CLICK_MINUTES, CLICKS_PER_HOUR, LONGEST_TOPIC, MOST_PAIRS
from mitmachstadt.help.errors import TooManyPairs, TopicMissing
from mitmachstadt.help.models import Question
from mitmachstadt.help.queries import next_place, same_question
from mitmachstadt.help.rules import may_be_asked, may_be_reviewed, may_keep
from mitmachstadt.kernel.once import first_time
from mitmachstadt.kernel.rates import count_attempt
from mitmachstadt.kernel.text import clean_line, clean_text
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.ledger.actions import append
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.models import Organisation
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.rules import may_work_as


def keep_question(
    *,
    question: Question | None,
    says: Asked,
    visitor: Visitor,
    at: datetime,
    seen: int | None = None,
) -> Question:
    """Enter a question, or change one.

    Args:
        seen: the version that somebody had before them while they wrote.

    Raises:
        Refusal: the role, the question or its answer is missing, it stands there already, or a
            colleague was quicker.
    """
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    may_be_asked(topic=says.topic, question=says.question, answer=says.answer).require()
    today = timezone.localdate(at)
    may_be_reviewed(reviewed=says.reviewed, review_by=says.review_by, today=today).require()
    with transaction.atomic():
        known = Question.objects.select_for_update().get(pk=question.pk) if question else None
        may_keep(known, same_question(says.question), seen=seen).require()
        kept = known or Question()
        for name in NAMES:
            setattr(kept, name, getattr(says, name))
        kept.version = kept.version + 1 if known else 1
        kept.changed, kept.changed_by = at, visitor.person
        kept.save()
        content = {"question": says.question, "answer": says.answer, "shown": int(says.shown)}
        kind = "question.changed" if known else "question.entered"
        append(kind=kind, subject=kept.public_id, content=content, at=at)
    return kept


@dataclass(frozen=True)
class Outcome:
    """What would become, or became, of a part of a list."""

    line: int
    question: str
    answer: str
    refusal: Refusal | None = None


def enter_list(
    *,
    text: str,
    topic: str,
    unit: Organisation | None,
    visitor: Visitor,
    at: datetime,
    only_check: bool,
) -> list[Outcome]:
    """Enter the questions of a pasted list, each by itself: an answer that lost its question stays.

    Nobody has checked them with that: they are to be checked today.

    Raises:
        Refusal: the role or the topic is missing, or the list is too long.
    """
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    pairs = pairs_of(text)
    if len(pairs) > MOST_PAIRS:
        raise TooManyPairs(most=MOST_PAIRS)
    topic, today = clean_line(topic), timezone.localdate(at)
    if not 0 < len(topic) <= LONGEST_TOPIC:
        raise TopicMissing(longest=LONGEST_TOPIC)
    place, outcomes, names = next_place(topic), [], set[str]()
    for pair in pairs:
        says = Asked(
            topic=topic,
            question=clean_line(pair.question),
            answer=clean_text(pair.answer),
            reviewed=None,
            review_by=today,
            unit=unit,
        )
        try:
            _enter_one(replace(says, place=place), names, visitor, at, only_check=only_check)
            place += 1
            outcomes.append(Outcome(pair.line, says.question, says.answer))
        except Refusal as refusal:
            outcomes.append(Outcome(pair.line, says.question, says.answer, refusal))
    return outcomes


def _enter_one(
    says: Asked, names: set[str], visitor: Visitor, at: datetime, *, only_check: bool
) -> None:
    may_be_asked(topic=says.topic, question=says.question, answer=says.answer).require()
    same = same_question(says.question)
    may_keep(
        None, same or (Question(pk=0) if says.question in names else None), seen=None
    ).require()
    names.add(says.question)
    if not only_check:
        keep_question(question=None, says=says, visitor=visitor, at=at)


def say_whether_it_helped(
    *, question: Question, helped: bool, key: str, address: str, at: datetime
) -> bool:
    """Count one yes or no, of which nobody knows who said it; False where the form came before."""
    with transaction.atomic():
        if count_attempt("helped", address, at=at, minutes=CLICK_MINUTES) > CLICKS_PER_HOUR:
            return False
        if not first_time(key, at=at):
            return False
        name = "helped" if helped else "helped_not"
        Question.objects.filter(pk=question.pk).update(**{name: F(name) + 1})
    return True
