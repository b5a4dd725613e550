"""What helpers entered, as the office looks at it: nobody's name, and which cards to type again."""

from dataclasses import dataclass

from django.db.models import Count, Q

from mitmachstadt.outreach.enums import SAMPLE_CARDS
from mitmachstadt.outreach.models import Entry, Occasion


@dataclass(frozen=True)
class Sample:
    """How much of what was entered can be compared with paper, was compared, and was put right.

    `numbers` are the cards to be typed again next; what stands on no card cannot be compared.
    """

    entered: int
    on_cards: int
    compared: int
    put_right: int
    numbers: list[str]

    @property
    def on_no_card(self) -> int:
        return self.entered - self.on_cards


def sample_of(occasion: Occasion) -> Sample:
    """Two queries. Which cards come next nobody can foresee: they stand in the order of a hash."""
    found = Entry.objects.filter(occasion=occasion, kiosk__isnull=True)
    counts = found.aggregate(
        entered=Count("pk", distinct=True),
        on_cards=Count("card", distinct=True),
        compared=Count("checks__entry", distinct=True),
        put_right=Count("checks__entry", distinct=True, filter=Q(checks__retyped=True)),
    )
    left = found.filter(card__isnull=False, checks__isnull=True).order_by("card__code__code_hash")
    numbers = left.values_list("card__number", flat=True)[:SAMPLE_CARDS]
    return Sample(**counts, numbers=list(numbers))
