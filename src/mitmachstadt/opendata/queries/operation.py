"""How the city is running, for whoever watches over it."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Count, Min, Q
from django.tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from mitmachstadt.answers.queries import answer_times
from mitmachstadt.contributions.models import Mail
from mitmachstadt.ledger.models import Entry
from mitmachstadt.nodes.enums import CONTRIBUTIONS, Visibility
from mitmachstadt.nodes.models import Node


@dataclass(frozen=True)
class Operation:
    """How the city is running, in numbers without a person."""

    tasks_ready: int
    tasks_failed: int
    oldest_task_seconds: float
    mails_waiting: int
    contributions_waiting: int
    answers_overdue: int
    register_entries: int
    database_bytes: int


def operation(*, at: datetime) -> Operation:
    """Seven queries; on a large city the count of what is owed costs most."""
    ready = DBTaskResult.objects.ready()
    oldest = ready.aggregate(oldest=Min("enqueued_at"))["oldest"]
    counted = DBTaskResult.objects.aggregate(
        ready=Count("pk", filter=Q(status=TaskResultStatus.READY)),
        failed=Count("pk", filter=Q(status=TaskResultStatus.FAILED)),
    )
    waiting = Node.objects.filter(visibility=Visibility.WAITING, kind__in=CONTRIBUTIONS)
    return Operation(
        tasks_ready=counted["ready"],
        tasks_failed=counted["failed"],
        oldest_task_seconds=(at - oldest).total_seconds() if oldest else 0.0,
        mails_waiting=Mail.objects.filter(due__isnull=False).count(),
        contributions_waiting=waiting.count(),
        answers_overdue=answer_times(at=at).overdue,
        register_entries=Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0,
        database_bytes=database_bytes(),
    )


_SIZES = {
    "sqlite": "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()",
    "postgresql": "SELECT pg_database_size(current_database())",
}


def database_bytes() -> int:
    """How large the database is, without what SQLite keeps beside it for the moment."""
    with connection.cursor() as cursor:
        cursor.execute(_SIZES[connection.vendor])
        return int(cursor.fetchone()[0])
