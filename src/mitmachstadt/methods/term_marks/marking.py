"""The page is read as tags and text; text is searched word by word in a table of the forms."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from html import escape

# A tag with its attributes, or a comment.
_TAG = re.compile(
    r"<!--.*?-->|</?([a-zA-Z][a-zA-Z0-9]*)(?:\"[^\"]*\"|'[^']*'|[^'\">])*>", re.DOTALL
)
_WORD = re.compile(r"\w+")
_UNMARKED = frozenset({"a", "code", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "script", "style"})
_VOID = frozenset({"br", "img", "hr", "input", "wbr"})
# A word goes on behind a hyphen, and a German gender form behind a colon, star or slash.
_BEFORE = r"(?<![\w&#\-‑])(?<!\w[:*/])"
_AFTER = r"(?![\w\-‑]|[:*/]\w)"


@dataclass(frozen=True)
class Term:
    """A term with every way to write it; its name is one of them where texts use it."""

    key: str
    name: str
    forms: tuple[str, ...]


type Wrap = Callable[[Term, str], str]


@dataclass(frozen=True)
class Marked:
    """The page with its marks, and which terms have one, in the order of their mentions."""

    html: str
    keys: tuple[str, ...]


class Marker:
    """Marks terms on any number of pages; their forms are laid out once.

    Args:
        wrap: what stands in place of a mention, made of the term and its words as HTML.
        most: how many marks a page bears; further terms stay without.

    Of two terms that begin at the same word the longer form is taken; of two equal ones the one
    whose term comes first.
    """

    def __init__(self, terms: Sequence[Term], *, wrap: Wrap, most: int = 1_000) -> None:
        self._table = _table(terms)
        self._wrap = wrap
        self._most = most

    def mark(self, html: str) -> Marked:
        """A page, well-formed HTML, with each term marked where it is first mentioned."""
        seen: dict[str, None] = {}
        pieces: list[str] = []
        for text, free in _texts(html):
            if not free or len(seen) >= self._most:
                pieces.append(text)
                continue
            pieces.extend(_marked(text, self._table, seen, self._wrap, self._most))
        return Marked("".join(pieces), tuple(seen))


def mark(html: str, terms: Sequence[Term], *, wrap: Wrap, most: int = 1_000) -> Marked:
    """Mark one page; the arguments are those of `Marker`."""
    return Marker(terms, wrap=wrap, most=most).mark(html)


@dataclass(frozen=True)
class _Form:
    term: Term
    words: str
    # How far before its first word a form begins: "§ 5" begins before "5".
    lead: int

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Made when a text has its first word: most texts mention few of a thousand terms."""
        spaced = r"\s+".join(re.escape(word) for word in self.words.split(" "))
        return re.compile(_BEFORE + spaced + _AFTER)


def _table(terms: Sequence[Term]) -> dict[str, list[_Form]]:
    """The forms under the word with which they begin, longest first."""
    table: dict[str, list[_Form]] = {}
    for term in terms:
        for words in _spellings(term.forms):
            form = escape(" ".join(words.split()))
            first = _WORD.search(form)
            if first is None:
                continue
            table.setdefault(first.group(), []).append(_Form(term, form, first.start()))
    for forms in table.values():
        forms.sort(key=lambda form: -len(form.words))
    return table


def _spellings(forms: Sequence[str]) -> Iterator[str]:
    """A form, and how it is written at the beginning of a sentence."""
    for form in forms:
        yield form
        if form[:1].islower():
            yield form[:1].upper() + form[1:]


def _texts(html: str) -> Iterator[tuple[str, bool]]:
    """The page in pieces, and whether a piece is text in which terms may be marked."""
    depth, last = 0, 0
    for tag in _TAG.finditer(html):
        if tag.start() > last:
            yield html[last : tag.start()], depth == 0
        yield tag.group(), False
        last = tag.end()
        name = (tag.group(1) or "").lower()
        if name in _UNMARKED and name not in _VOID:
            depth = max(0, depth - 1) if tag.group().startswith("</") else depth + 1
    if last < len(html):
        yield html[last:], depth == 0


def _marked(
    text: str, table: dict[str, list[_Form]], seen: dict[str, None], wrap: Wrap, most: int
) -> Iterator[str]:
    last = 0
    for word in _WORD.finditer(text):
        if word.start() < last:
            continue
        for form in table.get(word.group(), ()):
            if form.term.key in seen or len(seen) >= most:
                continue
            start = word.start() - form.lead
            match = form.pattern.match(text, start) if start >= last else None
            if match:
                seen[form.term.key] = None
                yield text[last:start]
                yield wrap(form.term, match.group())
                last = match.end()
                break
    yield text[last:]
