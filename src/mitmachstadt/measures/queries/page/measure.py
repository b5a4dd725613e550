"""A measure with all that hangs on it, as of a day."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.utils import timezone

from mitmachstadt.kernel.prepared import prepared
from mitmachstadt.measures.enums import (
    Health,
    IndicatorKind,
    MeasureType,
    Need,
    Outcome,
    Phase,
    Standing,
    State,
)
from mitmachstadt.measures.models import (
    Measure,
)
from mitmachstadt.measures.queries.gates import gaps_of, with_lacks
from mitmachstadt.measures.queries.page.parts import Row, parts_of
from mitmachstadt.nodes.models import Node


@dataclass(frozen=True)
class Bar:
    """A sum of money as a picture shows it, in thousandths of the largest."""

    label: str
    status: str
    cents: int
    width: int


@dataclass(frozen=True)
class MeasurePage:
    """A measure with all that hangs on it, as of a day."""

    measure: Measure
    parts: dict[str, list[Row]]
    gaps: list[Need]
    today: date

    @property
    def type(self) -> MeasureType:
        return MeasureType(self.measure.type)

    @property
    def state(self) -> State:
        return State(self.measure.state)

    @property
    def health(self) -> Health:
        return Health(self.measure.health)

    @property
    def phases(self) -> list[tuple[Phase, str]]:
        """Every phase, and whether it is past, now or to come."""
        now = self.measure.phase
        words = ((phase, (phase > now) - (phase < now)) for phase in Phase)
        return [(phase, {-1: "past", 0: "now", 1: "coming"}[way]) for phase, way in words]

    @cached_property
    def steps(self) -> list[Row]:
        """How it came here, newest first."""
        return [
            {**row, "before": Phase(row["before"]), "after": Phase(row["after"])}
            for row in reversed(self.parts["step"])
        ]

    @cached_property
    def milestones(self) -> list[Row]:
        """By the day that is promised now, each with its moves and whether it is late."""
        moves = _by(self.parts["move"], "milestone")
        rows = [
            {
                **row,
                "moves": moves.get(row["pk"], []),
                "late": not row["reached"] and row["planned"] < self.today,
            }
            for row in self.parts["milestone"]
        ]
        return sorted(rows, key=lambda row: (row["planned"], row["pk"]))

    @cached_property
    def iterations(self) -> list[Row]:
        packages, reviews = _by(self.parts["package"], "iteration"), self.parts["review"]
        of = {row["iteration"]: {**row, "outcome": Outcome(row["outcome"])} for row in reviews}
        return [
            {**row, "packages": packages.get(row["pk"], []), "review": of.get(row["pk"])}
            for row in reversed(self.parts["iteration"])
        ]

    @cached_property
    def risks(self) -> list[Row]:
        """What is open first, the oldest of it first, with its age in days."""
        rows = [
            {**row, "days": ((row["resolved"] or self.today) - row["since"]).days}
            for row in self.parts["risk"]
        ]
        return sorted(rows, key=lambda row: (row["resolved"] is not None, row["since"]))

    @cached_property
    def indicators(self) -> list[Row]:
        readings = _by(self.parts["reading"], "indicator")
        return [
            {
                **row,
                "kind": IndicatorKind(row["kind"]),
                "readings": sorted(readings.get(row["pk"], []), key=lambda each: each["on"]),
            }
            for row in self.parts["indicator"]
        ]

    @cached_property
    def money(self) -> list[Row]:
        """By year; what was spent beyond what was approved is marked."""
        rows = [
            {
                **row,
                "too_much": row["spent"] is not None and row["spent"] > (row["approved"] or 0),
            }
            for row in self.parts["money"]
        ]
        return sorted(rows, key=lambda row: (row["year"], row["pk"]))

    @property
    def bars(self) -> list[Bar]:
        """Requested, approved, spent, all years together."""
        named = (("requested", "open"), ("approved", "answered"), ("spent", "partly"))
        sums = {name: sum(row[name] or 0 for row in self.money) for name, _ in named}
        most = max(sums.values(), default=0)
        return [
            Bar(name, status, sums[name], round(1000 * sums[name] / most) if most else 0)
            for name, status in named
        ]

    @property
    def lessons(self) -> list[Row]:
        return self.parts["lesson"][::-1]

    @property
    def involved(self) -> list[Row]:
        return self.parts["involved"]

    @property
    def papers(self) -> list[Row]:
        return self.parts["paper"]

    @property
    def origin(self) -> Row | None:
        """The list that it came from, and what stood there that has no other place."""
        return next(iter(self.parts["origin"]), None)

    @property
    def districts(self) -> list[Row]:
        return sorted(self.parts["district"], key=lambda row: row["number"])

    @cached_property
    def checked(self) -> list[Row]:
        """The evidence, with the words of what it shows."""
        return [
            {**row, "text": _words_of(row["items"], row["number"])} for row in self.parts["checked"]
        ]

    @cached_property
    def commitment(self) -> Row | None:
        """The newest commitment of its owner, and whether it binds today."""
        if self.measure.type != MeasureType.NETWORK or not self.parts["commitment"]:
            return None
        holding = [row for row in self.parts["commitment"] if self._holds(row)]
        newest = (holding or self.parts["commitment"])[-1]
        return {**newest, "holds": bool(holding)}

    def _holds(self, row: Row) -> bool:
        ended = row["ended"] is not None and row["ended"] <= self.today
        return bool(row["signed"] <= self.today <= row["until"] and not ended)

    @cached_property
    def recognition(self) -> Row | None:
        """The newest recognition and how it stands today."""
        if not self.parts["recognition"]:
            return None
        newest = self.parts["recognition"][-1]
        holds = self.commitment is not None and self.commitment["holds"]
        standing = Standing.VALID if holds else Standing.LAPSED
        return {**newest, "standing": Standing.REVOKED if newest["revoked"] else standing}


def _by(rows: Sequence[Row], name: str) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = {}
    for row in rows:
        found.setdefault(row[name], []).append(row)
    return found


def _words_of(items: list[Row] | str, number: int) -> str:
    """SQLite has a list inside an object as text."""
    items = json.loads(items) if isinstance(items, str) else items
    return next((str(item["text"]) for item in items if item["number"] == number), "")


_PAGE = prepared(
    lambda pk, on: with_lacks(
        Measure.objects.filter(pk=pk).select_related("owner", "post", "node"), on=on
    ).order_by()
)


def measure_page(node: Node, *, at: datetime) -> MeasurePage | None:
    """The page of a measure; two statements."""
    today = timezone.localdate(at)
    measure = _PAGE.first(node, today)
    if measure is None:
        return None
    return MeasurePage(measure, parts_of(measure), gaps_of(measure), today)
