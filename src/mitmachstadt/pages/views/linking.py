"""What the office says by hand: what followed from what."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.nodes.enums import Relation
from mitmachstadt.nodes.queries import node_by_public_id
from mitmachstadt.pages import actions, queries
from mitmachstadt.pages.forms import LinkForm
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.views.pages import only_for, page, refused
from mitmachstadt.strategy.errors import RationaleMissing, RationaleRepeated


@only_for(BuiltInGroup.OFFICE)
def links(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """The office says what followed from a node."""
    found = queries.node_to_show(public_id)
    if found is None:
        raise Http404("Unter dieser Adresse gibt es nichts.")
    form = LinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.connect(
                source=found,
                target=node_by_public_id(given["target"]),
                relation=Relation(given["relation"]),
                note=given["note"],
                visitor=me,
                at=at,
            )
            return redirect("links", public_id=public_id)
        except Refusal as refusal:
            about_words = isinstance(refusal, (RationaleMissing, RationaleRepeated))
            form.add_error("note" if about_words else "target", refusal.in_words)
    context = {"node": found, "form": form, "links": queries.links_by_hand(found)}
    return page(request, "pages/links.html", me, context, status=400 if form.errors else 200)


@require_POST
@only_for(BuiltInGroup.OFFICE)
def take_link_back(
    request: HttpRequest, me: Visitor, at: datetime, public_id: str, number: int
) -> HttpResponse:
    found = node_by_public_id(public_id)
    trace = queries.link_by_hand(found, number) if found else None
    if trace is None:
        raise Http404("Diese Verknüpfung gibt es nicht (mehr).")
    reason = request.POST.get("reason", "")
    try:
        actions.disconnect(trace=trace, reason=reason, visitor=me, at=at)
    except Refusal as refusal:
        return refused(request, me, refusal)
    return redirect("links", public_id=public_id)
