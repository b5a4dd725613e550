"""The words of passages that remarks are about."""

from collections.abc import Iterable

from mitmachstadt.contributions.models import Quote, QuotePlace
from mitmachstadt.nodes.models import Node


def quoted_by(nodes: Iterable[Node]) -> dict[int, str]:
    """The words that these remarks quote, by the remark's primary key; one query."""
    found = Quote.objects.filter(node__in=[node.pk for node in nodes])
    return dict(found.values_list("node_id", "exact"))


def quotes_about(passages: Iterable[int]) -> list[Quote]:
    """All quotes of these passages, with their remarks' wordings; one query."""
    found = Quote.objects.filter(node__remark__thread__in=list(passages))
    return list(found.select_related("node__remark__wording").order_by("pk"))


def latest_places(quotes: Iterable[Quote]) -> dict[int, QuotePlace]:
    """Where each quote was found last, by its primary key; one query."""
    places = QuotePlace.objects.filter(quote__in=[quote.pk for quote in quotes])
    return {place.quote_id: place for place in places.select_related("wording").order_by("pk")}
