"""Words that remarks quote, marked in the HTML of passages."""

import re
from collections.abc import Iterable
from html import unescape

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from mitmachstadt.strategy.cards.pages import says_marker
from mitmachstadt.strategy.queries import QuoteMark, WordingLine

_PIECES = re.compile(r"<[^>]*>|[^<]+")


def with_quotes(html: str, marks: Iterable[QuoteMark]) -> str:
    """A page of an edition with the words marked that remarks quote."""
    by_passage: dict[str, list[tuple[int, int]]] = {}
    for mark in marks:
        before = len(mark.marker) + 1 if says_marker(mark.form, mark.marker) else 0
        places = by_passage.setdefault(mark.public_id, [])
        places.append((mark.start + before, mark.end + before))
    for public_id, places in by_passage.items():
        start = html.find(f'<div class="m-p" id="{public_id}">')
        end = html.find(f'<a href="/de/n/{public_id}/">', start)
        if 0 <= start < end:
            html = f"{html[:start]}{quoted_html(html[start:end], places)}{html[end:]}"
    return html


def quoted_words(line: WordingLine) -> SafeString:
    """What a passage says, with the words marked that remarks quote."""
    return mark_safe(quoted_html(line.html, line.places))  # noqa: S308 - cleaned HTML


def quoted_html(html: str, places: Iterable[tuple[int, int]]) -> str:
    """The HTML of a passage with some characters of its readable text marked.

    What explains a term and what numbers a source does not count as text.
    """
    wanted = sorted(places)
    pieces: list[str] = []
    place, silent = 0, 0
    for piece in _PIECES.findall(html):
        if piece.startswith("<"):
            silent = _silence(piece, silent)
        elif not silent:
            text = unescape(piece)
            piece = _marked(text, [(a - place, b - place) for a, b in wanted])
            place += len(text)
        pieces.append(piece)
    return "".join(pieces)


def _silence(tag: str, depth: int) -> int:
    """How deep inside something silent the text after this tag stands."""
    if tag.startswith(("<span", "<sup")):
        return depth + 1 if depth or 'role="tooltip"' in tag or "m-source" in tag else 0
    return max(0, depth - 1) if tag.startswith(("</span", "</sup")) else depth


def _marked(text: str, places: Iterable[tuple[int, int]]) -> str:
    """Text as HTML, with these stretches marked; where they overlap, together."""
    pieces: list[str] = []
    done = 0
    for start, end in places:
        start, end = max(start, done), min(end, len(text))
        if start < end:
            pieces.append(escape(text[done:start]))
            pieces.append(f'<mark class="m-quoted">{escape(text[start:end])}</mark>')
            done = end
    return "".join([*pieces, escape(text[done:])])
