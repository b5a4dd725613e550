"""Words of passages that remarks quote, as they stand in an edition or in a wording."""

from dataclasses import dataclass

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Subquery, When

from mitmachstadt.contributions.models import Quote, QuotePlace
from mitmachstadt.kernel.prepared import prepared
from mitmachstadt.kernel.rows import rows_column, rows_of
from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.nodes.models import Node
from mitmachstadt.strategy.enums import EditionState
from mitmachstadt.strategy.models import Edition, EditionPassage

# So many quotes are listed whose words are gone; the others are counted.
LOST_SHOWN = 20


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
    """The words that a public remark quotes."""

    public_id: str
    exact: str


def of_newest(column: Subquery) -> Case:
    """The column for the placing in the newest edition; former ones need not look for it."""
    later = EditionPassage.objects.filter(
        Q(edition__published__gt=OuterRef("edition__published"))
        | Q(edition__published=OuterRef("edition__published"), edition__gt=OuterRef("edition")),
        passage=OuterRef("passage"),
        edition__state=EditionState.PUBLISHED,
    )
    return Case(When(~Exists(later), then=column))


def places_column() -> Subquery:
    """Where quotes stand in the wording of a placing, as a column of it."""
    places = QuotePlace.objects.filter(
        wording=OuterRef("wording"), quote__node__visibility=Visibility.PUBLIC
    )
    return rows_column(places, by="wording", order="pk", start="start", end="end")


def places_in(column: str | None) -> list[tuple[int, int]]:
    """(start, end) of each quote that such a column holds."""
    return [(row["start"], row["end"]) for row in rows_of(column)]


def lost_column() -> Subquery:
    """How many quotes of the passage of a placing its wording does not say."""
    there = QuotePlace.objects.filter(quote=OuterRef("pk"), wording=OuterRef(OuterRef("wording")))
    found = _public_quotes(OuterRef("passage")).filter(~Exists(there)).order_by()
    counted = found.values("node__remark__thread").annotate(number=Count("pk"))
    return Subquery(counted.values("number"))


def lost_quotes(passage: Node, wording_id: int) -> list[QuoteLine]:
    """The newest quotes of a passage that this wording does not say; one query."""
    there = QuotePlace.objects.filter(quote=OuterRef("pk"), wording=wording_id)
    found = _public_quotes(passage.pk).filter(~Exists(there)).order_by("-pk")
    return [QuoteLine(*row) for row in found.values_list("node__public_id", "exact")[:LOST_SHOWN]]


def _public_quotes(passage: int | OuterRef) -> QuerySet[Quote]:
    return Quote.objects.filter(node__remark__thread=passage, node__visibility=Visibility.PUBLIC)
