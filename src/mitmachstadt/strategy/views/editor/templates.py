"""Beginning a draft from nothing, and how chapters of one sort are built."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.views.pages import only_for, page
from mitmachstadt.strategy import actions, queries
from mitmachstadt.strategy.forms import NewDraftForm, TemplateForm, written_blocks


@only_for(BuiltInGroup.OFFICE)
def new_draft(request: HttpRequest, me: Visitor, at: datetime) -> HttpResponse:
    """Begin an edition that is written in the editor from its first word."""
    form = NewDraftForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            edition = actions.begin_writing(**form.cleaned_data, visitor=me, at=at)
            return redirect("write", public_id=edition.node.public_id)
        except Refusal as refusal:
            form.add_error(None, refusal.in_words)
    status = 400 if form.errors else 200
    return page(request, "strategy/editor/new_draft.html", me, {"form": form}, status=status)


@require_safe
@only_for(BuiltInGroup.OFFICE)
def templates(request: HttpRequest, me: Visitor, at: datetime) -> HttpResponse:
    """All chapter templates."""
    return page(request, "strategy/editor/templates.html", me, {"templates": queries.templates()})


@only_for(BuiltInGroup.OFFICE)
def template(
    request: HttpRequest, me: Visitor, at: datetime, number: int | None = None
) -> HttpResponse:
    """Write a chapter template, change it or give it up."""
    known = queries.template_by_number(number)
    if number is not None and known is None:
        raise Http404("Diese Vorlage gibt es nicht.")
    if request.method == "POST" and known and request.POST.get("what") == "discard":
        actions.discard_template(template=known, visitor=me, at=at)
        return redirect("templates")
    form = TemplateForm(request.POST or None, initial=_initial(known))
    if request.method == "POST" and form.is_valid():
        try:
            actions.keep_template(template=known, visitor=me, at=at, **form.cleaned_data)
            return redirect("templates")
        except Refusal as refusal:
            form.add_error(None, refusal.in_words)
    status = 400 if form.errors else 200
    context = {"form": form, "template": known}
    return page(request, "strategy/editor/template.html", me, context, status=status)


def _initial(template: Any) -> dict[str, str]:
    if template is None:
        return {}
    return {
        "name": template.name,
        "description": template.description,
        "blocks": written_blocks(template.blocks.all()),
    }
