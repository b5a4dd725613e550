from mitmachstadt.formats.views.desk import (
    call_off,
    concept,
    desk,
    discard,
    extend,
    involvement,
    open_it,
    phase,
    phase_drop,
    rename,
)
from mitmachstadt.formats.views.new import new
from mitmachstadt.formats.views.processes import processes

__all__ = [
    "call_off",
    "concept",
    "desk",
    "discard",
    "extend",
    "involvement",
    "new",
    "open_it",
    "phase",
    "phase_drop",
    "processes",
    "rename",
]
