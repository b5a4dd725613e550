"""Measures in lists."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.db.models import BooleanField, Case, Exists, OuterRef, QuerySet, Value, When
from django.utils import timezone

from mitmachstadt.kernel.prepared import Prepared, prepared
from mitmachstadt.kernel.rows import rows_column, rows_of
from mitmachstadt.measures.enums import MeasureType, Phase, State
from mitmachstadt.measures.models import Measure
from mitmachstadt.measures.queries.counts import is_copy
from mitmachstadt.measures.queries.gates import GAPS, only_with_gaps, with_facts
from mitmachstadt.measures.queries.similar import found_ids
from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.nodes.queries.search import read_query
from mitmachstadt.people.models import Organisation

ON_A_PAGE = 20


@dataclass(frozen=True)
class Filter:
    """What narrows a list of measures down. `district` 0: whichever; -1: the whole city alone."""

    type: MeasureType | None = None
    phase: Phase | None = None
    state: State | None = None
    district: int = 0
    owner: str = ""
    programme: str = ""
    gaps: bool = False
    words: str = ""


@dataclass(frozen=True)
class Line:
    """A measure in a list, with what a list shows of it."""

    measure: Measure
    has_gaps: bool
    is_copy: bool
    districts: tuple[str, ...] = ()

    @property
    def phase(self) -> Phase:
        return Phase(self.measure.phase)


@dataclass(frozen=True)
class MeasureList:
    """A page of measures and where the next one begins."""

    lines: list[Line]
    older: int | None


# What a list shows; the rest of a row, its words above all, stays where it is.
SHOWN = (
    "type", "phase", "state", "health", "summary", "node__public_id", "node__title", "owner__name",
)  # fmt: skip

# Each narrowing as a filter over the measures; the values are put in when it is run.
_NARROW: dict[str, Any] = {
    "ids": lambda found, value: found.filter(pk__in=value),
    "type": lambda found, value: found.filter(type=value),
    "phase": lambda found, value: found.filter(phase=value),
    "state": lambda found, value: found.filter(state=value),
    "programme": lambda found, value: found.filter(programme=value),
    "owner": lambda found, value: found.filter(owner__public_id=value),
    "owners": lambda found, value: found.filter(owner__id__in=value),
    # By the number itself: 1 is not the beginning of 10.
    "district": lambda found, value: found.filter(districts=value),
    "city": lambda found, _value: found.filter(districts=None),
    "gaps": lambda found, on: only_with_gaps(with_facts(found, on=on)),
    "before": lambda found, value: found.filter(pk__lt=value),
}


def narrowing(asked: Filter, *, at: datetime, **more: Any) -> dict[str, Any]:
    """What of a filter narrows down, by name, for `public_measures`.

    Asks the database at once where the filter holds words.

    Args:
        more: further narrowings; None narrows nothing down.
    """
    given = {
        "ids": found_ids(read_query(asked.words), at=at) if asked.words else None,
        "type": asked.type or None,
        "phase": asked.phase or None,
        "state": asked.state or None,
        "programme": asked.programme or None,
        "owner": asked.owner or None,
        "district": asked.district if asked.district > 0 else None,
        "city": True if asked.district < 0 else None,
        "gaps": timezone.localdate(at) if asked.gaps else None,
        **more,
    }
    return {name: value for name, value in given.items() if value is not None}


def public_measures(given: Mapping[str, Any]) -> QuerySet[Measure]:
    """Public measures, narrowed down; what every overview begins with, in no order."""
    found = Measure.objects.filter(node__visibility=Visibility.PUBLIC)
    for name, value in given.items():
        found = _NARROW[name](found, value)
    return found


def measure_list(
    asked: Filter,
    *,
    at: datetime,
    before: int | None = None,
    owners: Iterable[int] | None = None,
) -> MeasureList:
    """Public measures, newest first; at most two statements.

    Args:
        before: only those that came before the one with this number.
        owners: only those of these organisations.
    """
    of_owners = None if owners is None else list(owners)
    given = narrowing(asked, at=at, before=before, owners=of_owners)
    rows = _list(tuple(given))(*given.values(), timezone.localdate(at))
    lines = [_line(row) for row in rows[:ON_A_PAGE]]
    return MeasureList(lines, rows[ON_A_PAGE - 1].pk if len(rows) > ON_A_PAGE else None)


@cache
def _list(names: tuple[str, ...]) -> Prepared[Measure]:
    """The prepared statement for these narrowings; so many of them there are not."""

    def build(*values: Any) -> QuerySet[Measure]:
        *given, on = values
        found = with_facts(public_measures(dict(zip(names, given, strict=True))), on=on)
        return (
            found.annotate(
                fact_copy=is_copy(),
                fact_gaps=Case(
                    When(GAPS, then=Value(True)), default=Value(False), output_field=BooleanField()
                ),
                fact_districts=rows_column(
                    Measure.districts.through.objects.filter(measure=OuterRef("pk")),
                    by="measure", order="district", name="district__name",
                ),
            )
            .select_related("node", "owner")
            .only(*SHOWN)
            .order_by("-pk")[: ON_A_PAGE + 1]
        )  # fmt: skip

    return prepared(build, [*names, "on"])


def _line(row: Any) -> Line:
    where = tuple(each["name"] for each in rows_of(row.fact_districts))
    return Line(row, bool(row.fact_gaps), bool(row.fact_copy), where)


_PROGRAMMES = prepared(
    lambda: (
        Measure.objects.filter(node__visibility=Visibility.PUBLIC)
        .exclude(programme="")
        .order_by("programme")
        .values_list("programme", flat=True)
        .distinct()
    )
)
_OWNERS = prepared(
    lambda: (
        Organisation.objects.filter(
            Exists(
                Measure.objects.filter(
                    owner=OuterRef("pk"), node__visibility=Visibility.PUBLIC
                )
            )
        )
        .order_by("name", "pk")
        .values_list("public_id", "name")
    )
)  # fmt: skip


def programmes() -> list[str]:
    """The programmes that public measures belong to, by name."""
    return _PROGRAMMES()


def owners_with_measures() -> list[tuple[str, str]]:
    """Whoever answers for a measure: public id and name, by name."""
    return _OWNERS()
