from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from mitmachstadt.contributions.cards import fill, filled_thread
from mitmachstadt.contributions.queries import supported_by, thread_page
from mitmachstadt.kernel.web.anonymous_pages import keep
from mitmachstadt.nodes.enums import Verb
from mitmachstadt.nodes.queries import Place, boundary, next_boundary, node_by_public_id
from mitmachstadt.nodes.rules import opening
from mitmachstadt.pages import queries
from mitmachstadt.people.views.pages import who


def start(request: HttpRequest) -> HttpResponse:
    """What is open, what was answered lately, what is overdue: in ten seconds."""
    me, at = who(request)
    context = {"person": me if me.signed_in else None, "page": queries.start_page(at=at), "now": at}
    return keep(render(request, "pages/start.html", context), until=next_boundary(at=at))


def home(_: HttpRequest) -> HttpResponse:
    return redirect("start")


def permanent(_: HttpRequest, public_id: str) -> HttpResponse:
    """The short address that is printed and read aloud."""
    return redirect("node", public_id=public_id)


def node(request: HttpRequest, public_id: str) -> HttpResponse:
    """A node: what it says, what was said about it, what became of it, where it comes from."""
    me, at = who(request)
    found = node_by_public_id(public_id)
    if found is None or not queries.may_be_seen(found):
        raise Http404("Unter dieser Adresse gibt es nichts.")
    page = queries.node_page(found, at=at)
    context: dict[str, Any] = {"person": me if me.signed_in else None, "page": page, "node": found}
    if page.can_be_remarked_on:
        thread = thread_page(found, after=Place.read(request.GET.get("nach", "")))
        can_support = opening(Verb.SUPPORT, page.windows, groups=me.groups, at=at).is_open
        mine = supported_by(me.person, thread.nodes)
        context |= {
            "thread": filled_thread(thread, mine=mine, person=me.person if can_support else None),
            "older": thread.older,
            "own_card": fill(found, supported=found.pk in mine, can_support=False),
            "overdue": _is_overdue(found, at),
            "remarking": opening(Verb.REMARK, page.windows, groups=me.groups, at=at),
        }
    response = render(request, f"pages/node/{found.kind}.html", context)
    return keep(response, until=boundary(page.windows, at=at))


def _is_overdue(found: Any, at: datetime) -> bool:
    due = found.window.answer_due if found.window else None
    return due is not None and due < at and not found.answers


def register(request: HttpRequest, public_id: str) -> HttpResponse:
    """The public register's lines about a node."""
    me, _ = who(request)
    found = node_by_public_id(public_id)
    if found is None or not queries.may_be_seen(found):
        raise Http404("Unter dieser Adresse gibt es nichts.")
    context = {
        "person": me if me.signed_in else None,
        "node": found,
        "lines": queries.register_of(found),
    }
    return keep(render(request, "pages/register.html", context), until=None)


def imprint(request: HttpRequest) -> HttpResponse:
    return _words(request, "imprint")


def privacy(request: HttpRequest) -> HttpResponse:
    return _words(request, "privacy")


def accessibility(request: HttpRequest) -> HttpResponse:
    return _words(request, "accessibility")


def terms(request: HttpRequest) -> HttpResponse:
    return _words(request, "terms")


def _words(request: HttpRequest, name: str) -> HttpResponse:
    me, _ = who(request)
    context = {"person": me if me.signed_in else None}
    return keep(render(request, f"pages/words/{name}.html", context), until=None)
