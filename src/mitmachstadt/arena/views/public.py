"""Arenas and their ideas, for everybody."""

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mitmachstadt.arena.cards import ideas_list
from mitmachstadt.arena.forms import ListFilter
from mitmachstadt.arena.queries import (
    IdeasPage,
    arena_by_public_id,
    arenas,
    fields_to_choose,
    goals_of,
    ideas_page,
    windows_of,
)
from mitmachstadt.contributions.cards import fill
from mitmachstadt.contributions.queries import supported_by
from mitmachstadt.kernel.language import current
from mitmachstadt.kernel.web.anonymous_pages import keep
from mitmachstadt.kernel.web.kept_values import kept_value
from mitmachstadt.nodes.enums import Verb
from mitmachstadt.nodes.queries import Place, boundary, next_boundary
from mitmachstadt.nodes.rules import opening
from mitmachstadt.people.queries import Visitor, districts
from mitmachstadt.people.views.pages import page, who


@require_safe
def all_arenas(request: HttpRequest) -> HttpResponse:
    """Every arena, and which of them take ideas now."""
    me, at = who(request)
    context = {"arenas": arenas(at=at)}
    if me.signed_in:
        return page(request, "arena/arenas.html", me, context)
    response = render(request, "arena/arenas.html", {"person": None, **context})
    return keep(response, until=next_boundary(at=at))


@require_safe
def ideas(request: HttpRequest, public_id: str) -> HttpResponse:
    """The ideas of an arena, newest first, narrowed down by what the address says."""
    me, at = who(request)
    arena = arena_by_public_id(public_id)
    if arena is None:
        raise Http404(_("Unter dieser Adresse gibt es nichts."))
    given = {name: request.GET.get(name, "")[:200] for name in ListFilter.NAMES}
    # The choices are the same for everybody, and take three statements.
    chosen = kept_value(
        ("ideas", arena.pk, current(), tuple(given.values())),
        lambda: ListFilter(
            given, districts=districts(), goals=goals_of(arena), terms=fields_to_choose()
        ),
    )
    windows = windows_of(arena)
    after = Place.read(request.GET.get("nach", ""))
    found = ideas_page(arena, chosen.asked, after=after, at=at)
    can_support = me.signed_in and opening(Verb.SUPPORT, windows, groups=me.groups, at=at).is_open
    context = {
        "arena": arena,
        "chosen": chosen,
        "submitting": opening(Verb.SUBMIT, windows, groups=me.groups, at=at),
        "ideas": _cards(found, me, can_support=can_support),
        "older": _older(request, found.older),
    }
    if me.signed_in:
        return page(request, "arena/ideas.html", me, context)
    response = render(request, "arena/ideas.html", {"person": None, **context})
    moments = [boundary(windows, at=at), found.stands_still_next]
    return keep(response, until=min((moment for moment in moments if moment), default=None))


def _cards(found: IdeasPage, me: Visitor, *, can_support: bool) -> SafeString:
    """Nobody supports an idea of their own."""
    mine = supported_by(me.person, found.nodes)
    own = me.person.pk if me.person else 0
    return ideas_list(
        (
            idea,
            fill(
                idea.node,
                supported=idea.node.pk in mine,
                can_support=can_support and idea.node.author_id != own,
            ),
        )
        for idea in found.ideas
    )


def _older(request: HttpRequest, place: Place | None) -> str:
    """The address of the next page, narrowed down as this one."""
    if place is None:
        return ""
    asked = {key: value for key, value in request.GET.items() if value and key != "nach"}
    return "?" + urlencode({**asked, "nach": str(place)})
