"""Words of passages that remarks quote, as they stand in an edition or in a wording."""

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from mitmachstadt.contributions.models import Quote, QuotePlace
from mitmachstadt.kernel.prepared import prepared
from mitmachstadt.kernel.rows import rows_column, rows_of
from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.strategy.models import Edition


@dataclass(frozen=True)
class QuoteMark:
    """Characters of a passage's readable text that a public remark quotes."""

    public_id: str
    form: str
    marker: str
    start: int
    end: int


_QUOTE_MARKS = prepared(
    lambda edition, leaf: (
        QuotePlace.objects.filter(
            wording__placings__edition=edition,
            wording__placings__leaf=leaf,
            quote__node__visibility=Visibility.PUBLIC.value,
        )
        .order_by("start", "id")
        .values_list(
            "wording__placings__passage__node__public_id",
            "wording__placings__form",
            "wording__placings__marker",
            "start",
            "end",
        )
    )
)


def quote_marks(edition: Edition, leaf: int) -> list[QuoteMark]:
    """What remarks quote on a page of an edition; one query."""
    return [QuoteMark(*row) for row in _QUOTE_MARKS(edition, leaf)]


@dataclass(frozen=True)
class QuoteLine:
    """The words that a public remark quotes. `number` tells one quote from another."""

    number: int
    public_id: str
    exact: str


def places_column() -> Subquery:
    """Where quotes stand in the wording of a placing, as a column of it."""
    places = QuotePlace.objects.filter(
        wording=OuterRef("wording"), quote__node__visibility=Visibility.PUBLIC
    )
    return rows_column(
        places, by="wording", order="pk", number="quote_id", start="start", end="end"
    )


def quotes_column() -> Subquery:
    """All quotes of the passage of a placing, as a column of it."""
    quotes = Quote.objects.filter(
        node__remark__thread=OuterRef("passage"), node__visibility=Visibility.PUBLIC
    )
    return rows_column(
        quotes, by="node__remark__thread", order="pk",
        number="pk", public_id="node__public_id", exact="exact",
    )  # fmt: skip


def quotes_in(column: str | None) -> list[QuoteLine]:
    """The quotes that such a column holds, oldest first."""
    return [QuoteLine(r["number"], r["public_id"], r["exact"]) for r in rows_of(column)]


def places_in(column: str | None) -> dict[int, tuple[int, int]]:
    """(start, end) of each quote that such a column holds, by its number."""
    return {row["number"]: (row["start"], row["end"]) for row in rows_of(column)}
