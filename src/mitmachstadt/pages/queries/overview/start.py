"""The start page."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext

from mitmachstadt.answers.queries import (
    AnswerTimes,
    Lapsed,
    LatestAnswer,
    answer_times,
    lapsed_rows,
    latest_answers,
    overdue_remarks,
)
from mitmachstadt.nodes.models import Node
from mitmachstadt.nodes.queries import (
    open_windows,
)

ON_THE_START_PAGE = 5
MOST_OPEN = 200


@dataclass(frozen=True)
class OpenProcess:
    """Something that is open now, and until when."""

    node: Node
    closes: datetime


@dataclass(frozen=True)
class StartPage:
    """What is open, what was answered lately, what is overdue."""

    open: list[OpenProcess]
    open_count: int
    answered: list[LatestAnswer]
    overdue: list[Node]
    lapsed: list[Lapsed]
    times: AnswerTimes

    @property
    def shares(self) -> list[tuple[str, int, str]]:
        """Answered, in time and overdue, as a picture shows them."""
        times = self.times
        in_time = times.contributions - times.answered - times.overdue
        return [
            (gettext("beantwortet"), times.answered, "answered"),
            (gettext("in der Frist"), in_time, "open"),
            (gettext("Frist überschritten"), times.overdue, "overdue"),
        ]


def start_page(*, at: datetime) -> StartPage:
    """Everything on the start page, in six queries."""
    opened: dict[int, OpenProcess] = {}
    for window in open_windows(at=at, limit=MOST_OPEN):
        node = window.opened_by or window.node
        opened.setdefault(node.pk, OpenProcess(node, window.closes))
    return StartPage(
        open=list(opened.values())[:ON_THE_START_PAGE],
        open_count=len(opened),
        answered=latest_answers(limit=ON_THE_START_PAGE),
        overdue=overdue_remarks(at=at, limit=ON_THE_START_PAGE),
        lapsed=lapsed_rows(today=timezone.localdate(at), limit=ON_THE_START_PAGE),
        times=answer_times(at=at),
    )
