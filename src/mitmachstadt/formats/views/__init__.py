from mitmachstadt.formats.views.desk import (
    call_off,
    concept,
    desk,
    discard,
    extend,
    open_it,
    phase,
    phase_drop,
    rename,
)
from mitmachstadt.formats.views.involvement import invitation, involvement, overview
from mitmachstadt.formats.views.new import new
from mitmachstadt.formats.views.processes import processes

__all__ = [
    "call_off",
    "concept",
    "desk",
    "discard",
    "extend",
    "invitation",
    "involvement",
    "new",
    "open_it",
    "overview",
    "phase",
    "phase_drop",
    "processes",
    "rename",
]
