from mitmachstadt.formats.actions.involvement import (
    correct_invitation,
    record_involvement,
    remind,
)
from mitmachstadt.formats.actions.preparing import (
    discard_process,
    drop_phase,
    plan_phase,
    plan_process,
    rename_process,
    write_concept,
)
from mitmachstadt.formats.actions.roles import word_role
from mitmachstadt.formats.actions.running import (
    call_off,
    extend_phase,
    open_process,
)

__all__ = [
    "call_off",
    "correct_invitation",
    "discard_process",
    "drop_phase",
    "extend_phase",
    "open_process",
    "plan_phase",
    "plan_process",
    "record_involvement",
    "remind",
    "rename_process",
    "word_role",
    "write_concept",
]
