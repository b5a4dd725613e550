"""From sums of days to the figures that everybody sees."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.utils.formats import get_format
from django.utils.translation import gettext as _

from mitmachstadt.kernel.language import number_in_words
from mitmachstadt.kernel.visits import What
from mitmachstadt.usage.enums import FEWEST, MONTHS, Score
from mitmachstadt.usage.queries import Row

TALLEST = 100


def told(count: int) -> str:
    """A number for everybody: small ones only as such."""
    if 0 < count < FEWEST:
        return _("unter {fewest}").format(fewest=FEWEST)
    return number_in_words(count)


def share(part: int, whole: int) -> str:
    """A share in per cent; where it would tell a small number, a dash."""
    if whole < FEWEST or 0 < part < FEWEST:
        return "–"
    return f"{round(100 * part / whole)} %"


@dataclass
class Figures:
    """What was counted in a period."""

    counts: Counter[str] = field(default_factory=Counter)

    def add(self, page: str, what: str, count: int) -> None:
        """Add a sum; views of a form are contributions that were begun."""
        self.counts[what] += count
        if what == What.VIEW and page in settings.PAGES_TO_COMPLETE:
            self.counts["begun"] += count

    @property
    def visits(self) -> str:
        return told(self.counts[What.VISIT])

    @property
    def views(self) -> str:
        return told(self.counts[What.VIEW])

    @property
    def begun(self) -> str:
        return told(self.counts["begun"])

    @property
    def completed(self) -> str:
        return told(self.counts[What.COMPLETED])

    @property
    def completion(self) -> str:
        """Completed of those begun; where a form was opened by a way we do not count, all."""
        done = self.counts[What.COMPLETED]
        return share(done, max(self.counts["begun"], done))

    @property
    def sent(self) -> int:
        """Forms that came in, right or not."""
        return sum(self.counts[what] for what in (What.COMPLETED, What.FAULTY, What.FAILED))

    @property
    def correct(self) -> str:
        return share(self.counts[What.COMPLETED], self.sent)

    @property
    def faulty(self) -> str:
        return share(self.counts[What.FAULTY], self.sent)

    @property
    def failed(self) -> str:
        return share(self.counts[What.FAILED], self.sent)

    @property
    def scores(self) -> list[tuple[str, str]]:
        return [(str(score.label), told(self.counts[f"score-{score}"])) for score in Score]

    @property
    def ratings(self) -> int:
        return sum(self.counts[f"score-{score}"] for score in Score)

    @property
    def satisfaction(self) -> str:
        """The mean score with one digit after the comma; a dash where too few have said one."""
        if self.ratings < FEWEST:
            return "–"
        tenths = round(10 * sum(s * self.counts[f"score-{s}"] for s in Score) / self.ratings)
        return f"{tenths // 10}{get_format('DECIMAL_SEPARATOR', use_l10n=True)}{tenths % 10}"


@dataclass(frozen=True)
class Month:
    """A month with its figures, and its bar in the picture."""

    first: date
    figures: Figures
    x: int = 0
    height: int = 0

    @property
    def y(self) -> int:
        return TALLEST - self.height


def months_before(today: date) -> list[date]:
    """The first days of the last twelve months, the present one last."""
    last = today.year * 12 + today.month - 1
    months = (divmod(last - back, 12) for back in reversed(range(MONTHS)))
    return [date(year, month + 1, 1) for year, month in months]


def by_month(rows: Iterable[Row], *, today: date) -> list[Month]:
    """Twelve months, also those of which nothing is known."""
    known = {first: Figures() for first in months_before(today)}
    for first, page, what, count in rows:
        if first in known:
            known[first].add(page, what, count)
    most = max((each.counts[What.VISIT] for each in known.values()), default=0)
    return [
        Month(first, each, 80 * number, _height(each.counts[What.VISIT], most))
        for number, (first, each) in enumerate(known.items())
    ]


def _height(count: int, most: int) -> int:
    return 0 if count < FEWEST else max(1, round(TALLEST * count / most))


def together(rows: Iterable[Row]) -> Figures:
    """One period: rows are (language, page, what, sum)."""
    figures = Figures()
    for _language, page, what, count in rows:
        figures.add(page, what, count)
    return figures


def by_language(rows: Iterable[Row]) -> dict[str, Figures]:
    """The same for each language."""
    found: dict[str, Figures] = {}
    for language, page, what, count in rows:
        found.setdefault(language, Figures()).add(page, what, count)
    return found


def csv_rows(rows: Iterable[Row]) -> Iterator[tuple[str, str, str, str]]:
    """(month, page, what, number), small numbers only as such."""
    for first, page, what, count in rows:
        small = 0 < count < FEWEST
        yield first.strftime("%Y-%m"), page, what, f"<{FEWEST}" if small else str(count)
