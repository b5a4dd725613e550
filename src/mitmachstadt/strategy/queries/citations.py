"""What the passages of an edition cite."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from mitmachstadt.kernel.rows import rows_column, rows_of
from mitmachstadt.strategy.models import (
    Citation,
    Edition,
    EditionPassage,
    EditionSection,
    Source,
)


@dataclass(frozen=True)
class CitationLine:
    """A citation with its number in the edition; 0 where it stands beside its own passage."""

    number: int
    pk: int
    author: str
    title: str
    url: str
    retrieved: date
    note: str
    reached: datetime | None
    gone_since: datetime | None


def citations_of(edition: Edition, *, leaf: int | None = None) -> list[CitationLine]:
    """What an edition cites, in reading order and with its numbers; one query.

    Args:
        leaf: only what the passages of this page cite.
    """
    rows = enumerate(_in_order(edition), start=1)
    return [_line(n, c) for n, c in rows if leaf is None or c.placing.leaf == leaf]


def numbers_of(edition: Edition) -> dict[int, list[int]]:
    """The numbers of what each passage cites: passage -> numbers."""
    numbers: dict[int, list[int]] = {}
    for number, citation in enumerate(_in_order(edition), start=1):
        numbers.setdefault(citation.placing.passage_id, []).append(number)
    return numbers


def cited_by_passage(edition: Edition) -> dict[int, list[CitationLine]]:
    """What each passage of an edition cites: passage -> citations; one query."""
    found: dict[int, list[CitationLine]] = {}
    for number, citation in enumerate(_in_order(edition), start=1):
        found.setdefault(citation.placing.passage_id, []).append(_line(number, citation))
    return found


def citation_in(edition: Edition, number: int) -> Citation | None:
    """A citation by its primary key, if it belongs to the edition."""
    found = Citation.objects.select_related("placing__passage__node", "source")
    return found.filter(placing__edition=edition, pk=number).first()


def citations_column() -> Subquery:
    """A column with what the outer row, a placing, cites: `citations_in` reads it."""
    return rows_column(
        Citation.objects.filter(placing=OuterRef("pk")), by="placing", order="position",
        pk="pk", author="author", title="title", url="source__url", retrieved="retrieved",
        note="note", reached="source__reached", gone_since="source__gone_since",
    )  # fmt: skip


def citations_in(column: str | None) -> list[CitationLine]:
    """The citations that such a column holds."""
    return [_from_row(row) for row in rows_of(column)]


def sources_to_ask() -> list[Source]:
    """Every address that a text cites, the one asked longest ago first."""
    found = Source.objects.filter(citations__isnull=False).distinct()
    return list(found.order_by(F("checked").asc(nulls_first=True), "pk"))


def beside_the_words(edition: Edition) -> tuple[list[str], list[tuple[Any, ...]]]:
    """What an edition says apart from its words: kinds of its sections, and sources; two queries.

    Of two editions with the same words these can be compared: the passages stand in the same
    order. Their positions are not the same, for the editor leaves gaps.
    """
    before = EditionPassage.objects.filter(
        edition=edition, position__lt=OuterRef("placing__position")
    ).order_by()
    place = Subquery(before.values("edition").annotate(count=Count("pk")).values("count"))
    kinds = EditionSection.objects.filter(edition=edition).order_by("position")
    cited = Citation.objects.filter(placing__edition=edition)
    return (
        list(kinds.values_list("kind", flat=True)),
        list(
            cited.annotate(place=Coalesce(place, 0))
            .order_by("placing__position", "position", "id")
            .values_list("place", "source__url", "author", "title", "retrieved", "note")
        ),
    )


def _in_order(edition: Edition) -> list[Citation]:
    return list(
        Citation.objects.filter(placing__edition=edition)
        .select_related("source", "placing")
        .order_by("placing__position", "position", "id")
    )


def _line(number: int, citation: Citation) -> CitationLine:
    source = citation.source
    return CitationLine(
        number, citation.pk, citation.author, citation.title, source.url, citation.retrieved,
        citation.note, source.reached, source.gone_since,
    )  # fmt: skip


def _from_row(row: dict[str, Any]) -> CitationLine:
    return CitationLine(
        0, row["pk"], row["author"], row["title"], row["url"],
        date.fromisoformat(row["retrieved"]), row["note"],
        _moment(row["reached"]), _moment(row["gone_since"]),
    )  # fmt: skip


def _moment(text: str | None) -> datetime | None:
    """A moment as JSON has it; SQLite leaves out that it is UTC."""
    if not text:
        return None
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
