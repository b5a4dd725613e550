"""Rows that come along with the row they belong to, as one column.

A page may ask twelve times; what few rows belong to a thing then need no statement of their own.
"""

import json
from typing import Any

from django.db.models import F, QuerySet, StringAgg, Subquery, TextField, Value
from django.db.models.functions import Cast, JSONObject

_ORDER = "__order"


def rows_column(rows: QuerySet[Any, Any], *, by: str, order: str, **columns: str) -> Subquery:
    """A column that holds these rows as JSON text: `rows_of` reads it.

    Args:
        rows: filtered by `OuterRef` to what belongs to the outer row.
        by: the field by which they are so filtered.
        order: the field that orders them; sorted on reading, as SQLite does not aggregate in order.
        columns: name in the result -> field of the row.
    """
    fields = {name: F(field) for name, field in {**columns, _ORDER: order}.items()}
    row = Cast(JSONObject(**fields), TextField())
    together = StringAgg(row, delimiter=Value(","))
    return Subquery(
        rows.order_by().values(by).annotate(together=together).values("together"),
        output_field=TextField(),
    )


def rows_of(column: str | None) -> list[dict[str, Any]]:
    """The rows that such a column holds; none where it is empty."""
    found: list[dict[str, Any]] = json.loads(f"[{column or ''}]")
    found.sort(key=lambda row: row[_ORDER])
    return found
