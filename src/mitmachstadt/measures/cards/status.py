"""How a measure stands, in words and colour."""

from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString, mark_safe

from mitmachstadt.kernel.language import current
from mitmachstadt.measures.enums import Health, State

_TONES = {Health.GREEN: "answered", Health.YELLOW: "waiting", Health.RED: "overdue"}
# Of what is over nobody asks any more whether it goes as planned.
_OVER = {State.FINISHED: "answered", State.STOPPED: "not_taken"}


def status_badge(state: str, health: str) -> SafeString:
    """The badge, joined in Python: a board shows sixty of them."""
    html = _badge(current(), State(state), Health(health))
    return mark_safe(html)  # noqa: S308 - our own words, escaped


@lru_cache(maxsize=256)
def _badge(language: str, state: State, health: Health) -> str:
    """In the language that is active; a page has dozens."""
    tone, words = _OVER.get(state), str(state.label)
    if tone is None:
        tone, words = _TONES[health], f"{state.label}, {health.label}"
    return f'<span class="m-badge m-is-{tone}">{escape(words)}</span>'
