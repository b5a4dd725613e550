from mitmachstadt.formats.views.desk import (
    concept,
    desk,
    extend,
    involvement,
    open_it,
    phase,
    phase_drop,
)
from mitmachstadt.formats.views.new import new
from mitmachstadt.formats.views.processes import processes

__all__ = [
    "concept",
    "desk",
    "extend",
    "involvement",
    "new",
    "open_it",
    "phase",
    "phase_drop",
    "processes",
]
