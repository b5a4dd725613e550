"""The words of passages that remarks are about."""

from collections.abc import Iterable, Mapping

from django.db.models import Exists, OuterRef

from mitmachstadt.contributions.models import Quote, QuotePlace


def quotes_without_place(wordings: Mapping[int, int]) -> list[Quote]:
    """The quotes of these passages that have no place in the wording given here; one query.

    Args:
        wordings: primary key of the passage's node -> primary key of the wording.
    """
    passages, new = list(wordings), list(wordings.values())
    placed = QuotePlace.objects.filter(quote=OuterRef("pk"), wording__in=new)
    found = Quote.objects.filter(
        ~Exists(placed), node__remark__thread__in=passages, node__remark__wording__isnull=False
    )
    # One after another those of the same words: what changed between two wordings is worked out
    # once for them.
    return list(
        found.select_related("node__remark")
        .only("exact", "prefix", "suffix", "start", "end", "node__remark__thread",
              "node__remark__wording")
        .order_by("node__remark__thread", "node__remark__wording", "pk")
    )  # fmt: skip


def latest_places(passages: Iterable[int]) -> dict[int, QuotePlace]:
    """Where each quote of these passages was found last, by its primary key; one query."""
    places = QuotePlace.objects.filter(quote__node__remark__thread__in=list(passages))
    return {place.quote_id: place for place in places.order_by("pk")}
