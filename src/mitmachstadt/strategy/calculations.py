"""From a file to sections and passages, and from one wording to the next."""

import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import nh3
from django.utils.html import escape
from django.utils.translation import gettext, gettext_noop

from mitmachstadt.kernel.canonical import digest
from mitmachstadt.kernel.text import paragraphs_html
from mitmachstadt.methods import term_marks, text_changes, text_import
from mitmachstadt.strategy.enums import CHARACTERS_PER_LEAF, MOST_MARKS, PASSAGES_PER_LEAF
from mitmachstadt.strategy.errors import DecisionImpossible

ImportRefused = text_import.ImportRefused
_TAGS = {"a", "em", "strong", "code", "br", "p", "table", "thead", "tbody", "tr", "th", "td", "s"}
_MARKDOWN = text_import.markdown_parser()
# No page fetches anything from elsewhere: of a picture its words stay.
_MARKDOWN.add_render_rule("image", lambda _, tokens, nth, *rest: _picture(tokens[nth].content))
_PARAGRAPH = re.compile(r"^<p>(.*)</p>\s*$", re.DOTALL)
_STRUCTURED = text_import.Format.STRUCTURED.value
# Characters: some 90 pages take a second or two; 1,000 pages are more than any strategy has.
LONG_TEXT = 400_000
LONGEST_TEXT = 6_000_000
LARGEST_PLAIN = 2 * 1024 * 1024
SAME_PASSAGE = Fraction(1, 2)
ENCODINGS = tuple(text_import.ENCODINGS)


@dataclass(frozen=True)
class ReadText:
    """A text as it was read, with what a person still has to decide.

    `report` is plain data for JSON: the flags in words, what was changed how often, and whether
    the account of all characters is complete. The full account follows from source, format and
    decisions, so it is not kept.
    """

    document: text_import.Document
    format: str
    source: str
    report: dict[str, Any]
    undecided: int


@dataclass(frozen=True)
class Unread:
    """A text that is too long to be read while somebody waits for the page."""

    format: str
    source: str

    @property
    def report(self) -> dict[str, Any]:
        """What is known before it is read."""
        kind, sha256 = text_import.origin(self.source)
        return {
            "reading": True,
            "file": kind,
            "sha256": sha256,
            "words": len(self.source.split()),
        }


def read_bytes(data: bytes, *, name: str, encoding: str | None = None) -> ReadText:
    """Read a file of any known format; what it is, its bytes say and not its name.

    Raises:
        text_import.ImportRefused: it is empty, no text, protected, or dangerous.
    """
    return _read(_opened(data, name, encoding))


def open_bytes(data: bytes, *, name: str, encoding: str | None = None) -> ReadText | Unread:
    """The same while somebody waits: a long text is opened and checked, but not read yet."""
    found = _opened(data, name, encoding)
    return found if _is_long(found) else _read(found)


def read_clipboard(html: str) -> ReadText | Unread:
    """Read what a word processor put on the clipboard; raises as `read_bytes`."""
    return open_bytes(html.encode(), name="clipboard.html", encoding="utf-8")


def open_again(
    source: str, *, format: str, flags: Iterable[dict[str, Any]], decisions: dict[str, bool]
) -> ReadText | Unread:
    """Read a text with these decisions while somebody waits; a long one is not read yet.

    Args:
        flags: those of its report; the decisions on a long text are checked by them.

    Raises:
        DecisionImpossible: two accepted suggestions change the same words.
    """
    if not _is_long(Unread(format, source)):
        return read_source(source, format=format, decisions=decisions)
    asked = [
        text_import.Flag(**{name: value for name, value in {**flag, "decided": None}.items()
                            if name != "text"})
        for flag in flags
    ]  # fmt: skip
    with _decidable():
        text_import.decide_flags(asked, _decisions(decisions))
    return Unread(format, source)


def _is_long(found: Unread) -> bool:
    return found.format == _STRUCTURED and len(found.source) > LONG_TEXT


def _decisions(decisions: dict[str, bool]) -> list[text_import.Decision]:
    return [
        text_import.Decision(flag_index=int(number), accept=accept)
        for number, accept in decisions.items()
    ]


@contextmanager
def _decidable() -> Iterator[None]:
    try:
        yield
    except text_import.DecisionRefused as refused:
        raise DecisionImpossible(why=refusal_in_words(refused)) from refused


def _read(found: Unread) -> ReadText:
    return read_source(found.source, format=found.format, decisions={})


def _opened(data: bytes, name: str, encoding: str | None) -> Unread:
    converted = text_import.convert(data, name=name, encoding=encoding)
    if converted is not None:
        if len(converted.text) > LONGEST_TEXT:
            raise ImportRefused("too_long", most=LONGEST_TEXT)
        return Unread(_STRUCTURED, converted.text)
    decoded = text_import.decode(data, encoding=encoding)
    if len(data) > LARGEST_PLAIN:
        raise ImportRefused("plain_too_large")
    if "\x00" in decoded.text:
        raise ImportRefused("not_text", what=gettext_noop("Nullbytes"))
    kind = text_import.guess_format(name, decoded.text)
    return Unread(kind.value, decoded.text)


def refusal_in_words(refusal: text_import.TextImportError) -> str:
    """Why a file cannot be read and what to do, in the language of the page."""
    return text_import.refusal_text(refusal.code, refusal.data, gettext)


def finding_in_words(flag: Mapping[str, Any]) -> str:
    """What a flag of a stored report is about, in the language of the page."""
    found = text_import.Flag(
        flag["code"], flag["start"], flag["end"], flag["excerpt"],
        suggestion=flag["suggestion"], data=flag["data"],
    )  # fmt: skip
    return text_import.describe(found, gettext)


