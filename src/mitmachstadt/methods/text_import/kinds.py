"""What a section is about, guessed from the words of its heading."""

from __future__ import annotations

import re

from mitmachstadt.methods.text_import.model import SectionKind

# The first that fits decides: "Szenario" before "Ziel", so that "Zielszenario" is a scenario.
_WORDS = {
    SectionKind.SCENARIO: r"szenari|zukunftsbild",
    SectionKind.NEED: r"handlungsbedarf|bedarfe?\b|herausforderung",
    SectionKind.QUESTION: r"fragestellung|leitfrage|strategische frage",
    SectionKind.PRINCIPLE: r"leit(?:gedanke|bild|linie)|\bthesen?\b|prinzip|grundsatz|grundsätze",
    SectionKind.GOAL: r"\bziel|ziele?n?\b",
    SectionKind.MEASURE: r"maßnahme|massnahme|vorhaben\b",
    SectionKind.TERM: r"\bbegriff|glossar|definition",
    SectionKind.FINDING: r"\bstärken?\b|befund|dynamik|ausgangslage|bestandsaufnahme",
}
_KINDS = {kind: re.compile(words, re.IGNORECASE) for kind, words in _WORDS.items()}


def kind_of(title: str) -> SectionKind:
    """The kind that the words of a heading suggest; prose when they suggest none."""
    for kind, words in _KINDS.items():
        if words.search(title):
            return kind
    return SectionKind.PROSE
