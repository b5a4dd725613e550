"""What hangs on a measure, all of it in one statement."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Any

from django.db import models
from django.db.models import CharField, F, Q, QuerySet, Value
from django.db.models.functions import Cast, JSONObject

from mitmachstadt.kernel.prepared import Prepared, prepared
from mitmachstadt.measures.models import (
    BudgetLine,
    CheckedItem,
    ImportedMeasure,
    Indicator,
    Involvement,
    Iteration,
    Lesson,
    Measure,
    Milestone,
    MilestoneMove,
    PhaseChange,
    Reading,
    Recognition,
    Reference,
    Review,
    Risk,
    SelfCommitment,
    WorkPackage,
)
from mitmachstadt.people.models import District

type Row = dict[str, Any]

# What each part shows. A name alone is a column of that name; "-" before it says: as text.
_COLUMNS: dict[str, tuple[type[models.Model], str, dict[str, str]]] = {
    "district": (District, "measures", {"number": "number", "name": "name"}),
    "involved": (
        Involvement,
        "measure",
        {"role": "role", "name": "organisation__name", "public_id": "organisation__public_id"},
    ),
    "step": (PhaseChange, "measure", dict.fromkeys(("before", "after", "reason", "on"), "")),
    "paper": (Reference, "measure", dict.fromkeys(("number", "title"), "")),
    "checked": (CheckedItem, "measure", {"label": "version__label", "items": "version__items",
                "number": "number", "evidence": "evidence", "on": "on"}),
    "recognition": (
        Recognition,
        "measure",
        dict.fromkeys(
            ("granted", "granted_because", "contact", "invited_to", "revoked", "revoked_because"),
            "",
        ),
    ),
    "commitment": (
        SelfCommitment,
        "organisation__measures",
        {"label": "version__label", "signed": "signed", "until": "until", "ended": "ended",
         "name": "signatory_name"},
    ),
    "milestone": (
        Milestone,
        "measure",
        {"planned": "planned", "reached": "reached", "title": "node__title",
         "public_id": "node__public_id"},
    ),
    "move": (
        MilestoneMove,
        "milestone__measure",
        {"milestone": "milestone_id", "before": "before", "after": "after", "reason": "reason",
         "on": "on"},
    ),
    "iteration": (
        Iteration, "measure", dict.fromkeys(("number", "goal", "starts", "ends"), "")
    ),
    "package": (
        WorkPackage,
        "iteration__measure",
        {"iteration": "iteration_id", "title": "title", "done": "done", "unit": "unit__name"},
    ),
    "review": (
        Review,
        "iteration__measure",
        {"iteration": "iteration_id", "by_unit": "by_unit", "on": "on", "findings": "findings",
         "outcome": "outcome", "reason": "reason"},
    ),
    "risk": (
        Risk,
        "measure",
        {"text": "text", "blocks": "blocks", "since": "since", "resolved": "resolved",
         "resolution": "resolution", "owner": "owner__name",
         "owner_id": "owner__public_id"},
    ),
    "indicator": (
        Indicator,
        "measure",
        {"kind": "kind", "name": "name", "unit": "unit", "baseline": "-baseline",
         "baseline_on": "baseline_on", "target": "-target", "target_on": "target_on"},
    ),
    "reading": (
        Reading,
        "indicator__measure",
        {"indicator": "indicator_id", "value": "-value", "on": "on"},
    ),
    "money": (
        BudgetLine,
        "measure",
        dict.fromkeys(
            ("title", "year", "recurring", "requested", "approved", "spent", "rough"), ""
        ),
    ),
    "origin": (
        ImportedMeasure,
        "measure",
        dict.fromkeys(("source", "url", "place", "point", "cost", "on"), ""),
    ),
    "lesson": (Lesson, "measure", dict.fromkeys(("tried", "happened", "changes", "on"), "")),
}  # fmt: skip
_DAYS = frozenset(
    """on granted revoked signed until ended planned reached starts ends done since resolved
    baseline_on target_on""".split()
)
_DAYS_OF_A_MOVE = frozenset({"before", "after"})


def parts_of(measure: Measure, kinds: Sequence[str] = ()) -> dict[str, list[Row]]:
    """What hangs on a measure, by kind, in the order of entry; one statement."""
    parts: dict[str, list[Row]] = {kind: [] for kind in _COLUMNS}
    for kind, pk, says in _together(tuple(kinds) or tuple(_COLUMNS))(measure):
        parts[kind].append({"pk": pk, **_with_days(kind, says)})
    for found in parts.values():
        found.sort(key=lambda row: row["pk"])
    return parts


@cache
def _together(kinds: tuple[str, ...]) -> Prepared[tuple[str, int, Row]]:
    """The rows of all these kinds, in no order: the union would take that of its first table."""

    def build(measure: Any) -> QuerySet[Any, tuple[str, int, Row]]:
        first, *others = (_rows(kind, measure) for kind in kinds)
        return first.union(*others, all=True).order_by() if others else first

    return prepared(build)


def _rows(kind: str, measure: Any) -> QuerySet[Any, tuple[str, int, Row]]:
    model, path, columns = _COLUMNS[kind]
    fields: dict[str, Any] = {
        name: Cast(column[1:], CharField()) if column.startswith("-") else F(column or name)
        for name, column in columns.items()
    }
    found = model._default_manager.filter(Q(**{path: measure})).order_by()
    return found.values_list(Value(kind, output_field=CharField()), F("pk"), JSONObject(**fields))


def _with_days(kind: str, says: Row) -> Row:
    days = _DAYS | _DAYS_OF_A_MOVE if kind == "move" else _DAYS
    return {
        name: date.fromisoformat(value) if name in days and value else value
        for name, value in says.items()
    }
