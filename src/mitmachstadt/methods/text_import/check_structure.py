"""What is odd in the order of a document: numbers, levels, answers without questions, footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mitmachstadt.methods.text_import.findings import Finding, PassageView, View
from mitmachstadt.methods.text_import.model import Form

_FAQ = re.compile(
    r"f\.?\s?a\.?\s?q\b|(?:häufige?|häufig gestellte|oft gestellte|oft gefragte) fragen"
    r"|fragen (?:und|&) antworten",
    re.IGNORECASE,
)
_FIRST_SENTENCE = re.compile(r"[.!?](?=\s|\Z|[”“\"»)])")
# The word before the sign is found by looking back: matching it from its start is quadratic.
_NOTE_SIGN = re.compile(
    r"(?<=[^\W\d_][^\W\d_][^\W\d_])[.!?”“\"»]{1,2}(\d{1,2})(?=\s|\Z)"
    r"|(?<=[\w.!?”“\"])([¹²³⁴-⁹⁰]+)"
)
_WORD_BEFORE = 40
_NOTE = re.compile(r"(?:\[(\d{1,2})\]:?|([¹²³⁴-⁹⁰]+)|(\d{1,2}))\s+\S")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_VERY_LONG = 5_000


def check_structure(view: View) -> Iterator[Finding]:
    """Findings about numbering, heading levels, lost questions, footnotes and long lines."""
    yield from _level_jumps(view)
    if view.plain:
        yield from _numbering(view)
    yield from _answers(view)
    yield from _footnotes(view)
    for passage in view.passages:
        if len(passage.text) > _VERY_LONG and passage.form is not Form.CODE:
            data = {"length": len(passage.text)}
            yield Finding("very_long_line", passage.section, passage.passage, data=data)


def _level_jumps(view: View) -> Iterator[Finding]:
    previous = 0
    for heading in view.headings:
        if not heading.title:
            continue
        if previous and heading.level > previous + 1:
            data = {"previous": previous, "level": heading.level}
            yield Finding("heading_level_jump", heading.section, None, data=data)
        previous = heading.level


def _numbering(view: View) -> Iterator[Finding]:
    """Numbers that begin again, or leave one out, below the same heading and the same item."""
    last: dict[int, int] = {}  # by depth
    section = -1
    for passage in view.passages:
        if passage.section != section:
            section = passage.section
            last.clear()
        if passage.depth and passage.form in (Form.BULLET, Form.NUMBERED):
            for depth in [depth for depth in last if depth > passage.depth]:
                del last[depth]
        if passage.form is not Form.NUMBERED:
            continue
        number = int(passage.marker.rstrip(".)"))
        previous = last.get(passage.depth)
        last[passage.depth] = number
        if previous is None or number == previous + 1:
            continue
        code = "numbering_gap" if number > previous + 1 else "numbering_restarts"
        data = {"previous": previous, "number": number}
        yield Finding(code, passage.section, passage.passage, data=data)


def _answers(view: View) -> Iterator[Finding]:
    """Items of a list of questions and answers that do not begin with a question."""
    faq = {heading.section for heading in view.headings if _FAQ.search(heading.title)}
    for passage in view.passages:
        if passage.section not in faq or passage.depth != 1 or passage.form is not Form.BULLET:
            continue
        first = _FIRST_SENTENCE.search(passage.text)
        if first is None or first[0] != "?":
            yield Finding("answer_without_question", passage.section, passage.passage)


def _footnotes(view: View) -> Iterator[Finding]:
    signs = [(passage, found) for passage in view.passages for found in _signs(passage)]
    if not signs:
        return
    notes = _notes(view)
    for passage, found in signs:
        number = _plain(found[1] or found[2])
        if number not in notes:
            back = passage.text[max(0, found.start() - _WORD_BEFORE) : found.start()]
            word = len(back.rpartition(" ")[2])
            at = (found.start() - word, found.end())
            yield Finding(
                "footnote_without_note",
                passage.section,
                passage.passage,
                at,
                data={"number": number},
            )


def _signs(passage: PassageView) -> Iterator[re.Match[str]]:
    if passage.form not in (Form.CODE, Form.TABLE):
        yield from _NOTE_SIGN.finditer(passage.text)


def _notes(view: View) -> set[str]:
    """Numbers of the footnotes that stand as paragraphs of their own.

    A bare number counts only in sequence: "2 Personen ..." alone is an ordinary sentence.
    """
    notes: set[str] = set()
    for passage in view.passages:
        found = _NOTE.match(passage.text) if passage.form is Form.PARAGRAPH else None
        if found is None:
            continue
        number = _plain(found[1] or found[2] or found[3])
        if found[3] is None or number == "1" or str(int(number) - 1) in notes:
            notes.add(number)
    return notes


def _plain(number: str) -> str:
    return number.translate(_SUPERSCRIPTS)
