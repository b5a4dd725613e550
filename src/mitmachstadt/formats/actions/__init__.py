from mitmachstadt.formats.actions.preparing import (
    drop_phase,
    plan_phase,
    plan_process,
    write_concept,
)
from mitmachstadt.formats.actions.running import extend_phase, open_process, record_involvement

__all__ = [
    "drop_phase",
    "extend_phase",
    "open_process",
    "plan_phase",
    "plan_process",
    "record_involvement",
    "write_concept",
]
