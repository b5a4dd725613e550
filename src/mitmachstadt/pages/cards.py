"""Hits of the search, joined in Python: a template for each of 20 costs five times as much."""

from collections.abc import Iterable
from html import escape

from django.urls import reverse
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from mitmachstadt.kernel.templatetags.mitmachstadt import time_tag
from mitmachstadt.kernel.text import shorten
from mitmachstadt.nodes.enums import FoundState, Kind
from mitmachstadt.nodes.queries.search import Hit

_LONGEST_ABOVE = 60


def hits_html(hits: Iterable[Hit], *, moderates: bool) -> SafeString:
    """List items, each a link with an excerpt, where it stands, its day and its state."""
    about = gettext("zu „{title}“")
    html = "".join(_hit(hit, about, moderates) for hit in hits)
    return mark_safe(html)  # noqa: S308 - every piece that people wrote is escaped


def _hit(hit: Hit, about: str, moderates: bool) -> str:
    kind = escape(str(hit.kind.label))
    title = conditional_escape(hit.title) or kind
    if not hit.title and hit.about:
        title = f"{kind} {about.format(title=escape(hit.about))}"
    excerpt = f'<p class="m-hit" dir="auto">{hit.excerpt}</p>' if hit.excerpt else ""
    facts = [
        kind if hit.title else "",
        " › ".join(escape(shorten(above.title, _LONGEST_ABOVE)) for above in hit.above),
        escape(hit.node.district.name) if hit.node.district else "",
        time_tag(hit.node.created),
        _badge(hit.state) if hit.state else "",
    ]
    listed = "".join(f"<li>{fact}</li>" for fact in facts if fact)
    return (
        f'<li><a class="m-list__title" href="{_address(hit, moderates)}">{title}</a>{excerpt}'
        f'<ul class="m-meta">{listed}</ul></li>'
    )


def _badge(state: FoundState) -> str:
    return f'<span class="m-badge m-is-{state.value}">{escape(str(state.label))}</span>'


def _address(hit: Hit, moderates: bool) -> str:
    """What has no page of its own leads to where it is worked on."""
    if hit.state == FoundState.DRAFT:
        if hit.kind == Kind.PROCESS:
            return reverse("process-desk", args=[hit.node.public_id])
        return reverse("text-desk")
    if hit.state == FoundState.WAITING and not moderates:
        return reverse("account")
    if hit.state in {FoundState.WAITING, FoundState.HIDDEN}:
        return reverse("moderate", args=[hit.node.public_id])
    return reverse("node", args=[hit.node.public_id])
