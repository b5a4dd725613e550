from datetime import date
from typing import Any

from django.db.models import Count, Q, Sum
from django.db.models.functions import TruncMonth

from mitmachstadt.contributions.enums import Channel
from mitmachstadt.contributions.models import Remark
from mitmachstadt.kernel.models import DailyCount
from mitmachstadt.nodes.enums import Kind, Visibility
from mitmachstadt.nodes.models import Node
from mitmachstadt.usage.enums import ON_A_PAGE, SAMPLE
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


def channels_of_newest() -> tuple[int, int]:
    """Of the newest contributions: how many there are, and how many came on paper or by word."""
    newest = Node.objects.filter(kind=Kind.REMARK, visibility=Visibility.PUBLIC)
    numbers = newest.order_by("-created", "-pk").values("pk")[:SAMPLE]
    counts = Remark.objects.filter(node__in=numbers).aggregate(
        all=Count("pk"), elsewhere=Count("pk", filter=~Q(channel=Channel.ONLINE))
    )
    return counts["all"], counts["elsewhere"]


def comments(*, page: int) -> tuple[list[Comment], bool]:
    """The newest first, and whether there are more."""
    found = Comment.objects.order_by("-day", "-pk")
    rows = list(found[(page - 1) * ON_A_PAGE : page * ON_A_PAGE + 1])
    return rows[:ON_A_PAGE], len(rows) > ON_A_PAGE
