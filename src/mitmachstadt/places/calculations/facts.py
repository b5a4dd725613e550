"""What follows from a place's hours for a moment, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from mitmachstadt.kernel.days import midnight_after
from mitmachstadt.methods import opening_hours
from mitmachstadt.places.calculations.hours import Spans, hours_in_words
from mitmachstadt.places.enums import Access, Known, Service, Weekday
from mitmachstadt.places.models import Place


@dataclass(frozen=True)
class PlaceFacts:
    """A place as everybody sees it at a moment of the city's time."""

    place: Place
    at: datetime

    @cached_property
    def plan(self) -> opening_hours.Plan:
        week: dict[int, Spans] = {}
        for hours in self.place.hours.all():
            week[hours.weekday] = (*week.get(hours.weekday, ()), (hours.opens, hours.closes))
        special = {
            each.day: tuple((opens, closes) for opens, closes in each.hours)
            for each in self.place.special_days.all()
        }
        return opening_hours.Plan(week, special, self.place.valid_from, self.place.valid_until)

    @cached_property
    def opening(self) -> opening_hours.Opening:
        zone = timezone.get_default_timezone()
        return opening_hours.opening(self.plan, self.at, zone)

    @property
    def hours_known(self) -> bool:
        plan = self.plan
        known = bool(plan.week or plan.special)
        return known and opening_hours.is_valid_on(plan, timezone.localdate(self.at))

    @property
    def state(self) -> str:
        """Open until when, or closed until when, in words."""
        now = self.opening
        if not self.hours_known:
            return _("Öffnungszeiten nicht bekannt")
        if now.is_open:
            if now.changes is None:
                return _("jetzt geöffnet, durchgehend")
            return _("jetzt geöffnet, {until}").format(until=self._until(now.changes))
        if now.changes is not None:
            return _("geschlossen, öffnet {when}").format(when=self._when(now.changes))
        return _("zurzeit geschlossen")

    def _until(self, moment: datetime) -> str:
        # Midnight is the end of a day, not the beginning of the next one.
        local = timezone.localtime(moment)
        before = local - timedelta(minutes=1)
        if before.date() == timezone.localdate(self.at):
            clock = _hour(24) if local.date() != before.date() else _clock(local)
            return _("bis {clock} Uhr").format(clock=clock)
        return _("bis {when}").format(when=self._when(moment))

    def _when(self, moment: datetime) -> str:
        local = timezone.localtime(moment)
        clock = _("{clock} Uhr").format(clock=_clock(local))
        if local.date() == timezone.localdate(self.at):
            return _("heute um {clock}").format(clock=clock)
        written = date_format(local, pgettext("format of a day of this year", "j. F"))
        day = f"{Weekday(local.weekday()).label}, {written}"
        return _("{day}, {clock}").format(day=day, clock=clock)

    @property
    def changes(self) -> datetime:
        """When these words are no longer true: a boundary, or midnight, for days are named."""
        midnight = midnight_after(timezone.localdate(self.at))
        return min(midnight, self.opening.changes or midnight)

    @property
    def week(self) -> list[tuple[str, str]]:
        week = self.plan.week
        return [
            (str(day.label), hours_in_words(week.get(day.value, ())) or _("geschlossen"))
            for day in Weekday
        ]

    @property
    def coming_days(self) -> list[tuple[date, str, str]]:
        """Special days from today on."""
        today = timezone.localdate(self.at)
        return [
            (each.day, hours_in_words(each.hours) or _("geschlossen"), each.note)
            for each in self.place.special_days.all()
            if each.day >= today
        ]

    @property
    def access(self) -> list[tuple[str, Known]]:
        known = self.place.access
        return [(str(fact.label), Known(known.get(fact.value, Known.UNKNOWN))) for fact in Access]

    @property
    def services(self) -> list[str]:
        return [str(each.label) for each in Service if each.value in self.place.services]


def _clock(local: datetime) -> str:
    return f"{local.hour}:{local.minute:02}" if local.minute else _hour(local.hour)


def _hour(hour: int) -> str:
    return pgettext("a full hour", "{hour}").format(hour=hour)


def facts_of(places: Iterable[Place], *, at: datetime) -> list[PlaceFacts]:
    return [PlaceFacts(place, at) for place in places]


def until_changes(facts: Iterable[PlaceFacts]) -> datetime | None:
    """The next moment at which one of these says something else."""
    return min((one.changes for one in facts), default=None)
