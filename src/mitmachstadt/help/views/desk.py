"""Questions that people often ask, as the office keeps them."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mitmachstadt.help import actions
from mitmachstadt.help.forms import ListForm, QuestionForm
from mitmachstadt.help.queries import (
    how_many_stale,
    question_by_public_id,
    questions_of_desk,
    units,
)
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.views.pages import missing, number, only_for, page

both = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@only_for(BuiltInGroup.OFFICE)
def desk(request: HttpRequest, me: Visitor, at: datetime) -> HttpResponse:
    """All questions, those first that should have been checked by now."""
    here = max(number(request.GET.get("seite", "")) or 1, 1)
    today = timezone.localdate(at)
    found, more = questions_of_desk(page=here)
    context = {
        "questions": found,
        "stale": how_many_stale(today=today),
        "today": today,
        "newer": f"?seite={here - 1}" if here > 1 else "",
        "older": f"?seite={here + 1}" if more else "",
    }
    return page(request, "help/desk.html", me, context)


@both
@only_for(BuiltInGroup.OFFICE)
def edit(request: HttpRequest, me: Visitor, at: datetime, public_id: str = "") -> HttpResponse:
    """Enter a question, or change one."""
    known = question_by_public_id(public_id) if public_id else None
    if public_id and known is None:
        return missing(request, me)
    data = request.POST if request.method == "POST" else None
    form = QuestionForm(data, question=known, units=units(), today=timezone.localdate(at))
    status = 200
    if form.is_bound:
        status = 400
        if form.is_valid():
            try:
                seen = form.cleaned_data["seen"]
                actions.keep_question(question=known, says=form.says, visitor=me, at=at, seen=seen)
                messages.success(request, _("Die Frage ist gespeichert."))
                return redirect("question-desk")
            except Refusal as refusal:
                form.has_seen(known.version if known else None)
                form.add_error(None, refusal.in_words)
                status = refusal.status
    context = {"form": form, "question": known}
    return page(request, "help/edit.html", me, context, status=status)


@both
@only_for(BuiltInGroup.OFFICE)
def read_in(request: HttpRequest, me: Visitor, at: datetime) -> HttpResponse:
    """Check a pasted list and show what would become of each part; then enter what is right."""
    form = ListForm(request.POST if request.method == "POST" else None, units=units())
    context: dict[str, Any] = {"form": form}
    if form.is_bound and form.is_valid():
        enter = "enter" in request.POST
        try:
            found = actions.enter_list(
                text=form.cleaned_data["text"],
                topic=form.cleaned_data["topic"],
                unit=form.owner,
                visitor=me,
                at=at,
                only_check=not enter,
            )
            context |= {"outcomes": found, "entered": enter}
        except Refusal as refusal:
            form.add_error(None, refusal.in_words)
    status = 400 if form.errors else 200
    return page(request, "help/read_in.html", me, context, status=status)
