"""What the inbox is asked for, from its address."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mitmachstadt.answers.queries import (
    InboxPlace,
    Officer,
    Subject,
    WaitingWindow,
    Wanted,
    subjects,
    terms_below,
)
from mitmachstadt.kernel.language import short_day
from mitmachstadt.people.queries import answering_units, districts
from mitmachstadt.people.views.pages import number

SOON = timedelta(days=14)
DUE = [
    ("", _("alle Fristen")),
    ("vorbei", _("Frist überschritten")),
    ("bald", _("fällig in 14 Tagen")),
]
MINE, NONE, ALL = "meine", "ohne", "alle"


@dataclass(frozen=True)
class Filter:
    """Which windows the inbox shows, of which place, desk and subject."""

    window: str
    due: str
    place: str
    unit: str
    subject: str
    at: datetime
    officer: Officer
    units: list[Any] = field(default_factory=list)
    topics: list[Subject] = field(default_factory=list)

    @classmethod
    def of(cls, asked: QueryDict, officer: Officer, at: datetime) -> "Filter":
        """Who works for a unit begins with what lies there; the office with everything."""
        first = "" if officer.reads_all else MINE
        return cls(
            asked.get("zeitraum", ""),
            asked.get("frist", ""),
            asked.get("ort", ""),
            asked.get("stelle", first) or first,
            asked.get("thema", ""),
            at,
            officer,
            answering_units(),
            subjects(),
        )

    def wanted(self, windows: list[WaitingWindow]) -> Wanted:
        place = number(self.place)
        return Wanted(
            windows=self._among(windows),
            district=place if place is not None and place < 32768 else None,
            units=self._units(),
            terms=terms_below(self.topics, self.subject) if self.subject else None,
        )

    def _units(self) -> tuple[int | None, ...] | None:
        if self.unit in {"", ALL}:
            return None
        if self.unit == MINE:
            return tuple(unit.pk for unit in self.officer.units)
        if self.unit == NONE:
            return (None,)
        known = {unit.public_id: unit.pk for unit in (*self.units, *self.officer.units)}
        return (known[self.unit],) if self.unit in known else ()

    def _among(self, windows: list[WaitingWindow]) -> list[int] | None:
        """The windows to show; None for all."""
        if not self.window and self.due not in {"vorbei", "bald"}:
            return None
        return [window.id for window in windows if self._takes(window)]

    def _takes(self, window: WaitingWindow) -> bool:
        if self.window and self.window != str(window.id):
            return False
        if self.due == "vorbei":
            return window.due < self.at
        return self.due != "bald" or self.at <= window.due < self.at + SOON

    def query(self, place: InboxPlace | None = None) -> str:
        values = {
            "zeitraum": self.window,
            "frist": self.due,
            "ort": self.place,
            "stelle": self.unit,
            "thema": self.subject,
            "ab": str(place or ""),
        }
        return "?" + urlencode({key: value for key, value in values.items() if value})

    def fields(self, windows: list[WaitingWindow]) -> list[dict[str, object]]:
        """The bar of filters: what can be chosen, and what is."""
        periods = [("", gettext("alle Beteiligungszeiträume"))]
        periods += [(str(window.id), _period(window)) for window in windows]
        places = [("", gettext("überall")), ("0", gettext("ganze Stadt oder Umland"))]
        places += [(str(district.number), district.name) for district in districts()]
        topics = [("", gettext("alle Themen"))]
        topics += [(t.public_id, _indented(t)) for t in self.topics if t.successor is None]
        return [
            _choice("stelle", gettext("Stelle"), self.unit, self._desks()),
            _choice("frist", gettext("Frist"), self.due, DUE),
            _choice("thema", gettext("Thema"), self.subject, topics),
            _choice("zeitraum", gettext("Beteiligungszeitraum"), self.window, periods),
            _choice("ort", gettext("Ort"), self.place, places),
        ]

    def _desks(self) -> list[tuple[str, str]]:
        mine = [(MINE, gettext("meine Stellen"))] if self.officer.units else []
        choices = [(ALL, gettext("alle Stellen")), *mine, (NONE, gettext("ohne Stelle"))]
        return [*choices, *((unit.public_id, unit.name) for unit in self.units)]


def _choice(name: str, label: str, value: str, options: Any) -> dict[str, object]:
    return {"name": name, "label": label, "value": value, "options": options}


def _indented(topic: Subject) -> str:
    return f"– {topic.name}" if topic.above else topic.name


def _period(window: WaitingWindow) -> str:
    words = gettext("{title} (bis {day}): {waiting}")
    day = short_day(window.due)
    return words.format(title=window.title, day=day, waiting=window.waiting)
