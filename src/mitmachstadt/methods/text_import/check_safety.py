"""What could deceive or harm a reader: script links, HTML, characters nobody sees."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from mitmachstadt.methods.text_import.findings import Finding, PassageView, View
from mitmachstadt.methods.text_import.model import Form

_SCRIPT_URL = re.compile(
    r"\b(javascript|vbscript):[^\s)>\]]|\b(data):[\w.+-]+/[\w.+-]+[;,]",
    re.IGNORECASE,
)
# A link that was made harmless has its own flag already.
_NEUTRALISED = ("] (", "] :", "< ")
_HTML = re.compile(r"</?[a-zA-Z][a-zA-Z0-9-]*+(?:\s[^<>]*+)?>|<!--|<![A-Z]|<\?")
_CODE_SPAN = re.compile(r"(?<!`)(`++)[^`]*+\1(?!`)")
_AUTOLINK = re.compile(r"<(?:https?|mailto|ftp):[^<>\s]*>")


def check_safety(view: View) -> Iterator[Finding]:
    """Findings ``unusual_url`` and, in Markdown, ``raw_html``."""
    for passage in view.passages:
        if passage.form is Form.CODE:
            continue
        for found in _SCRIPT_URL.finditer(passage.text):
            if passage.text[max(0, found.start() - 3) : found.start()].endswith(_NEUTRALISED):
                continue
            scheme = (found[1] or found[2]).lower()
            yield Finding(
                "unusual_url",
                passage.section,
                passage.passage,
                found.span(),
                data={"scheme": scheme},
            )
        if not view.plain and "<" in passage.text:
            yield from _html(passage)


def _html(passage: PassageView) -> Iterator[Finding]:
    # One finding for each passage: a person looks at the passage, not at each tag.
    masked = _CODE_SPAN.sub(lambda found: " " * len(found[0]), passage.text)
    masked = _AUTOLINK.sub(lambda found: " " * len(found[0]), masked)
    found = _HTML.search(masked)
    if found is not None:
        yield Finding("raw_html", passage.section, passage.passage, found.span())


def names_of(characters: list[str]) -> tuple[str, ...]:
    """Unicode names of hidden characters, the most frequent first."""
    return tuple(
        unicodedata.name(char, f"U+{ord(char):04X}")
        for char, _ in Counter(characters).most_common(5)
    )
