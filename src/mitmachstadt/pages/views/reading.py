"""Where people begin, and what stands at an address."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from mitmachstadt.concerns.queries import counts_of_desk
from mitmachstadt.contributions.cards import fill, filled_thread, support_line, thread_html
from mitmachstadt.contributions.queries import supported_by, thread_page
from mitmachstadt.contributions.rules import open_for_remarks
from mitmachstadt.kernel.days import midnight_after
from mitmachstadt.kernel.web.anonymous_pages import keep
from mitmachstadt.kernel.web.languages import redirect_in_their_language
from mitmachstadt.nodes.enums import CONTRIBUTIONS, Verb
from mitmachstadt.nodes.queries import Place, next_boundary
from mitmachstadt.nodes.rules import opening
from mitmachstadt.pages import queries
from mitmachstadt.people.views.pages import who


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """What is open, what was answered lately, what is overdue: in ten seconds."""
    me, at = who(request)
    context: dict[str, Any] = {"person": me if me.signed_in else None, "now": at}
    context["page"] = queries.start_page(at=at)
    if me.is_office:
        context["owed"] = counts_of_desk(at=at)
    response = render(request, "pages/start.html", context)
    # Only what is kept for everyone has to know when it ends.
    if me.signed_in:
        return response
    # At midnight another examination may have lapsed.
    midnight = midnight_after(timezone.localdate(at))
    return keep(response, until=min(next_boundary(at=at) or midnight, midnight))


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return redirect_in_their_language(request, "start")


@require_safe
def permanent(request: HttpRequest, public_id: str) -> HttpResponse:
    """The short address that is printed and read aloud."""
    return redirect_in_their_language(request, "node", public_id=public_id)


@require_safe
def node(request: HttpRequest, public_id: str) -> HttpResponse:
    """A node: what it says, what was said about it, what became of it, where it comes from."""
    me, at = who(request)
    found = queries.node_to_show(public_id)
    if found is None:
        raise Http404("Unter dieser Adresse gibt es nichts.")
    shown = queries.node_page(found, at=at)
    context: dict[str, Any] = {"person": me if me.signed_in else None, "page": shown, "node": found}
    if shown.can_be_remarked_on:
        thread = thread_page(found, after=Place.read(request.GET.get("nach", "")))
        can_support = opening(Verb.SUPPORT, shown.windows, groups=me.groups, at=at).is_open
        own = [found] if found.kind in CONTRIBUTIONS else []
        mine = supported_by(me.person, [*own, *thread.nodes])
        of_others = me.person is not None and found.author_id != me.person.pk
        context |= {
            "thread": thread_html(
                filled_thread(thread, mine=mine, person=me.person if can_support else None)
            ),
            "older": thread.older,
            "own_card": fill(found, supported=found.pk in mine, can_support=False),
            "supports": support_line(
                found, supported=found.pk in mine, can_support=can_support and of_others
            ),
            "overdue": _is_overdue(found, at),
            "remarking": open_for_remarks(
                found, shown.windows, groups=me.groups, at=at, merged=shown.merged
            ),
        }
    response = render(request, f"pages/node/{found.kind}.html", context)
    return keep(response, until=shown.stays_until(at=at))


def _is_overdue(found: Any, at: datetime) -> bool:
    due = found.window.answer_due if found.window else None
    return due is not None and due < at and not found.answers


@require_safe
def register(request: HttpRequest, public_id: str) -> HttpResponse:
    """The public register's lines about a node."""
    me, _at = who(request)
    found = queries.node_to_show(public_id)
    if found is None:
        raise Http404("Unter dieser Adresse gibt es nichts.")
    context = {
        "person": me if me.signed_in else None,
        "node": found,
        "lines": queries.register_of(found),
    }
    return keep(render(request, "pages/register.html", context), until=None)
