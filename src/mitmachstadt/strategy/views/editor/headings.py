"""Writing at the headings of a draft, and chapters that follow a template."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.views.pages import number
from mitmachstadt.strategy import actions, queries
from mitmachstadt.strategy.enums import Direction
from mitmachstadt.strategy.errors import KindUnknown, PassageNotInDraft
from mitmachstadt.strategy.forms import HeadingForm
from mitmachstadt.strategy.queries import HeadingWords
from mitmachstadt.strategy.views.drafts import at_a_draft
from mitmachstadt.strategy.views.editor.desk import Desk


@require_POST
@at_a_draft
def write_heading(
    request: HttpRequest, me: Visitor, at: datetime, edition: Any, section_id: str
) -> HttpResponse:
    """Change a heading, move it with all below it, or take it out."""
    desk = Desk(request, me, at, edition, {**request.POST.dict(), "heading": section_id})
    heading = queries.heading_of(edition, section_id)
    if heading is None:
        return desk.refused(PassageNotInDraft(), section_id)
    what, by = request.POST.get("what", "change"), desk.by
    try:
        if what in Direction:
            actions.move_section(section=heading.section, direction=Direction(what), **by)
        elif what == "leave-out":
            actions.remove_heading(section=heading.section, **by)
            return redirect("write", public_id=edition.node.public_id)
        else:
            seen = HeadingWords(**_heading(request, "seen")) if "seen-title" in desk.typed else None
            actions.write_heading(section=heading.section, seen=seen, **_heading(request), **by)
    except Refusal as refusal:
        opened = {"heading": section_id} if "title" in desk.typed else {}
        return desk.refused(refusal, section_id, **opened)
    return desk.back_to(section_id)


@require_POST
@at_a_draft
def add_heading(request: HttpRequest, me: Visitor, at: datetime, edition: Any) -> HttpResponse:
    """A heading before a passage, behind a section, or at the end; a chapter with a template."""
    desk = Desk(request, me, at, edition, {"new_heading": request.POST.dict()})
    where = request.POST.get("where", "")[:12]
    template = queries.template_by_number(number(request.POST.get("template", "")))
    placing, behind = queries.placing_of(edition, where), queries.heading_of(edition, where)
    try:
        words = _heading(request)
        words.pop("number")
        if template is not None:
            title, level = words["title"], words["level"]
            made = actions.add_chapter(title=title, template=template, level=level, **desk.by)
        else:
            made = actions.add_heading(
                before=placing.passage if placing else None,
                behind=behind.section if behind else None,
                **words,
                **desk.by,
            )
    except Refusal as refusal:
        return desk.refused(refusal, where)
    return desk.back_to(made.section.node.public_id)


@require_POST
@at_a_draft
def follow_template(
    request: HttpRequest, me: Visitor, at: datetime, edition: Any, section_id: str
) -> HttpResponse:
    """Say how a chapter is to be built, or add the blocks that it lacks."""
    desk = Desk(request, me, at, edition)
    heading = queries.heading_of(edition, section_id)
    if heading is None:
        raise Http404("Diesen Abschnitt gibt es in diesem Entwurf nicht.")
    try:
        if request.POST.get("what") == "fill":
            actions.fill_template(section=heading.section, **desk.by)
        else:
            chosen = queries.template_by_number(number(request.POST.get("template", "")))
            actions.follow_template(section=heading.section, template=chosen, **desk.by)
    except Refusal as refusal:
        return desk.refused(refusal, section_id)
    return desk.back_to(section_id)


def _heading(request: HttpRequest, prefix: str | None = None) -> dict[str, Any]:
    form = HeadingForm(request.POST, prefix=prefix)
    form.is_valid()
    if "kind" in form.errors:
        raise KindUnknown()
    return {"title": "", "number": "", "level": 0, **form.cleaned_data}
