from mitmachstadt.formats.rules.concept import (
    may_give_reason,
    may_write_concept,
    missing_parts,
    says_something,
)
from mitmachstadt.formats.rules.preparing import (
    is_citywide,
    may_change_plan,
    may_consult_on,
    may_open_process,
    may_plan,
    may_plan_phase,
    may_rename,
    may_word_role,
    what_is_missing,
)
from mitmachstadt.formats.rules.running import (
    may_add_to_record,
    may_call_off,
    may_extend,
    may_record_involvement,
)

__all__ = [
    "is_citywide",
    "may_add_to_record",
    "may_call_off",
    "may_change_plan",
    "may_consult_on",
    "may_extend",
    "may_give_reason",
    "may_open_process",
    "may_plan",
    "may_plan_phase",
    "may_record_involvement",
    "may_rename",
    "may_word_role",
    "may_write_concept",
    "missing_parts",
    "says_something",
    "what_is_missing",
]
