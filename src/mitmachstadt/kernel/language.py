"""Languages of the interface, and how people write days, moments and numbers in each.

German is the source: what the code and the templates say is German, and the catalogues in
`locale/` say it in other languages. The language of a page stands in its address.
"""

from collections.abc import Callable
from datetime import date, datetime
from functools import cache, lru_cache

from django.conf import settings
from django.utils import timezone
from django.utils.dateformat import format as formatted
from django.utils.formats import get_format
from django.utils.translation import get_language, npgettext, pgettext
from django.utils.translation import override as in_language

__all__ = [
    "counted",
    "current",
    "day_in_words",
    "in_every_language",
    "in_language",
    "is_complete",
    "moment_in_words",
    "number_in_words",
    "prefix_of",
    "short_day",
    "words_of_day",
]


def current() -> str:
    """The language of what is being made: the page's, and German where there is no page."""
    return get_language() or settings.LANGUAGE_CODE


def is_complete(language: str) -> bool:
    """Whether every page exists in it; of the others, only the way to a contribution does."""
    return language not in settings.LANGUAGES_OF_THE_PATH


def prefix_of(path: str) -> str:
    """The language that an address begins with: "de" for `/de/texte/`; "" for none of ours."""
    first = path[1:].partition("/")[0]
    return first if first in _known() else ""


@cache
def _known() -> frozenset[str]:
    return frozenset(code for code, _ in settings.LANGUAGES)


def in_every_language[T](says: Callable[[], T]) -> list[T]:
    """What something is called in each language, for reading a list that was made in another."""
    called = []
    for code, _ in settings.LANGUAGES:
        with in_language(code):
            called.append(says())
    return called


def day_in_words(day: date | datetime) -> str:
    """A day: "24. Dezember 2026", "24 December 2026"."""
    day = _local(day)
    return words_of_day(current(), day.date() if isinstance(day, datetime) else day)


@lru_cache(maxsize=4096)
def words_of_day(language: str, day: date) -> str:
    """A day as `day_in_words` says it, in the language that is active; a page has a hundred."""
    return formatted(day, pgettext("format of a day", "j. F Y"))


def short_day(day: date | datetime) -> str:
    """A day in figures: "24.12.2026"."""
    return formatted(_local(day), pgettext("format of a short day", "d.m.Y"))


def moment_in_words(moment: datetime) -> str:
    """A moment: "24. Dezember 2026, 18:00 Uhr"."""
    return formatted(_local(moment), pgettext("format of a moment", "j. F Y, H:i \\U\\h\\r"))


def _local(day: date | datetime) -> date | datetime:
    return timezone.localtime(day) if isinstance(day, datetime) else day


def number_in_words(number: int) -> str:
    """A whole number with the language's own mark between thousands: "12.480", "12,480"."""
    return f"{number:,}".replace(",", _between_thousands(current()))


# Arabic has forms of a noun for one and for two of it, and puts no figure before them.
_SAID_BY_THE_NOUN = {"ar": (1, 2)}


def counted(number: int, one: str, many: str) -> str:
    """A number and its noun: "3 Anmerkungen". A noun of its own to translators, for a heading
    may need a capital where a counted noun has none."""
    return _counted(current(), number, one, many)


@lru_cache(maxsize=4096)
def _counted(language: str, number: int, one: str, many: str) -> str:
    """The same in the language that is active; a page has a hundred."""
    noun = npgettext("counted", one, many, number)
    if number in _SAID_BY_THE_NOUN.get(language, ()):
        return noun
    return f"{number_in_words(number)} {noun}"


@cache
def _between_thousands(language: str) -> str:
    return str(get_format("THOUSAND_SEPARATOR", lang=language, use_l10n=True))
