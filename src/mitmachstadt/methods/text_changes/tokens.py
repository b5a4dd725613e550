"""Splitting text into words, signs and blanks so that joining them gives the text again."""

from __future__ import annotations

import re

# A word keeps inner hyphens, apostrophes and gender signs: "Bürger:innen" changes as a whole.
_TOKEN = re.compile(r"\w+(?:[-:*'’./_]\w+)*|\s+|[^\w\s]")
_SENTENCE = re.compile(r"[^.!?\n]*(?:[.!?]+[”“\"»)]*|\n+|\Z)\s*")


def words_of(text: str) -> list[str]:
    """Words, single signs and runs of blanks, in order."""
    return _TOKEN.findall(text)


def sentences_of(text: str) -> list[str]:
    """Sentences with the blanks after them, in order."""
    return [sentence for sentence in _SENTENCE.findall(text) if sentence]


def bare_words(text: str) -> list[str]:
    """The words only, in small letters, for measuring likeness."""
    return [token.casefold() for token in _TOKEN.findall(text) if token[0].isalnum()]
