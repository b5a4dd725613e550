"""Which words a document uses: the evidence for judging hyphens and missing spaces."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


class Lexicon:
    """Counts of the words of one text, made when first asked for.

    Words joined by hyphens count as one word and also each part on its own.
    """

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _counts(self) -> Counter[str]:
        counts = Counter(_WORD.findall(self._text))
        for word, count in list(counts.items()):
            if "-" in word:
                for part in word.split("-"):
                    counts[part] += count
        return counts

    def count(self, word: str) -> int:
        """How often the text uses exactly this word."""
        return self._counts[word]
