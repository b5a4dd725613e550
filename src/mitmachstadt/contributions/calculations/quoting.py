"""Where the words stand that a remark quotes, in the readable text of a wording."""

from dataclasses import dataclass

from mitmachstadt.methods import text_changes

CONTEXT = text_changes.CONTEXT
Selected = text_changes.Quote


@dataclass(frozen=True)
class Marked:
    """Words that somebody marked or typed, with what stood around them and about where."""

    exact: str
    prefix: str = ""
    suffix: str = ""
    near: int = 0


def select(text: str, marked: Marked) -> Selected | None:
    """The quote of these words in a text; None if they do not stand there."""
    found = text_changes.find_copied(
        text, marked.exact, prefix=marked.prefix, suffix=marked.suffix, near=marked.near
    )
    return text_changes.quote_at(text, found.start, found.end) if found else None


def found_again(quote: Selected, old: str, new: str) -> tuple[int, int] | None:
    """Where a quote of the old text stands in the new one, as start and end."""
    place = text_changes.find_again(quote, old, new)
    return (place.start, place.end) if place else None


def quote_at(text: str, start: int, end: int) -> Selected:
    """The quote of these characters of a text."""
    return text_changes.quote_at(text, start, end)
