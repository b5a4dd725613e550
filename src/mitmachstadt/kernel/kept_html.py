"""HTML that is rendered once, when something is written, and read in every language.

In place of a word of the interface stands `<!--w:key-->`, of a day `<!--d:2026-12-24-->`; other
comments hold counters. All are put in by one pass when a page is made. Words of people are
escaped, so nobody can write such a comment. Addresses are kept as German ones.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from django.conf import settings
from django.utils import timezone

from mitmachstadt.kernel.language import current, words_of_day

_MARK = re.compile(r"<!--([a-z]+):([a-z0-9-]*)-->")
_ADDRESS = f'href="/{settings.LANGUAGE_CODE}/'


class KeptWords:
    """The words that one kind of kept HTML uses, by the keys that stand in it."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        self._words = words
        self._in = cache(self._resolved)

    def _resolved(self, language: str) -> dict[str, str]:
        return {key: str(words) for key, words in self._words.items()}

    def fill(self, html: str, counters: Mapping[str, Callable[[str], str]]) -> str:
        """The HTML in the language of the page, and its addresses too.

        Args:
            counters: for each other kind of comment, what its key stands for.
        """
        language = current()
        words = self._in(language)

        def put(match: re.Match[str]) -> str:
            kind, key = match.groups()
            if kind == "w":
                return words[key]
            if kind == "d":
                return words_of_day(language, date.fromisoformat(key))
            return counters[kind](key) if kind in counters else ""

        return _addresses_in(language, _MARK.sub(put, html))


def day_mark(moment: date | datetime) -> str:
    """What stands in kept HTML for a day."""
    day = timezone.localtime(moment).date() if isinstance(moment, datetime) else moment
    return f"<!--d:{day.isoformat()}-->"


def addresses_here(html: str) -> str:
    """Links to pages lead to the same pages in the language of this one."""
    return _addresses_in(current(), html)


def _addresses_in(language: str, html: str) -> str:
    if language == settings.LANGUAGE_CODE:
        return html
    return html.replace(_ADDRESS, f'href="/{language}/')
