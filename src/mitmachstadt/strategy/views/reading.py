from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mitmachstadt.kernel.kept_html import addresses_here
from mitmachstadt.kernel.web.anonymous_pages import keep
from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.nodes.queries import boundary, node_by_public_id
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.views.pages import who
from mitmachstadt.strategy import queries
from mitmachstadt.strategy.cards import cites, difference, fill, with_quotes
from mitmachstadt.strategy.enums import Facet
from mitmachstadt.strategy.queries.citations import citations_of
from mitmachstadt.strategy.rules import consultation

CHANGES_SHOWN = 50


@require_safe
def texts(request: HttpRequest) -> HttpResponse:
    """All strategies with their documents and editions."""
    me = who(request)[0]
    context = {
        "person": _person(me),
        "documents": queries.documents_with_editions(),
    }
    return keep(render(request, "strategy/texts.html", context), until=None)


@require_safe
def first_page(request: HttpRequest, public_id: str) -> HttpResponse:
    return redirect("reading", public_id=public_id, leaf=1, permanent=False)


@require_safe
def reading(request: HttpRequest, public_id: str, leaf: int) -> HttpResponse:
    """One page of an edition, as long as a phone likes, with the number of remarks beside it."""
    asking, now = who(request)
    edition = queries.edition_to_read(public_id)
    page = queries.leaf_of(edition, leaf) if edition and edition.is_published else None
    if edition is None or page is None:
        raise Http404("Diese Seite gibt es nicht.")
    around = queries.surroundings_of(edition, leaf)
    windows = queries.windows_on(edition)
    talk = consultation(windows, groups=asking.groups, at=now)
    counts = queries.remark_counts(edition, leaf)
    context = {
        "person": _person(asking),
        "edition": edition,
        "leaf": page,
        "contents": mark_safe(addresses_here(edition.contents)),  # noqa: S308 - made of escaped pieces
        "text": fill(_with_quotes(edition, page, counts), counts, is_open=talk.open),
        "sources": citations_of(edition, leaf=leaf) if cites(page.html) else [],
        "around": around,
        "consultation": talk,
        "address": request.build_absolute_uri(request.path),
    }
    response = render(request, "strategy/reading.html", context)
    return keep(response, until=boundary(windows, at=now))


def _with_quotes(edition: Any, page: Any, counts: Mapping[str, int]) -> str:
    """The page with the quoted words marked; where nothing was said, nothing is asked."""
    html: str = page.html
    return with_quotes(html, queries.quote_marks(edition, page.number)) if counts else html


@require_safe
def compare(request: HttpRequest, public_id: str) -> HttpResponse:
    """What changed from the edition before to this one, and because of what."""
    edition = queries.edition_to_read(public_id)
    if edition is None or not edition.is_published:
        raise Http404("Diese Fassung gibt es nicht.")
    former = queries.edition_before(edition)
    changes = queries.changes_between(former, edition) if former else []
    number = max(1, _number(request.GET.get("seite", "")))
    shown = changes[(number - 1) * CHANGES_SHOWN : number * CHANGES_SHOWN]
    if number > 1 and not shown:
        raise Http404("Diese Seite gibt es nicht.")
    context = {
        "person": _person(who(request)[0]),
        "edition": edition,
        "former": former,
        "in_all": len(changes),
        "changes": [(change, difference(change)) for change in shown],
        "newer": f"?seite={number - 1}" if number > 1 else "",
        "older": f"?seite={number + 1}" if number * CHANGES_SHOWN < len(changes) else "",
    }
    return keep(render(request, "strategy/compare.html", context), until=None)


@require_safe
def needs(request: HttpRequest, public_id: str) -> HttpResponse:
    """The needs for action of a document, and which of them nothing took up."""
    node = node_by_public_id(public_id)
    document = queries.document_of(node) if node else None
    if document is None or document.node.visibility != Visibility.PUBLIC:
        raise Http404("Dieses Dokument gibt es nicht.")
    facet = _facet(request.GET.get("merkmal", ""))
    lines = queries.needs_of(document, facet=facet)
    context = {
        "person": _person(who(request)[0]),
        "document": document,
        "needs": lines,
        "filters": [_facet_filter(facet)],
        "facet": facet,
        "open_needs": sum(not line.taken_up for line in lines),
    }
    return keep(render(request, "strategy/needs.html", context), until=None)


def _facet(name: str) -> Facet | None:
    """A facet by its name in an address; None for anything else."""
    return next((facet for facet in Facet if facet.name.lower() == name), None)


def _facet_filter(chosen: Facet | None) -> dict[str, Any]:
    options = [("", _("alle")), *((facet.name.lower(), facet.label) for facet in Facet)]
    value = chosen.name.lower() if chosen else ""
    return {"name": "merkmal", "label": _("Merkmal"), "value": value, "options": options}


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 1


def _person(asking: Visitor) -> Visitor | None:
    return asking if asking.signed_in else None
