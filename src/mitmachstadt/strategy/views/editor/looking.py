"""Looking at a draft: as readers will see it, beside the edition before, and who did what."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.views.pages import page
from mitmachstadt.strategy import queries
from mitmachstadt.strategy.cards import draft_page, texts_difference
from mitmachstadt.strategy.queries.citations import citations_of, numbers_of
from mitmachstadt.strategy.queries.glossary import terms_of
from mitmachstadt.strategy.views.drafts import at_a_draft


@require_safe
@at_a_draft
def preview(
    request: HttpRequest, me: Visitor, at: datetime, edition: Any, leaf: int = 1
) -> HttpResponse:
    """A page of the draft as readers will see it."""
    sections = queries.placed_sections(edition)
    address = reverse("preview", args=[edition.node.public_id])
    sources, terms = numbers_of(edition), terms_of(edition.document.strategy)
    found = (
        draft_page(sections, leaf, address=address, sources=sources, terms=terms)
        if sections
        else None
    )
    if found is None and leaf != 1:
        raise Http404("Diese Seite gibt es nicht.")
    cited = [line for line in citations_of(edition) if found and line.number in found.cited]
    context = {"edition": edition, "leaf": found, "number": leaf, "sources": cited}
    return page(request, "strategy/editor/preview.html", me, context)


@require_safe
@at_a_draft
def beside(
    request: HttpRequest, me: Visitor, at: datetime, edition: Any, section_id: str
) -> HttpResponse:
    """A chapter of the draft side by side with the edition before."""
    chapters = queries.chapters_of(edition)
    index = queries.chapter_with(chapters, section_id)
    if index is None:
        raise Http404("Diesen Abschnitt gibt es in diesem Entwurf nicht.")
    former = queries.edition_before(edition)
    old = queries.placed_sections(former) if former else []
    sections = queries.side_by_side(old, chapters, index)
    context = {
        "edition": edition,
        "former": former,
        "chapter": chapters[index],
        "before": chapters[index - 1] if index else None,
        "after": chapters[index + 1] if index + 1 < len(chapters) else None,
        "sections": [(section, list(map(_shown, section.lines))) for section in sections],
    }
    return page(request, "strategy/editor/beside.html", me, context)


def _shown(line: queries.BesideLine) -> tuple[queries.BesideLine, Any]:
    """The line with its difference, where there are two wordings that differ."""
    if line.old is None or line.new is None or line.old.text == line.new.text:
        return line, None
    return line, texts_difference(line.old.text, line.new.text)


@require_safe
@at_a_draft
def history(request: HttpRequest, me: Visitor, at: datetime, edition: Any) -> HttpResponse:
    """What was done to the draft and by whom, newest first."""
    asked = request.GET.get("ab", "")
    skip = int(asked) if asked.isdecimal() and asked.isascii() and len(asked) < 7 else 0
    edits = queries.edits_of(edition, skip=skip)
    more = len(edits) > queries.EDITS_SHOWN
    lines = [
        (edit, texts_difference(edit.before.text, edit.after.text))
        if edit.before and edit.after
        else (edit, None)
        for edit in edits[: queries.EDITS_SHOWN]
    ]
    context = {
        "edition": edition,
        "lines": lines,
        "newer": f"?ab={max(0, skip - queries.EDITS_SHOWN)}" if skip else "",
        "older": f"?ab={skip + queries.EDITS_SHOWN}" if more else "",
    }
    return page(request, "strategy/editor/history.html", me, context)
