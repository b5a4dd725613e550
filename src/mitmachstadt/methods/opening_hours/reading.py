"""From "9–12, 14:30–18 Uhr" to minutes, and back."""

import re
from collections.abc import Collection, Iterable
from datetime import date
from itertools import pairwise

DAY_ENDS = 24 * 60
_SPAN = re.compile(
    r"(\d{1,2})(?:[:.](\d{2}))?\s*(?:uhr)?\s*(?:-|–|—|bis)\s*(\d{1,2})(?:[:.](\d{2}))?\s*(?:uhr)?"
)
_CLOSED = {"", "-", "–", "geschlossen", "zu"}
_ALL_DAY = {"24 h", "24h", "24 stunden", "rund um die uhr", "durchgehend"}
_SPECIAL = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})\s*:\s*([^;]*?)\s*(?:;\s*(.*))?")

type Spans = tuple[tuple[int, int], ...]


class HoursUnreadable(ValueError):
    """Why hours are none: `code` is "form", "time", "backwards", "overlap" or "day"."""

    def __init__(self, code: str, words: str) -> None:
        super().__init__(code, words)
        self.code, self.words = code, words


def read_day(text: str, *, closed: Collection[str] = ()) -> Spans:
    """The hours of one day, in order; none where it is closed.

    Args:
        closed: more words for that, in small letters.

    >>> read_day("14–18, 9:30–12 Uhr")
    ((570, 720), (840, 1080))

    Raises:
        HoursUnreadable: no hours, a time that no day has, an end before its beginning (past
            midnight is the next day's), or hours that overlap.
    """
    words = " ".join(text.split()).strip().lower()
    if words in _CLOSED or words in closed:
        return ()
    if words in _ALL_DAY:
        return ((0, DAY_ENDS),)
    spans = sorted(_span(part.strip()) for part in re.split(r"[,;]|\bund\b", words))
    for (_, closes), (opens, _) in pairwise(spans):
        if opens < closes:
            raise HoursUnreadable("overlap", f"{_clock(opens)}")
    return tuple(spans)


def _span(words: str) -> tuple[int, int]:
    match = _SPAN.fullmatch(words)
    if not match:
        raise HoursUnreadable("form", words)
    first, first_minutes, last, last_minutes = (int(part or 0) for part in match.groups())
    opens, closes = first * 60 + first_minutes, last * 60 + last_minutes
    if max(first_minutes, last_minutes) > 59 or max(opens, closes) > DAY_ENDS:
        raise HoursUnreadable("time", words)
    if closes <= opens:
        raise HoursUnreadable("backwards", words)
    return opens, closes


def read_special(line: str, *, closed: Collection[str] = ()) -> tuple[date, Spans, str]:
    """A day that is otherwise than the week: "24.12.2026: 9–12; Heiligabend".

    Args:
        closed: as for a day of the week.

    >>> read_special("1.5.2027: geschlossen; Feiertag")
    (datetime.date(2027, 5, 1), (), 'Feiertag')

    Raises:
        HoursUnreadable: as for a day of the week, or a day that no year has.
    """
    match = _SPECIAL.fullmatch(" ".join(line.split()))
    if not match:
        raise HoursUnreadable("day", line)
    day, month, year, hours, note = match.groups()
    try:
        found = date(int(year), int(month), int(day))
    except ValueError as error:
        raise HoursUnreadable("day", line) from error
    if not 2000 <= found.year < 2100:
        raise HoursUnreadable("day", line)
    return found, read_day(hours, closed=closed), note or ""


def told(spans: Iterable[tuple[int, int]]) -> str:
    """The hours as `read_day` reads them; "" where there are none.

    >>> told([(570, 720), (840, 1440)])
    '9:30–12, 14–24'
    """
    return ", ".join(f"{_clock(opens)}–{_clock(closes)}" for opens, closes in spans)


def _clock(minutes: int) -> str:
    hour, minute = divmod(minutes, 60)
    return f"{hour}:{minute:02}" if minute else str(hour)
