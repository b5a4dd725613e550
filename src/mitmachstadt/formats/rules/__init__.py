from mitmachstadt.formats.rules.concept import (
    may_give_reason,
    may_write_concept,
    missing_parts,
    says_something,
)
from mitmachstadt.formats.rules.involvement import (
    Said,
    is_of_another_district,
    may_add_to_record,
    may_correct_record,
    may_record_involvement,
    may_remind,
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
from mitmachstadt.formats.rules.running import may_call_off, may_extend

__all__ = [
    "Said",
    "is_citywide",
    "is_of_another_district",
    "may_add_to_record",
    "may_call_off",
    "may_change_plan",
    "may_consult_on",
    "may_correct_record",
    "may_extend",
    "may_give_reason",
    "may_open_process",
    "may_plan",
    "may_plan_phase",
    "may_record_involvement",
    "may_remind",
    "may_rename",
    "may_word_role",
    "may_write_concept",
    "missing_parts",
    "says_something",
    "what_is_missing",
]
