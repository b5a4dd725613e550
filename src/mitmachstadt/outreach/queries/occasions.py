"""Where people were asked, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from mitmachstadt.contributions.enums import Channel
from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.nodes.models import Node
from mitmachstadt.nodes.queries import Place
from mitmachstadt.outreach.models import Card, Entry, Kiosk, Occasion, Sheet, Topic

LIST_PAGE = 20
# A query of its own for each occasion shown: joined, all of them would be counted first.
_PUBLIC = Coalesce(
    Subquery(
        Entry.objects.filter(occasion=OuterRef("pk"), node__visibility=Visibility.PUBLIC)
        .order_by()
        .values("occasion")
        .annotate(number=Count("pk"))
        .values("number")
    ),
    0,
)


@dataclass(frozen=True)
class Occasions:
    """A page of occasions, newest first, each with `entered`, and where older ones begin."""

    occasions: Sequence[Occasion]
    older: Place | None


def occasions_page(
    *,
    after: Place | None = None,
    district: int | None = None,
    until: datetime | None = None,
    limit: int = LIST_PAGE,
) -> Occasions:
    """Occasions with the number of public contributions from each; one query.

    Args:
        until: only what had begun by then.
    """
    found = Occasion.objects.select_related("district", "node")
    if district is not None:
        found = found.filter(district=district)
    if until is not None:
        found = found.filter(begins__lte=until)
    if after is not None:
        earlier = found.filter(begins__lt=after.created)
        found = earlier | found.filter(begins=after.created, pk__lt=after.id)
    page = list(found.order_by("-begins", "-pk").annotate(entered=_PUBLIC)[: limit + 1])
    shown = page[:limit]
    older = Place(shown[-1].begins, shown[-1].pk) if len(page) > limit else None
    return Occasions(shown, older)


def occasion_by_public_id(public_id: str) -> Occasion | None:
    found = Occasion.objects.select_related("district", "node")
    return found.filter(public_id=public_id).first()


def topics_of(occasion: Occasion) -> list[Node]:
    """What people are asked about there, in its order; what nobody may read is left out."""
    found = Topic.objects.filter(occasion=occasion, node__visibility=Visibility.PUBLIC)
    nodes = found.select_related("node").defer("node__card").order_by("position")
    return [topic.node for topic in nodes]


def all_topics(occasion: Occasion) -> list[Node]:
    found = Topic.objects.filter(occasion=occasion).select_related("node")
    return [topic.node for topic in found.order_by("position")]


def counted_by_channel(occasion: Occasion) -> dict[str, int]:
    """How many public contributions came from an occasion, by the way they came; one query."""
    found = Entry.objects.filter(occasion=occasion, node__visibility=Visibility.PUBLIC)
    counted = found.values_list("node__remark__channel").annotate(number=Count("pk"))
    numbers = dict(counted.order_by())
    return {channel: numbers[channel] for channel in Channel.values if channel in numbers}


@dataclass(frozen=True)
class SheetState:
    """Cards that were made together, and how many of them are entered and compared."""

    sheet: Sheet
    made: int
    entered: int
    checked: int


SHEETS_SHOWN = 20


def sheets_of(occasion: Occasion) -> list[SheetState]:
    """The newest sheets of an occasion; one query."""
    found = Sheet.objects.filter(occasion=occasion).select_related("about").annotate(
        cards_made=Count("cards", distinct=True),
        cards_entered=Count("cards__entry", distinct=True),
        cards_checked=Count(
            "cards__entry", distinct=True, filter=Q(cards__entry__checks__isnull=False)
        ),
    )  # fmt: skip
    return [
        SheetState(sheet, sheet.cards_made, sheet.cards_entered, sheet.cards_checked)
        for sheet in found.order_by("-made", "-pk")[:SHEETS_SHOWN]
    ]


def sheet_by_public_id(occasion: Occasion, public_id: str) -> Sheet | None:
    found = Sheet.objects.filter(occasion=occasion, public_id=public_id)
    return found.select_related("about", "occasion").first()


def cards_to_print(sheet: Sheet) -> tuple[list[Card], int]:
    """The cards that are not entered yet, and how many are; one query."""
    cards = list(Card.objects.filter(sheet=sheet).order_by("pk"))
    open_ones = [card for card in cards if card.seed]
    return open_ones, len(cards) - len(open_ones)


def card_by_number(number: str) -> Card | None:
    found = Card.objects.select_related("sheet__occasion", "sheet__about")
    return found.filter(number=number).first()


def entry_of_card(card: Card) -> Entry | None:
    return Entry.objects.select_related("node").filter(card=card).first()


def kiosks_of(occasion: Occasion) -> QuerySet[Kiosk]:
    """The newest kiosks of an occasion; one query."""
    return Kiosk.objects.filter(occasion=occasion).order_by("-opened", "-pk")[:SHEETS_SHOWN]


def kiosk_by_public_id(occasion: Occasion, public_id: str) -> Kiosk | None:
    return Kiosk.objects.filter(occasion=occasion, public_id=public_id).first()


def kiosk_by_hash(key_hash: str) -> Kiosk | None:
    return Kiosk.objects.select_related("occasion__district").filter(key_hash=key_hash).first()
