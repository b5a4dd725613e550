from mitmachstadt.pages.forms.arenas import ArenaGoalsForm
from mitmachstadt.pages.forms.linking import LinkForm
from mitmachstadt.pages.forms.measures import CopiedForm, PayForm, TakeUpForm
from mitmachstadt.pages.forms.searching import SearchForm

__all__ = ["ArenaGoalsForm", "CopiedForm", "LinkForm", "PayForm", "SearchForm", "TakeUpForm"]
