"""Ideas in a list, joined in Python: a page has twenty of them, each with where it stands."""

from collections.abc import Iterable
from functools import lru_cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from mitmachstadt.arena.enums import Sort, Stage, State
from mitmachstadt.arena.queries import ListedIdea
from mitmachstadt.kernel.language import counted, current, day_in_words


def ideas_list(ideas: Iterable[tuple[ListedIdea, SafeString]]) -> SafeString:
    """The items of a list of ideas, each where it stands and then its card, filled."""
    items = (f'<li><p class="m-idea__where">{_where(idea)}</p>{card}</li>' for idea, card in ideas)
    return mark_safe("".join(items))  # noqa: S308 - our own words, and cards that are escaped


def _where(idea: ListedIdea) -> str:
    since = _since(current(), day_in_words(idea.since))
    told = _stands(current(), idea.stage, idea.sort, idea.state).format(since=since)
    if idea.stuck:
        told += f' <span class="m-badge m-is-warning">{escape(gettext("steht still"))}</span>'
    if idea.remarks:
        remarks = counted(idea.remarks, "Anmerkung", "Anmerkungen")
        told += f' <span class="m-hint">{escape(remarks)}</span>'
    return told


@lru_cache(maxsize=512)
def _stands(language: str, stage: Stage, sort: Sort, state: State) -> str:
    """Stage, sort and state in the language that is active, with a place for the day."""
    return (
        f'<span class="m-badge m-is-info">{escape(stage.label)}</span> '
        f'<span class="m-hint">{escape(sort.label)} · {escape(state.label)}, {{since}}</span>'
    )


@lru_cache(maxsize=4096)
def _since(language: str, day: str) -> str:
    return escape(gettext("seit %(since)s") % {"since": day})
