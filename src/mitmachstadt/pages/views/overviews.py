"""What spans rooms: districts, goals, organisations."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mitmachstadt.kernel.days import midnight_after
from mitmachstadt.kernel.web.anonymous_pages import keep
from mitmachstadt.nodes.queries import next_boundary
from mitmachstadt.pages import queries
from mitmachstadt.pages.queries.goals import goals_page
from mitmachstadt.people.rules import may_keep_minutes, may_see_every_body
from mitmachstadt.people.views.organisations import day_of
from mitmachstadt.people.views.pages import page, who

LARGEST_DISTRICT = 32767  # what the column holds


@require_safe
def all_districts(request: HttpRequest) -> HttpResponse:
    """All districts as a picture and a list."""
    me, at = who(request)
    context = {"person": me if me.signed_in else None, "tiles": queries.tiles(at=at)}
    response = render(request, "pages/districts.html", context)
    return response if me.signed_in else keep(response, until=next_boundary(at=at))


@require_safe
def district(request: HttpRequest, number: int) -> HttpResponse:
    """What is open in a district, what was said and answered, where to go."""
    me, at = who(request)
    shown = queries.district_page(number, at=at) if number <= LARGEST_DISTRICT else None
    if shown is None:
        raise Http404(_("Unter dieser Adresse gibt es nichts."))
    context = {"page": shown}
    if me.signed_in:
        return page(request, "pages/district.html", me, context)
    response = render(request, "pages/district.html", {"person": None, **context})
    return keep(response, until=shown.until)


@require_safe
def goals(request: HttpRequest) -> HttpResponse:
    """What guiding principles, goals and fields of action get, and where nothing happens."""
    me, _at = who(request)
    context = {"page": goals_page()}
    if me.signed_in:
        return page(request, "pages/goals.html", me, context)
    return keep(render(request, "pages/goals.html", {"person": None, **context}), until=None)


@require_safe
def organisation(request: HttpRequest, public_id: str) -> HttpResponse:
    """Who this is, what it decided, what was said in its name, what it was called before."""
    me, at = who(request)
    shown = queries.organisation_page(public_id, at=at, with_hidden=may_see_every_body(me))
    if shown is None:
        raise Http404("Unter dieser Adresse gibt es nichts.")
    if me.signed_in:
        return page(request, "pages/organisation.html", me, {"page": shown})
    response = render(request, "pages/organisation.html", {"person": None, "page": shown})
    # At midnight a term ends, or somebody is no longer there.
    return keep(response, until=midnight_after(timezone.localdate(at)))


@require_safe
def meetings(request: HttpRequest, public_id: str) -> HttpResponse:
    """When a body meets, what came of it, what it decided and assigned."""
    me, at = who(request)
    shown = queries.meetings_page(
        public_id,
        at=at,
        with_hidden=may_see_every_body(me),
        before=day_of(request.GET.get("ab", "")),
    )
    if shown is None:
        raise Http404("Unter dieser Adresse gibt es nichts.")
    if me.signed_in:
        context = {"page": shown, "writes": may_keep_minutes(me).allowed}
        return page(request, "pages/meetings.html", me, context)
    response = render(request, "pages/meetings.html", {"person": None, "page": shown})
    # At midnight a meeting is past, or an assignment overdue.
    return keep(response, until=midnight_after(timezone.localdate(at)))
