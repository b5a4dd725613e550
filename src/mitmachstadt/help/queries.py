from datetime import date

from django.db.models import Max, Q, QuerySet

from mitmachstadt.help.enums import MOST_SHOWN, ON_A_PAGE
from mitmachstadt.help.models import Question
from mitmachstadt.people.models import Organisation


def _with_unit() -> QuerySet[Question]:
    return Question.objects.select_related("unit")


def questions(*, words: str = "") -> list[Question]:
    """What everybody reads, by topic; only those with all of these words, if there are any."""
    found = _with_unit().filter(shown=True)
    for word in words.split()[:8]:
        found = found.filter(
            Q(question__icontains=word)
            | Q(answer__icontains=word)
            | Q(question_en__icontains=word)
            | Q(answer_en__icontains=word)
        )
    return list(found[:MOST_SHOWN])


def questions_of_desk(*, page: int) -> tuple[list[Question], bool]:
    """All of them, those first that should have been checked, and whether there are more."""
    found = _with_unit().order_by("review_by", "topic", "place", "pk")
    rows = list(found[(page - 1) * ON_A_PAGE : page * ON_A_PAGE + 1])
    return rows[:ON_A_PAGE], len(rows) > ON_A_PAGE


def how_many_stale(*, today: date) -> int:
    return Question.objects.filter(shown=True, review_by__lt=today).count()


def question_by_public_id(public_id: str) -> Question | None:
    return _with_unit().filter(public_id=public_id).first()


def same_question(question: str) -> Question | None:
    return Question.objects.filter(question=question).first()


def next_place(topic: str) -> int:
    """Behind the last one of a topic."""
    last = Question.objects.filter(topic=topic).aggregate(last=Max("place"))["last"]
    return 0 if last is None else int(last) + 1


def units() -> list[Organisation]:
    """Who may own an answer."""
    return list(Organisation.objects.filter(ended=None).order_by("name"))
