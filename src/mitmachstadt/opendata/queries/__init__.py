from mitmachstadt.opendata.queries.city_tables import city_rows
from mitmachstadt.opendata.queries.moderation import (
    Month,
    moderation_by_month,
    next_month,
    waiting_now,
)
from mitmachstadt.opendata.queries.operation import Operation, database_bytes, operation
from mitmachstadt.opendata.queries.synopsis import (
    SynopsisAnswer,
    SynopsisPart,
    SynopsisRemark,
    synopsis_of,
)
from mitmachstadt.opendata.queries.tables import rows_of

__all__ = [
    "Month",
    "Operation",
    "SynopsisAnswer",
    "SynopsisPart",
    "SynopsisRemark",
    "city_rows",
    "database_bytes",
    "moderation_by_month",
    "next_month",
    "operation",
    "rows_of",
    "synopsis_of",
    "waiting_now",
]
