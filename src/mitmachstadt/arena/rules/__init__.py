from mitmachstadt.arena.rules.comparing import may_compare
from mitmachstadt.arena.rules.gates import Condition, Gate, gate_for, steps_from
from mitmachstadt.arena.rules.ideas import (
    may_aim_at,
    may_call_it,
    may_change_sheet,
    may_edit_sheet,
    may_move,
    may_pay_into,
    may_run_arena,
    may_sort_under,
    may_submit_to,
)
from mitmachstadt.arena.rules.merging import may_merge, may_split, may_undo

__all__ = [
    "Condition",
    "Gate",
    "gate_for",
    "may_aim_at",
    "may_call_it",
    "may_change_sheet",
    "may_compare",
    "may_edit_sheet",
    "may_merge",
    "may_move",
    "may_pay_into",
    "may_run_arena",
    "may_sort_under",
    "may_split",
    "may_submit_to",
    "may_undo",
    "steps_from",
]
