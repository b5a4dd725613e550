"""What is done with the site, summed by day, language and kind of page, and nothing about who.

Each process adds to a file of its own for the day that lies in memory (`counts`), so a request
waits for no disk and no database, and a killed process loses nothing. The supervisor writes the
sums into the database once a minute.
"""

import logging
import secrets
import shutil
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils import timezone

from mitmachstadt.kernel.counts import Counts, totals
from mitmachstadt.kernel.models import DailyCount

log = logging.getLogger(__name__)
EVERY = 60.0
_AT_ONCE = 500
_SOURCE = "source"


class What(StrEnum):
    """What is counted. A visit is a view that came from outside the site.

    Processes count a view once, as the one or the other; in the database, visits are views too.
    """

    VIEW = "view"
    VISIT = "visit"
    COMPLETED = "completed"
    FAULTY = "faulty"
    FAILED = "failed"


def folder() -> Path:
    """Where the processes of this machine keep the sums of each day."""
    return Path(settings.VAR) / "visits"


class Tally:
    """The sums of this process. Where nothing can be written, nothing is counted."""

    def __init__(self) -> None:
        self._counts: Counts | None = None
        self._begins = self._ends = 0.0

    def add(self, language: str, page: str, what: What) -> None:
        """Count for the present day of the city."""
        now = time.time()
        if not self._begins <= now < self._ends:
            self._turn_over(now)
        if self._counts is not None:
            self._counts.add(f"{language} {page} {what.value}", 0.0)

    def _turn_over(self, now: float) -> None:
        zone = timezone.get_default_timezone()
        day = datetime.fromtimestamp(now, zone).date()
        midnight = datetime.combine(day, datetime.min.time(), zone)
        # Hours are added to the day: a day may have 23 or 25 of them.
        after = datetime.combine(day + timedelta(days=1), datetime.min.time(), zone)
        self._begins, self._ends = midnight.timestamp(), after.timestamp()
        try:
            self._counts = Counts(folder() / day.isoformat())
        except OSError as error:
            self._counts = None
            log.warning("Visits are not counted: %s", type(error).__name__)


class Gathering:
    """Brings the sums of this machine into the database: safe to do twice, or to be killed in."""

    def __init__(self) -> None:
        self._written: dict[str, dict[str, int]] = {}
        self._last = -EVERY

    def if_due(self, *, at: datetime) -> None:
        """Once a minute at most."""
        if time.monotonic() - self._last >= EVERY:
            self._last = time.monotonic()
            self.gather(at=at)

    def gather(self, *, at: datetime) -> int:
        """Write what has changed; returns how many sums. Folders of days that are over go."""
        changed = 0
        for day, place in _days():
            sums = _sums(place)
            known = self._written.get(place.name, {})
            news = {key: count for key, count in sums.items() if known.get(key) != count}
            _write(day, _source(place), news)
            self._written[place.name] = sums
            changed += len(news)
            if day < timezone.localdate(at) - timedelta(days=1):
                shutil.rmtree(place, ignore_errors=True)
                self._written.pop(place.name, None)
        return changed


def _days() -> Iterator[tuple[date, Path]]:
    places = sorted(folder().iterdir()) if folder().is_dir() else []
    for place in places:
        try:
            yield date.fromisoformat(place.name), place
        except ValueError:
            continue


def _sums(place: Path) -> dict[str, int]:
    """The sums of a day, in which a visit is a view as well."""
    sums = {key: int(sum(numbers[:-1])) for key, numbers in totals(place).items()}
    for key, count in list(sums.items()):
        page, _space, what = key.rpartition(" ")
        if what == What.VISIT:
            view = f"{page} {What.VIEW}"
            sums[view] = sums.get(view, 0) + count
    return sums


def _source(place: Path) -> str:
    """Whose sums these are: a folder that was made anew must not replace what the old one knew."""
    name = place / _SOURCE
    if not name.is_file():
        name.write_text(secrets.token_hex(6))
    return name.read_text()


def _write(day: date, source: str, sums: dict[str, int]) -> None:
    rows = []
    for key, count in sums.items():
        language, page, what = key.split(" ")
        rows.append(
            DailyCount(day=day, source=source, language=language, page=page, what=what, count=count)
        )
    DailyCount.objects.bulk_create(
        rows,
        batch_size=_AT_ONCE,
        update_conflicts=True,
        unique_fields=["day", "source", "language", "page", "what"],
        update_fields=["count"],
    )


_ADD = (
    "INSERT INTO kernel_dailycount (day, source, language, page, what, count)"
    " VALUES (%s, '', %s, %s, %s, 1)"
    " ON CONFLICT (day, source, language, page, what)"
    " DO UPDATE SET count = kernel_dailycount.count + 1"
)


def count_at_once(*, language: str, page: str, what: str, at: datetime) -> None:
    """Count what is rare enough to be written by itself, in its transaction."""
    day = connection.ops.adapt_datefield_value(timezone.localdate(at))
    with connection.cursor() as cursor:
        cursor.execute(_ADD, [day, language, page, what])
