from mitmachstadt.data_protection.queries.deleting import (
    Held,
    Left,
    deletion_of,
    held,
    held_node,
    left_by,
    waiting_deletions,
)
from mitmachstadt.data_protection.queries.holding import hold_numbered, holds_of
from mitmachstadt.data_protection.queries.notices import Notice, notice_of
from mitmachstadt.data_protection.queries.own import (
    Part,
    exports_of,
    file_of,
    how_many_rows,
    parts_of_node,
    parts_of_person,
    ready_export,
    sessions_of,
)
from mitmachstadt.data_protection.queries.registering import Activity, activities
from mitmachstadt.data_protection.queries.retaining import (
    RUNS_PAGE,
    RuleInForce,
    last_runs,
    newest_runs,
    rule_in_force,
    rules_in_force,
)

__all__ = [
    "RUNS_PAGE",
    "Activity",
    "Held",
    "Left",
    "Notice",
    "Part",
    "RuleInForce",
    "activities",
    "deletion_of",
    "exports_of",
    "file_of",
    "held",
    "held_node",
    "hold_numbered",
    "holds_of",
    "how_many_rows",
    "last_runs",
    "left_by",
    "newest_runs",
    "notice_of",
    "parts_of_node",
    "parts_of_person",
    "ready_export",
    "rule_in_force",
    "rules_in_force",
    "sessions_of",
    "waiting_deletions",
]
