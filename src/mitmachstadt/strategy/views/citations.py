"""The office's desk for what the passages of a draft cite."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.views.pages import only_for, page, refused, typed
from mitmachstadt.strategy import actions, queries
from mitmachstadt.strategy.errors import CitedPassageGone
from mitmachstadt.strategy.forms.vocabulary import CitationForm
from mitmachstadt.strategy.queries.citations import citation_in, cited_by_passage
from mitmachstadt.strategy.views.paging import asked_for, shown

PASSAGES_SHOWN = 40


@require_safe
@only_for(BuiltInGroup.OFFICE)
def desk(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """The passages of a draft with what they cite, some at a time."""
    return _desk_page(request, me, _draft(public_id))


@only_for(BuiltInGroup.OFFICE)
def write(
    request: HttpRequest, me: Visitor, at: datetime, public_id: str, passage_id: str
) -> HttpResponse:
    """Another citation for a passage."""
    edition = _draft(public_id)
    placing = queries.placing_of(edition, passage_id)
    if placing is None:
        if request.method == "POST":
            return refused(request, me, CitedPassageGone(), words=typed(request))
        raise Http404("Diese Textstelle steht nicht in diesem Entwurf.")
    form = CitationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.cite(edition=edition, placing=placing, **given, visitor=me, at=at)
            return _to_desk(request, public_id)
        except Refusal as refusal:
            form.add_error(None, refusal.in_words)
    context = {"edition": edition, "placing": placing, "form": form}
    status = 400 if form.errors else 200
    return page(request, "strategy/vocabulary/cite.html", me, context, status=status)


@require_POST
@only_for(BuiltInGroup.OFFICE)
def remove(
    request: HttpRequest, me: Visitor, at: datetime, public_id: str, number: int
) -> HttpResponse:
    edition = _draft(public_id)
    citation = citation_in(edition, number) if number < 2**63 else None
    if citation is None:
        raise Http404("Diese Quelle gibt es nicht (mehr).")
    try:
        actions.remove_citation(edition=edition, citation=citation, visitor=me, at=at)
    except Refusal as refusal:
        return _desk_page(request, me, edition, refusal)
    return _to_desk(request, public_id)


def _to_desk(request: HttpRequest, public_id: str) -> HttpResponse:
    """Back to the stretch of passages from which somebody came."""
    return redirect(f"{reverse('citations', args=[public_id])}{asked_for(request, 'seite')}")


def _desk_page(
    request: HttpRequest, me: Visitor, edition: Any, refusal: Refusal | None = None
) -> HttpResponse:
    chapters, cited = queries.chapters_of(edition), cited_by_passage(edition)
    passages = [p for chapter in chapters for s in chapter.sections for p in s.passages]
    page_of = {p.public_id: place // PASSAGES_SHOWN + 1 for place, p in enumerate(passages)}
    stretch = shown(
        request,
        reverse("citations", args=[edition.node.public_id]),
        "seite",
        passages,
        most=PASSAGES_SHOWN,
    )
    context = {
        "edition": edition,
        "shown": stretch,
        "lines": [(passage, cited.get(passage.node_id, [])) for passage in stretch.rows],
        "chapters": [
            (chapter, page_of[first.public_id])
            for chapter in chapters
            for first in [p for s in chapter.sections for p in s.passages][:1]
        ],
        "refusal": refusal,
    }
    status = refusal.status if refusal else 200
    return page(request, "strategy/vocabulary/citations.html", me, context, status=status)


def _draft(public_id: str) -> Any:
    edition = queries.edition_by_public_id(public_id)
    if edition is None or edition.is_published:
        raise Http404("Diesen Entwurf gibt es nicht (mehr).")
    return edition
