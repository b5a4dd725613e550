from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q, Sum
from django.db.models.functions import TruncMonth

from mitmachstadt.contributions.enums import Channel
from mitmachstadt.contributions.models import Remark
from mitmachstadt.kernel.models import DailyCount
from mitmachstadt.nodes.enums import CONTRIBUTIONS, Visibility
from mitmachstadt.usage.enums import ON_A_PAGE
from mitmachstadt.usage.models import Comment

type Row = tuple[Any, ...]


def sums_by_month(*, since: date) -> list[Row]:
    """(first day of the month, page, what, sum)."""
    found = DailyCount.objects.filter(day__gte=since).annotate(month=TruncMonth("day"))
    rows = found.values_list("month", "page", "what").annotate(sum=Sum("count"))
    return list(rows.order_by("month", "page", "what"))


def sums_by_page(*, since: date, until: date) -> list[Row]:
    """(language, page, what, sum) of some days."""
    found = DailyCount.objects.filter(day__gte=since, day__lte=until)
    rows = found.values_list("language", "page", "what").annotate(sum=Sum("count"))
    return list(rows.order_by("language", "page", "what"))


# What somebody had to type again; words from a kiosk were digital from the beginning.
_TYPED_AGAIN = (Channel.PAPER, Channel.CONVERSATION)


def contributions_since(moment: datetime) -> tuple[int, int]:
    """How many contributions came, and how many of them on paper or by word."""
    counts = Remark.objects.filter(
        node__kind__in=CONTRIBUTIONS, node__visibility=Visibility.PUBLIC, node__created__gte=moment
    ).aggregate(all=Count("pk"), typed=Count("pk", filter=Q(channel__in=_TYPED_AGAIN)))
    return counts["all"], counts["typed"]


def comments_since(day: date) -> int:
    """How many said in words what should be better."""
    return Comment.objects.filter(day__gte=day).count()


def comments(*, page: int) -> tuple[list[Comment], bool]:
    """The newest first, and whether there are more."""
    found = Comment.objects.order_by("-day", "-pk")
    rows = list(found[(page - 1) * ON_A_PAGE : page * ON_A_PAGE + 1])
    return rows[:ON_A_PAGE], len(rows) > ON_A_PAGE
