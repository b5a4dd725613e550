from mitmachstadt.arena.forms.arenas import ArenaForm, ListForm, WindowForm
from mitmachstadt.arena.forms.ideas import FilterForm, IdeaForm
from mitmachstadt.arena.forms.moving import (
    AimForm,
    MergeForm,
    MoveForm,
    ReasonForm,
    SheetForm,
    SplitForm,
)

__all__ = [
    "AimForm",
    "ArenaForm",
    "FilterForm",
    "IdeaForm",
    "ListForm",
    "MergeForm",
    "MoveForm",
    "ReasonForm",
    "SheetForm",
    "SplitForm",
    "WindowForm",
]
