"""Quotes of a passage's words: kept with a remark, and followed into later wordings."""

from collections.abc import Mapping

from mitmachstadt.contributions.calculations import Marked, Selected, found_again, quote_at, select
from mitmachstadt.contributions.enums import LONGEST_QUOTE
from mitmachstadt.contributions.errors import QuoteTooLong, WordsNotInPassage
from mitmachstadt.contributions.models import Quote, QuotePlace
from mitmachstadt.contributions.queries import latest_places, quotes_about
from mitmachstadt.kernel.text import clean_line, readable, shorten
from mitmachstadt.nodes.models import Node, Wording


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
    quotes = quotes_about(wordings)
    last = latest_places(quotes)
    places = []
    for quote in quotes:
        remark = quote.node.remark
        new = wordings[remark.thread_id]
        known = last.get(quote.pk)
        if remark.wording is None or (known is not None and known.wording_id == new.pk):
            continue
        found = _place(quote, remark.wording, known, new)
        if found is not None:
            places.append(QuotePlace(quote=quote, wording=new, start=found[0], end=found[1]))
    QuotePlace.objects.bulk_create(places, ignore_conflicts=True, batch_size=500)
    return len(places)


def _place(
    quote: Quote, first: Wording, known: QuotePlace | None, new: Wording
) -> tuple[int, int] | None:
    """From where it stood last, else from where it stood first."""
    text = readable(new.html)
    if known is not None:
        old = readable(known.wording.html)
        found = found_again(quote_at(old, known.start, known.end), old, text)
        if found is not None:
            return found
    original = Selected(quote.exact, quote.prefix, quote.suffix, quote.start, quote.end)
    return found_again(original, readable(first.html), text)
