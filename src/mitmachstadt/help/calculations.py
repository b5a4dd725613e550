from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from mitmachstadt.help.models import Question
from mitmachstadt.kernel.language import current
from mitmachstadt.methods import question_lists
from mitmachstadt.methods.calendar_months import year_after
from mitmachstadt.people.models import Organisation

__all__ = ["NAMES", "Asked", "Topic", "by_topic", "pairs_of", "year_after"]


@dataclass(frozen=True)
class Asked:
    """Everything that is said about a question: what a form or a list gives."""

    topic: str
    question: str
    answer: str
    reviewed: date | None
    review_by: date
    topic_en: str = ""
    question_en: str = ""
    answer_en: str = ""
    place: int = 0
    unit: Organisation | None = None
    shown: bool = True


NAMES = tuple(Asked.__dataclass_fields__)


def pairs_of(text: str) -> list[question_lists.Pair]:
    """Questions and answers of a pasted list."""
    return question_lists.read(text)


@dataclass
class Topic:
    """The questions of a topic, with the earliest day on which one of them was checked."""

    name: str
    name_en: str
    questions: list[Question] = field(default_factory=list)

    @property
    def until(self) -> date:
        return min(question.review_by for question in self.questions)


def by_topic(questions: Iterable[Question]) -> list[Topic]:
    """In the language of the page, topics in the order of their names."""
    topics: dict[str, Topic] = {}
    for question in questions:
        topic = topics.setdefault(question.topic, Topic(question.topic, question.topic_en))
        topic.name_en = topic.name_en or question.topic_en
        topic.questions.append(question)
    english = current() == "en"
    return sorted(topics.values(), key=lambda each: each.name_en if english else each.name)
