"""The statement that reads what is owed an answer, soonest due first."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connection

from mitmachstadt.nodes.queries import (
    moment_for_address,
    moment_from_address,
    number_from_address,
)


@dataclass(frozen=True)
class InboxPlace:
    """Where the next page of the inbox begins: after this remark of this window."""

    due: datetime
    window: int
    created: datetime
    id: int

    @classmethod
    def read(cls, text: str) -> "InboxPlace | None":
        """From what `str()` gives; None for anything else."""
        try:
            due, window, created, number = text.split("_")
            return cls(
                moment_from_address(due),
                number_from_address(window),
                moment_from_address(created),
                number_from_address(number),
            )
        except ValueError:
            return None

    def __str__(self) -> str:
        due, created = moment_for_address(self.due), moment_for_address(self.created)
        return f"{due}_{self.window}_{created}_{self.id}"


# Both walk the windows as they fall due and take from each, in the order of the list, what the
# partial index of the unanswered gives, until the page is full. Left to itself, PostgreSQL has
# compared every remark with every window (2 s), and SQLite sorted all of them.
_BY_WINDOW = {
    "sqlite": """
        FROM nodes_window w INDEXED BY window_due
        CROSS JOIN nodes_node r INDEXED BY {index}
          ON r.window_id = w.id AND r.kind = 'remark' AND r.visibility = 'public'
         AND r.answers = 0 {behind}
        CROSS JOIN nodes_node a ON a.id = r.parent_id
        WHERE w.answer_due IS NOT NULL {which}
        ORDER BY w.answer_due, w.id, r.created, r.id LIMIT {limit}""",
    "postgresql": """
        FROM nodes_window w CROSS JOIN LATERAL (
            SELECT * FROM nodes_node r
            WHERE r.window_id = w.id AND r.kind = 'remark' AND r.visibility = 'public'
              AND r.answers = 0 {behind}
            ORDER BY r.created, r.id LIMIT {limit}
        ) r JOIN nodes_node a ON a.id = r.parent_id
        WHERE w.answer_due IS NOT NULL {which}
        ORDER BY w.answer_due, w.id, r.created, r.id LIMIT {limit}""",
}


_BEHIND = """
    AND (r.created, r.id) > (CASE WHEN w.id = %s THEN %s ELSE %s END,
                             CASE WHEN w.id = %s THEN %s ELSE 0 END)"""


_FROM_WINDOW = " AND (w.answer_due > %s OR w.answer_due = %s AND w.id > %s OR w.id = %s)"


_BEFORE_ALL = datetime(1, 1, 2, tzinfo=UTC)


@dataclass(frozen=True)
class Wanted:
    """Which part of what is owed somebody wants to see; everything where nothing is said.

    Args:
        district: only what is about the district with this number; 0 for what is about none.
        units: only what lies with these units, by primary key; None for what lies with no unit.
        terms: only what is sorted under these terms, or is about what is.
    """

    windows: list[int] | None = None
    district: int | None = None
    units: tuple[int | None, ...] | None = None
    terms: tuple[int, ...] | None = None

    @property
    def is_nothing(self) -> bool:
        return [] in (self.windows, list(self.units or (0,))) or self.terms == ()

    @property
    def only_windows(self) -> bool:
        """Then the tallies know how much it is."""
        return self.district is None and self.units is None and self.terms is None


EVERYTHING = Wanted()


def owed(
    columns: str,
    limit: int,
    which: str = "",
    values: Iterable[Any] = (),
    *,
    after: InboxPlace | None = None,
    wanted: Wanted = EVERYTHING,
) -> tuple[str, list[Any]]:
    """The statement that reads what is owed an answer, soonest due first, and its values."""
    here = list(values)
    if wanted.windows is not None:
        which += f" AND w.id IN ({_slots(wanted.windows)})"
        here += wanted.windows
    if wanted.units is None or len(wanted.units) == 1:
        unit = wanted.units[0] if wanted.units else _ANY
        return _of_one_desk(columns, limit, which, here, after, wanted, unit)
    # Each desk gives a page from its own part of the index; the first of all of them are wanted.
    ordered = f"{columns}, {_ORDERED}"
    asked = [
        _of_one_desk(ordered, limit, which, here, after, wanted, unit) for unit in wanted.units
    ]
    together = " UNION ALL ".join(_PAGE_OF.format(owed=statement) for statement, _ in asked)
    first = _FIRST_OF.format(pages=together, limit=int(limit))
    return first, [value for _, values in asked for value in values]


_ANY = -1
_PAGE_OF = "SELECT * FROM ({owed}) d"
_FIRST_OF = """
    SELECT * FROM ({pages}) u ORDER BY o_due, o_window, o_created, o_id LIMIT {limit}"""
_ORDERED = "w.answer_due AS o_due, w.id AS o_window, r.created AS o_created, r.id AS o_id"


def _of_one_desk(
    columns: str,
    limit: int,
    which: str,
    values: list[Any],
    after: InboxPlace | None,
    wanted: Wanted,
    unit: int | None,
) -> tuple[str, list[Any]]:
    adapt = connection.ops.adapt_datetimefield_value
    behind, inner = "", list[Any]()
    here = list(values)
    if after:
        behind = _BEHIND
        created, window = adapt(after.created), after.window
        inner = [window, created, adapt(_BEFORE_ALL), window, after.id]
        which += _FROM_WINDOW
        here += [adapt(after.due), adapt(after.due), window, window]
    if wanted.district is not None:
        behind += " AND r.district_id = %s" if wanted.district else " AND r.district_id IS NULL"
        inner += [wanted.district] if wanted.district else []
    index = "node_unanswered"
    if unit != _ANY:
        index = "node_unanswered_of_unit"
        behind += " AND r.unit_id IS NULL" if unit is None else " AND r.unit_id = %s"
        inner += [] if unit is None else [unit]
    if wanted.terms is not None:
        behind += _ABOUT.format(terms=_slots(wanted.terms))
        inner += [*wanted.terms, *wanted.terms]
    tables = _BY_WINDOW[connection.vendor].format(
        behind=behind, which=which, limit=int(limit), index=index
    )
    return f"SELECT {columns} {tables}", [*inner, *here]


_ABOUT = """
    AND (r.parent_id IN (SELECT node_id FROM taxonomies_assignment WHERE term_id IN ({terms}))
         OR r.id IN (SELECT node_id FROM taxonomies_assignment WHERE term_id IN ({terms})))"""


def _slots(values: Collection[Any]) -> str:
    return ", ".join(["%s"] * len(values))
