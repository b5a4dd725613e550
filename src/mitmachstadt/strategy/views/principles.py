"""Guiding principles and goals with what pays into them, and what a section is about."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.kernel.web.anonymous_pages import keep
from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.nodes.queries import node_by_public_id
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.views.pages import only_for, page, who
from mitmachstadt.strategy import actions, queries
from mitmachstadt.strategy.enums import DIMENSIONS, ORIENTATIONS
from mitmachstadt.strategy.forms.vocabulary import FacetForm
from mitmachstadt.strategy.queries.paying_in import principles_page


@require_safe
def principles(request: HttpRequest, public_id: str) -> HttpResponse:
    """The guiding principles and goals of a strategy, what pays into them, and the gaps."""
    me, _ = who(request)
    strategy = queries.strategy_by_public_id(public_id)
    if strategy is None or strategy.node.visibility != Visibility.PUBLIC:
        raise Http404("Diese Strategie gibt es nicht.")
    context = {
        "person": me if me.signed_in else None,
        "strategy": strategy,
        "page": principles_page(strategy),
    }
    return keep(render(request, "strategy/principles.html", context), until=None)


@only_for(BuiltInGroup.OFFICE)
def facets(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """The office says what a need, a question, a goal or a measure is about."""
    node = node_by_public_id(public_id)
    section = queries.section_of(node) if node else None
    if node is None or section is None or not section.has_facets:
        raise Http404("Hier gibt es keine Merkmale.")
    known = section.facet_list
    initial = {
        "dimensions": [facet for facet in known if facet in DIMENSIONS],
        "orientation": next((facet for facet in known if facet in ORIENTATIONS), ""),
    }
    form = FacetForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_facets(section=section, facets=form.chosen(), visitor=me, at=at)
            return redirect("node", public_id=public_id)
        except Refusal as refusal:
            form.add_error(None, refusal.in_words)
    status = 400 if form.errors else 200
    context = {"node": node, "form": form}
    return page(request, "strategy/vocabulary/facets.html", me, context, status=status)
