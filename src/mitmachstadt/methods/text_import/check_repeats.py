"""What stands in a document twice: fragments, paragraphs, lists under the same label."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from mitmachstadt.methods.text_import.findings import Finding, PassageView, View
from mitmachstadt.methods.text_import.model import Form

_TOKEN = re.compile(r"\S+")
_STOP = ".!?:;"
_SIGNS = re.compile(r"[\W_]+")
_VERSION = re.compile(r"\b(?:v|version|fassung|stand)\.?\s?(\d+(?:\.\d+)*)\b", re.IGNORECASE)
_LONG_WORD = re.compile(r"[^\W\d_]{5,}")
_RUN_LENGTH = 6
_PARAGRAPH_LENGTH = 40
_LISTS_COMPARED = 20


def check_repeats(view: View) -> Iterator[Finding]:
    """Findings ``duplicated_fragment``, ``repeated_paragraph``, ``same_label_different_words``."""
    yield from _repeated_paragraphs(view)
    yield from _duplicated_fragments(view)
    yield from _same_labels(view)


def _repeated_paragraphs(view: View) -> Iterator[Finding]:
    first: dict[str, PassageView] = {}
    for passage in view.passages:
        if len(passage.text) < _PARAGRAPH_LENGTH:
            continue
        known = first.setdefault(passage.text, passage)
        if known is not passage:
            data = {"first_section": known.section, "first_passage": known.passage}
            yield Finding("repeated_paragraph", passage.section, passage.passage, data=data)


@dataclass(frozen=True, slots=True)
class _Tokens:
    """All words of all passages as numbers, with the range of each in its passage.

    ``starts`` is the first token of each passage, and the end of all at its end.
    """

    ids: array[int]
    begins: array[int]
    ends: array[int]
    starts: array[int]


def _tokens(view: View) -> _Tokens:
    known: dict[str, int] = {}
    tokens = _Tokens(array("q"), array("q"), array("q"), array("q"))
    for passage in view.passages:
        tokens.starts.append(len(tokens.ids))
        enough = passage.text.count(" ") + 1 >= _RUN_LENGTH
        for found in _TOKEN.finditer(passage.text) if enough else ():
            tokens.ids.append(known.setdefault(found[0], len(known)))
            tokens.begins.append(found.start())
            tokens.ends.append(found.end())
        # A number of its own between passages keeps runs from crossing them.
        tokens.ids.append(-len(tokens.starts))
        tokens.begins.append(0)
        tokens.ends.append(0)
    tokens.starts.append(len(tokens.ids))
    return tokens


def _duplicated_fragments(view: View) -> Iterator[Finding]:
    """Runs of at least six words that begin a sentence once and cut into a sentence once.

    Linear: each window of six words is looked up once, and a run that was found is skipped.
    """
    tokens = _tokens(view)
    ids = tokens.ids
    seen: dict[int, int] = {}
    place = 0
    while place + _RUN_LENGTH <= len(ids):
        earlier = seen.setdefault(hash(tuple(ids[place : place + _RUN_LENGTH])), place)
        length = 0
        if earlier != place:
            while place + length < len(ids) and ids[earlier + length] == ids[place + length]:
                length += 1
        if length >= _RUN_LENGTH:
            finding = _judge_run(view, tokens, earlier, place, length)
            if finding is not None:
                yield finding
        place += max(1, length - _RUN_LENGTH + 1)


def _judge_run(
    view: View, tokens: _Tokens, earlier: int, place: int, length: int
) -> Finding | None:
    """A finding when exactly one of the two runs begins in the middle of a sentence."""
    places = (earlier, place)
    owners = [bisect_right(tokens.starts, begin) - 1 for begin in places]
    cuts = [
        _cuts_sentence(view.passages[owner], tokens, begin, tokens.starts[owner])
        for owner, begin in zip(owners, places, strict=True)
    ]
    if cuts[0] == cuts[1]:
        return None
    begin = places[cuts.index(True)]
    passage = view.passages[owners[cuts.index(True)]]
    other = view.passages[owners[cuts.index(False)]]
    # Taking the fragment out takes the space before it, too.
    at = (tokens.begins[begin] - 1, tokens.ends[begin + length - 1])
    data = {"words": length, "first_section": other.section, "first_passage": other.passage}
    return Finding("duplicated_fragment", passage.section, passage.passage, at, "", data)


def _cuts_sentence(passage: PassageView, tokens: _Tokens, begin: int, first: int) -> bool:
    """True for a capital word that follows a word which does not end a sentence."""
    if begin == first or not passage.text[tokens.begins[begin]].isupper():
        return False
    above = passage.text[tokens.begins[begin - 1] : tokens.ends[begin - 1]]
    return not above.rstrip("“”\"')»«").endswith(tuple(_STOP))


def _same_labels(view: View) -> Iterator[Finding]:
    """Two numbered lists with the same version label and subject, but different items."""
    lists = _labelled_lists(view)
    for place, (label, items) in enumerate(lists):
        for other_label, other in lists[max(0, place - _LISTS_COMPARED) : place]:
            if not _same_subject(label, other_label):
                continue
            pairs = _pairs(other, items)
            differing = tuple(pair["number"] for pair in pairs if pair["differs"] == "words")
            if differing:
                data = {
                    "label": _version(label),
                    "titles": (other_label, label),
                    "differing": differing,
                    "pairs": pairs,
                }
                head = items[0]
                yield Finding("same_label_different_words", head.section, head.passage, data=data)


def _labelled_lists(view: View) -> list[tuple[str, list[PassageView]]]:
    """Numbered lists whose heading, or the passage right above, holds a version label."""
    found: list[tuple[str, list[PassageView]]] = []
    above: PassageView | None = None
    items: list[PassageView] = []
    for passage in view.passages:
        same = bool(items) and passage.section == items[0].section
        if passage.form is not Form.NUMBERED:
            items = []
        elif same and passage.depth == items[0].depth:
            items.append(passage)
        elif not same or passage.depth >= items[0].depth:
            first = above is None or above.section != passage.section
            label = view.title_of(passage.section) if first or above is None else above.text
            items = [passage]
            if _version(label) and len(label) < 200:
                found.append((label, items))
        above = passage
    return found


def _version(label: str) -> str:
    found = _VERSION.search(label)
    return found[1] if found is not None else ""


def _same_subject(label: str, other: str) -> bool:
    words = set(_LONG_WORD.findall(label.casefold()))
    return _version(label) == _version(other) and bool(
        words & set(_LONG_WORD.findall(other.casefold()))
    )


def _pairs(old: list[PassageView], new: list[PassageView]) -> tuple[dict[str, str], ...]:
    """Items side by side by number; "signs" means that only punctuation or spacing differs."""
    first = {item.marker: item.text for item in old}
    second = {item.marker: item.text for item in new}
    pairs = []
    for marker in dict.fromkeys([*first, *second]):
        a, b = first.get(marker, ""), second.get(marker, "")
        same_letters = _SIGNS.sub("", a).casefold() == _SIGNS.sub("", b).casefold()
        differs = "no" if a == b else "signs" if same_letters else "words"
        pairs.append({"number": marker.rstrip(".)"), "first": a, "second": b, "differs": differs})
    return tuple(pairs)
