"""What everybody may take away about a published edition; rows are read as they are written out."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet
from django.tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from mitmachstadt.answers.queries import answer_times
from mitmachstadt.ledger.models import Entry
from mitmachstadt.nodes.enums import Kind, Relation, Visibility
from mitmachstadt.nodes.models import Node, Trace
from mitmachstadt.opendata.enums import FIELDS, Table
from mitmachstadt.strategy.models import Edition, EditionPassage, EditionSection

CHUNK = 500
_SHOWN = (Visibility.PUBLIC, Visibility.HIDDEN, Visibility.WITHDRAWN)
_READABLE = (Visibility.PUBLIC, Visibility.RETIRED)

type Row = list[Any]


def rows_of(edition: Edition, table: Table) -> Iterator[Row]:
    """The rows of a table, with values in the order of its fields; one query, constant memory."""
    return _ROWS[table](edition)


def _sections(edition: Edition) -> Iterator[Row]:
    found = EditionSection.objects.filter(edition=edition).order_by("position")
    fields = ("position", "section__node__public_id", "level", "number", "title", "kind")
    yield from map(list, found.values_list(*fields).iterator(CHUNK))


def _passages(edition: Edition) -> Iterator[Row]:
    found = EditionPassage.objects.filter(edition=edition).order_by("position")
    fields = (
        "position", "passage__node__public_id", "section__node__public_id", "form", "marker",
        "depth", "wording__text",
    )  # fmt: skip
    yield from map(list, found.values_list(*fields).iterator(CHUNK))


def _talked_about(edition: Edition) -> QuerySet[Node]:
    """The passages and sections of an edition and its document: what conversations hang on."""
    passages = EditionPassage.objects.filter(edition=edition, passage=OuterRef("pk"))
    sections = EditionSection.objects.filter(edition=edition, section=OuterRef("pk"))
    return Node.objects.filter(Exists(passages) | Exists(sections) | Q(pk=edition.document_id))


def _said_about(edition: Edition) -> QuerySet[Node]:
    return Node.objects.filter(
        kind=Kind.REMARK, visibility__in=_SHOWN, remark__thread__in=_talked_about(edition)
    )


def _remarks(edition: Edition) -> Iterator[Row]:
    """Names of persons stay out: they are not needed to learn from what was said."""
    found = _said_about(edition).order_by("created", "id")
    fields = (
        "public_id", "remark__reply_to__public_id", "parent__public_id", "parent__kind", "created",
        "capacity", "organisation_name", "district__name", "visibility", "text",
        "remark__wording__text", "supports", "answers", "window__answer_due",
    )  # fmt: skip
    for pk, reply_to, parent, kind, *rest in found.values_list(*fields).iterator(CHUNK):
        row = [pk, reply_to or parent, Kind.REMARK.value if reply_to else kind, *rest]
        if row[7] != Visibility.PUBLIC:
            row[4:7] = ["", "", ""]
            row[8:10] = ["", ""]
        yield row


def _answers(edition: Edition) -> Iterator[Row]:
    found = Trace.objects.filter(
        relation=Relation.ANSWERED_BY,
        source__in=_said_about(edition).filter(visibility=Visibility.PUBLIC),
        target__visibility=Visibility.PUBLIC,
    ).order_by("created", "id")
    fields = (
        "target__public_id", "source__public_id", "created", "target__answer__kind",
        "target__answer__unit__name", "target__answer__until",
        "target__answer__elsewhere__public_id", "target__text",
    )  # fmt: skip
    yield from map(list, found.values_list(*fields).iterator(CHUNK))


def _traces(edition: Edition) -> Iterator[Row]:
    nodes = Node.objects.filter(
        Q(pk__in=_talked_about(edition)) | Q(pk__in=_said_about(edition)) | Q(pk=edition.pk)
    )
    found = Trace.objects.filter(
        Q(source__in=nodes) | Q(target__in=nodes),
        source__visibility__in=_READABLE,
        target__visibility__in=_READABLE,
    ).order_by("created", "id")
    fields = (
        "source__public_id", "source__kind", "relation", "target__public_id", "target__kind",
        "created", "note",
    )  # fmt: skip
    yield from map(list, found.values_list(*fields).iterator(CHUNK))


_ROWS: dict[Table, Callable[[Edition], Iterator[Row]]] = {
    Table.SECTIONS: _sections,
    Table.PASSAGES: _passages,
    Table.REMARKS: _remarks,
    Table.ANSWERS: _answers,
    Table.TRACES: _traces,
}
assert set(_ROWS) == set(FIELDS) == set(Table)


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
    """Six queries; on a large city the count of what is owed costs most."""
    ready = DBTaskResult.objects.ready()
    oldest = ready.aggregate(oldest=Min("enqueued_at"))["oldest"]
    counted = DBTaskResult.objects.aggregate(
        ready=Count("pk", filter=Q(status=TaskResultStatus.READY)),
        failed=Count("pk", filter=Q(status=TaskResultStatus.FAILED)),
        mails=Count(
            "pk", filter=Q(status=TaskResultStatus.READY, task_path__contains=".tasks.mail")
        ),
    )
    waiting = Node.objects.filter(visibility=Visibility.WAITING, kind=Kind.REMARK)
    return Operation(
        tasks_ready=counted["ready"],
        tasks_failed=counted["failed"],
        oldest_task_seconds=(at - oldest).total_seconds() if oldest else 0.0,
        mails_waiting=counted["mails"],
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
