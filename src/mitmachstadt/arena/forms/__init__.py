from mitmachstadt.arena.forms.arenas import ArenaForm, ListForm, WindowForm
from mitmachstadt.arena.forms.filtering import ListFilter
from mitmachstadt.arena.forms.ideas import IdeaForm
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
    "IdeaForm",
    "ListFilter",
    "ListForm",
    "MergeForm",
    "MoveForm",
    "ReasonForm",
    "SheetForm",
    "SplitForm",
    "WindowForm",
]
