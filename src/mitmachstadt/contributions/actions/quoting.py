"""Quotes of a passage's words: kept with a remark, and followed into later wordings."""

from collections.abc import Iterable, Mapping
from itertools import batched

from mitmachstadt.contributions.calculations import Marked, Selected, found_again, quote_at, select
from mitmachstadt.contributions.enums import LONGEST_QUOTE
from mitmachstadt.contributions.errors import QuoteTooLong, WordsNotInPassage
from mitmachstadt.contributions.models import Quote, QuotePlace
from mitmachstadt.contributions.queries import latest_places, quotes_without_place
from mitmachstadt.kernel.text import clean_line, readable, shorten
from mitmachstadt.nodes.models import Node, Wording

# A passage can be quoted by thousands; so many passages are in memory together.
PASSAGES_AT_ONCE = 20


def chosen_words(wording: Wording | None, marked: Marked | None) -> Selected | None:
    """The words of a wording that somebody marked; None if they marked none.

    Raises:
        WordsNotInPassage, QuoteTooLong: it cannot be a quote of this wording.
    """
    if marked is None or not clean_line(marked.exact):
        return None
    if len(marked.exact) > LONGEST_QUOTE:
        raise QuoteTooLong(longest=LONGEST_QUOTE)
    found = select(readable(wording.html), marked) if wording is not None else None
    if found is None:
        raise WordsNotInPassage(words=shorten(marked.exact, 80))
    return found


def keep_quote(node: Node, wording: Wording, selected: Selected) -> None:
    """Keep what a remark quotes; the caller holds the transaction."""
    quote = Quote.objects.create(
        node=node, exact=selected.exact, prefix=selected.prefix, suffix=selected.suffix,
        start=selected.start, end=selected.end,
    )  # fmt: skip
    QuotePlace.objects.create(quote=quote, wording=wording, start=selected.start, end=selected.end)


def follow_quotes(wordings: Mapping[int, Wording]) -> int:
    """Look for the quotes of passages in the words that they have now.

    Args:
        wordings: primary key of the passage's node -> what it says now.

    Returns:
        How many were found.
    """
    return sum(_follow(dict(some)) for some in batched(wordings.items(), PASSAGES_AT_ONCE))


def _follow(wordings: Mapping[int, Wording]) -> int:
    quotes = quotes_without_place({passage: new.pk for passage, new in wordings.items()})
    last = latest_places(wordings)
    former = {quote.node.remark.wording_id for quote in quotes}
    texts = _texts(former | {place.wording_id for place in last.values()})
    news = {passage: readable(new.html) for passage, new in wordings.items()}
    places = []
    for quote in quotes:
        remark = quote.node.remark
        assert remark.wording_id is not None  # the query leaves out those without
        known = last.get(quote.pk)
        found = _place(quote, texts[remark.wording_id], known, texts, news[remark.thread_id])
        if found is not None:
            new = wordings[remark.thread_id]
            places.append(QuotePlace(quote=quote, wording=new, start=found[0], end=found[1]))
    QuotePlace.objects.bulk_create(places, ignore_conflicts=True, batch_size=500)
    return len(places)


def _texts(wordings: Iterable[int | None]) -> dict[int, str]:
    """What readers see of these wordings."""
    html = Wording.objects.filter(pk__in=set(wordings)).values_list("pk", "html")
    return {pk: readable(words) for pk, words in html}


def _place(
    quote: Quote, first: str, known: QuotePlace | None, texts: Mapping[int, str], new: str
) -> tuple[int, int] | None:
    """From where it stood last, else from where it stood first."""
    if known is not None:
        old = texts[known.wording_id]
        found = found_again(quote_at(old, known.start, known.end), old, new)
        if found is not None:
            return found
    original = Selected(quote.exact, quote.prefix, quote.suffix, quote.start, quote.end)
    return found_again(original, first, new)
