"""Hours as people write them, and everything that is said about a place."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cache

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from mitmachstadt.kernel.language import in_every_language
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.methods import opening_hours
from mitmachstadt.people.models import District
from mitmachstadt.places.errors import (
    DayUnreadable,
    HoursBackwards,
    HoursInForm,
    HoursInTime,
    HoursOverlap,
    SpecialDayTwice,
)
from mitmachstadt.places.models import Place, SpecialDay

type Spans = tuple[tuple[int, int], ...]
type Special = dict[date, tuple[Spans, str]]
_REFUSALS: dict[str, type[Refusal]] = {
    "form": HoursInForm,
    "time": HoursInTime,
    "backwards": HoursBackwards,
    "overlap": HoursOverlap,
    "day": DayUnreadable,
}


def hours_of_day(text: str) -> Spans:
    """What somebody wrote for a day of the week.

    Raises:
        Refusal: why that are no hours.
    """
    return _understood(opening_hours.read_day, text)


def special_days(text: str) -> Special:
    """Days that are otherwise, one in a line.

    Raises:
        Refusal: a line that is none, or a day that comes twice.
    """
    found: Special = {}
    for line in filter(str.strip, text.splitlines()):
        day, hours, note = _understood(opening_hours.read_special, line)
        if day in found:
            raise SpecialDayTwice(day=date_format(day, "j.n.Y"))
        found[day] = hours, note
    return found


def _understood[T](read: Callable[..., T], text: str) -> T:
    try:
        return read(text, closed=_closed())
    except opening_hours.HoursUnreadable as why:
        raise _REFUSALS[why.code](words=why.words[:60]) from why


@cache
def _closed() -> frozenset[str]:
    """How a form says "closed" in each language: it comes back from there, or from a colleague."""
    return frozenset(each.lower() for each in in_every_language(lambda: _("geschlossen")))


def hours_in_words(spans: Iterable[Iterable[int]]) -> str:
    """Hours as a form takes them: "9–12, 14:30–18"."""
    return opening_hours.told((opens, closes) for opens, closes in spans)


def special_in_words(days: Iterable[SpecialDay]) -> str:
    lines = (
        f"{day.day:%d.%m.%Y}: {hours_in_words(day.hours) or _('geschlossen')}"
        + (f"; {day.note}" if day.note else "")
        for day in days
    )
    return "\n".join(lines)


@dataclass(frozen=True)
class Described:
    """Everything that is said about a place: what a form or a row of a table gives."""

    name: str
    address: str
    district: District | None = None
    neighbourhood: str = ""
    access: dict[str, str] = field(default_factory=dict)
    services: list[str] = field(default_factory=list)
    languages: str = ""
    contact: str = ""
    way_there: str = ""
    note: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    shown: bool = True
    week: dict[int, Spans] = field(default_factory=dict)
    special: Special = field(default_factory=dict)


def known_of(place: Place) -> Described:
    """What is known of a place, as a form or a table would say it."""
    names = {each.name for each in fields(Described)} - {"week", "special"}
    week: dict[int, Spans] = {}
    for hours in place.hours.all():
        week[hours.weekday] = (*week.get(hours.weekday, ()), (hours.opens, hours.closes))
    special = {
        each.day: (tuple((opens, closes) for opens, closes in each.hours), each.note)
        for each in place.special_days.all()
    }
    return Described(**{name: getattr(place, name) for name in names}, week=week, special=special)