def read_source(source: str, *, format: str, decisions: dict[str, bool]) -> ReadText:
    """Read a text again with the decisions made so far: flag number -> accept the suggestion.

    Raises:
        DecisionImpossible: two accepted suggestions change the same words.
    """
    document = text_import.read_document(source, format=text_import.Format(format))
    with _decidable():
        document = text_import.apply_decisions(document, _decisions(decisions))
    undecided = sum(
        flag.suggestion is not None and flag.decided is None for flag in document.report.flags
    )
    report = _report(document, undecided)
    if document.format is text_import.Format.STRUCTURED:
        kind, sha256 = text_import.origin(source)
        report |= {"file": kind, "sha256": sha256}
    return ReadText(document, format, source, report, undecided)


def _report(document: text_import.Document, undecided: int) -> dict[str, Any]:
    """The report in short: flags in words, and how often each thing was changed."""
    full: dict[str, Any] = text_import.to_json(document)["report"]  # type: ignore[assignment]
    changes = Counter(change["text"] for change in full["changes"])
    return {
        "sections": full["sections"],
        "passages": full["passages"],
        "words": full["words"],
        "characters": full["account"]["length"],
        "complete": full["account"]["complete"],
        "flags": full["flags"],
        "changes": changes.most_common(),
        "undecided": undecided,
    }


def passage_html(text: str, *, markup: str, form: str) -> str:
    """A passage's words as safe HTML, without the paragraph around them."""
    if form == "code":
        return f"<pre><code>{escape(text)}</code></pre>"
    if markup in ("markdown", _STRUCTURED):
        rendered = _MARKDOWN.render(text) if form == "table" else _MARKDOWN.renderInline(text)
        return nh3.clean(rendered, tags=_TAGS, link_rel="nofollow noopener")
    plain = _PARAGRAPH.match(paragraphs_html(text))
    return plain.group(1) if plain else escape(text)


def _picture(words: str) -> str:
    return f"[Bild: {escape(words)}]" if words else "[Bild]"


def content_hash(sections: Iterable[Sequence[Any]], passages: Iterable[Sequence[Any]]) -> str:
    """The identity of an edition's words: SHA-256 over its sections and passages in order.

    Args:
        sections: (level, number, title) each; what kind of section it is are not its words.
        passages: (index of the section, form, marker, depth, text) each.
    """
    return digest(
        {"sections": [list(row) for row in sections], "passages": [list(row) for row in passages]}
    )


def leaf_numbers(
    lengths: Sequence[int], chapter_starts: Iterable[int], headings: Iterable[int] = ()
) -> list[int]:
    """The page of the reading view for each passage or heading, counted from 1.

    Args:
        lengths: characters of each, in order.
        chapter_starts: indexes with which a chapter begins. A page breaks before a chapter that
            would not fit any more, and inside one only when it is too long itself.
        headings: indexes of headings; none ends a page while more of its chapter follows.
    """
    starts = sorted({0, *chapter_starts, len(lengths)})
    glued = set(headings)
    numbers: list[int] = []
    leaf, count, characters = 1, 0, 0
    for begin, end in itertools.pairwise(starts):
        whole = _fit(lengths[begin:end])
        for first, last in [(begin, end)] if whole else _blocks(begin, end, glued):
            if count and not _fit(lengths[first:last], count, characters):
                leaf, count, characters = leaf + 1, 0, 0
            for index in range(first, last):
                long = index in glued and characters + lengths[index] > CHARACTERS_PER_LEAF
                if count == PASSAGES_PER_LEAF or (count and long):
                    leaf, count, characters = leaf + 1, 0, 0
                numbers.append(leaf)
                count, characters = count + 1, characters + lengths[index]
    return numbers


def _fit(lengths: Sequence[int], count: int = 0, characters: int = 0) -> bool:
    """Whether so much goes on a page that holds this much already."""
    few = count + len(lengths) <= PASSAGES_PER_LEAF
    return few and characters + sum(lengths) <= CHARACTERS_PER_LEAF


def _blocks(begin: int, end: int, glued: set[int]) -> Iterator[tuple[int, int]]:
    """Stretches that stay together: a passage with the headings just before it."""
    first = begin
    for index in range(begin, end):
        if index not in glued or index == end - 1:
            yield first, index + 1
            first = index + 1


def same_passages(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Which new passages continue which old ones: new index -> old index."""
    matches = text_changes.match_passages(old, new, threshold=SAME_PASSAGE)
    return {
        match.new_index: match.old_index
        for match in matches
        if match.new_index is not None and match.old_index is not None
    }


def merged_words(base: str, mine: str, theirs: str) -> text_changes.Merge:
    """What two people made of the same words, as one text, with what contradicts itself."""
    return text_changes.merge(base, mine, theirs)


def term_marker(
    terms: Iterable[tuple[str, str, Sequence[str]]], *, wrap: Callable[[str, str], str]
) -> Callable[[str], str]:
    """What marks each term of a page where it is first mentioned; made once for many pages.

    Args:
        terms: (key, name, forms) each.
        wrap: what stands for a mention, made of the key and the words as HTML.
    """
    known = [term_marks.Term(key, name, tuple(forms)) for key, name, forms in terms]
    marker = term_marks.Marker(
        known, wrap=lambda term, words: wrap(term.key, words), most=MOST_MARKS
    )
    return lambda html: marker.mark(html).html


def difference_html(old: str, new: str) -> str:
    """Two wordings as one text with what went and what came, safe HTML."""
    tags = {"removed": "del", "added": "ins"}
    pieces = []
    for change in text_changes.readable(text_changes.compare(old, new).changes):
        tag, words = tags.get(str(change.kind)), escape(change.text)
        pieces.append(f"<{tag}>{words}</{tag}>" if tag else words)
    return "".join(pieces)
