"""What everybody may take away about a published edition; rows are read as they are written out."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from mitmachstadt.nodes.enums import Kind, Relation, Visibility
from mitmachstadt.nodes.models import Node, Trace
from mitmachstadt.opendata.enums import FIELDS, Table
from mitmachstadt.strategy.models import Edition, EditionPassage, EditionSection

CHUNK = 500
_SHOWN = (Visibility.PUBLIC, Visibility.HIDDEN, Visibility.WITHDRAWN)
_READABLE = (Visibility.PUBLIC, Visibility.RETIRED)
_VISIBILITY = [*FIELDS[Table.REMARKS]].index("visibility")
# What is said of a remark that is hidden or withdrawn.
_ALWAYS_THERE = {
    *("id", "about", "about_kind", "created", "visibility"),
    *("supports", "answers", "answer_due"),
}

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


def said_about(edition: Edition) -> QuerySet[Node]:
    return Node.objects.filter(
        kind=Kind.REMARK, visibility__in=_SHOWN, remark__thread__in=_talked_about(edition)
    )


def _remarks(edition: Edition) -> Iterator[Row]:
    """Names of persons stay out: they are not needed to learn from what was said."""
    found = said_about(edition).order_by("created", "id")
    fields = (
        "public_id", "remark__reply_to__public_id", "parent__public_id", "parent__kind", "created",
        "capacity", "organisation_name", "affiliation", "scope", "district__name", "neighbourhood",
        "language", "visibility", "remark__channel", "remark__occasion", "remark__said_on",
        "text", "remark__wording__text", "quote__exact",
        "quote__prefix", "quote__suffix", "quote__start", "quote__end", "supports", "answers",
        "window__answer_due",
    )  # fmt: skip
    for pk, reply_to, parent, kind, *rest in found.values_list(*fields).iterator(CHUNK):
        row = [pk, reply_to or parent, Kind.REMARK.value if reply_to else kind, *rest]
        if row[_VISIBILITY] != Visibility.PUBLIC:
            row = [
                value if name in _ALWAYS_THERE else None
                for name, value in zip(FIELDS[Table.REMARKS], row, strict=True)
            ]
        yield row


def _answers(edition: Edition) -> Iterator[Row]:
    found = Trace.objects.filter(
        relation=Relation.ANSWERED_BY,
        source__in=said_about(edition).filter(visibility=Visibility.PUBLIC),
        target__visibility=Visibility.PUBLIC,
    ).order_by("created", "id")
    fields = (
        "target__public_id", "source__public_id", "created", "target__answer__kind",
        "target__answer__unit_name", "target__answer__until",
        "target__answer__elsewhere__public_id", "target__text",
    )  # fmt: skip
    yield from map(list, found.values_list(*fields).iterator(CHUNK))


def _traces(edition: Edition) -> Iterator[Row]:
    nodes = Node.objects.filter(
        Q(pk__in=_talked_about(edition)) | Q(pk__in=said_about(edition)) | Q(pk=edition.pk)
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
