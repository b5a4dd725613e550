"""The minutes of a body: when it meets, what came of it, what it assigned to whom."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.people import actions
from mitmachstadt.people.enums import BuiltInGroup, OrganisationKind
from mitmachstadt.people.forms import AssignmentForm, MeetingForm, OutcomeForm, ResultForm
from mitmachstadt.people.queries import (
    Visitor,
    assignment_by_public_id,
    assignments_of,
    meeting_by_public_id,
    meetings_of,
    organisation_by_public_id,
    organisations,
)
from mitmachstadt.people.views.pages import attempt, missing, only_for, page, refused

both = require_http_methods(["GET", "HEAD", "POST"])
minutes = only_for(BuiltInGroup.OFFICE, BuiltInGroup.ADMINISTRATOR)


@both
@minutes
def desk(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """Meetings and assignments of a body, and a form for one more of each."""
    body = organisation_by_public_id(public_id)
    if body is None or body.kind != OrganisationKind.BODY:
        return missing(request, me)
    act, today = request.POST.get("act", ""), timezone.localdate(at)
    meet = MeetingForm(request.POST if act == "meet" else None, prefix="meet")
    assign = AssignmentForm(
        request.POST if act == "assign" else None,
        prefix="assign",
        organisations=_to_ask(body),
        initial={"given": today},
    )
    status = 200
    if act in {"meet", "assign"}:

        def enter() -> None:
            actions.enter_meeting(body=body, visitor=me, at=at, **meet.cleaned_data)

        def give() -> None:
            actions.assign(body=body, visitor=me, at=at, **assign.cleaned_data)

        status = attempt(meet, enter) if act == "meet" else attempt(assign, give)
        if status == 200:
            messages.success(request, gettext("Eingetragen."))
            return redirect("directory-meetings", public_id=public_id)
    context = {
        "body": body,
        "meetings": meetings_of(body, on=today, with_hidden=True),
        "assignments": assignments_of(body, on=today, with_hidden=True),
        "forms": {"meet": meet, "assign": assign},
    }
    return page(request, "people/directory_meetings.html", me, context, status=status)


def _to_ask(body: Any) -> list[Any]:
    """Whom a body may name: one that everybody sees only those whom everybody sees."""
    return [each for each in organisations() if each.public or not body.public]


@both
@minutes
def meeting(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """What came of one meeting, or that it does not take place."""
    found = meeting_by_public_id(public_id)
    if found is None:
        return missing(request, me)
    if request.POST.get("act") == "call_off":
        try:
            actions.call_off(meeting=found, visitor=me, at=at)
        except Refusal as refusal:
            return refused(request, me, refusal)
        messages.success(request, gettext("Die Sitzung ist abgesagt."))
        return redirect("directory-meetings", public_id=found.body.public_id)
    sent = request.POST if request.method == "POST" else None
    form = OutcomeForm(sent, initial={"outcome": found.outcome})
    status = 200
    if request.method == "POST":

        def say() -> None:
            actions.say_outcome(meeting=found, visitor=me, at=at, **form.cleaned_data)

        status = attempt(form, say)
        if status == 200:
            messages.success(request, gettext("Gespeichert."))
            return redirect("directory-meetings", public_id=found.body.public_id)
    today = timezone.localdate(at)
    context = {
        "meeting": found,
        "form": form,
        "to_come": found.day > today,
        "can_be_called_off": found.day >= today and not found.outcome and not found.called_off,
    }
    return page(request, "people/directory_meeting.html", me, context, status=status)


@both
@minutes
def assignment(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """What came of one assignment."""
    found = assignment_by_public_id(public_id)
    if found is None:
        return missing(request, me)
    sent = request.POST if request.method == "POST" else None
    form = ResultForm(sent, initial={"on": timezone.localdate(at)})
    status = 200
    if request.method == "POST":

        def finish() -> None:
            actions.finish(assignment=found, visitor=me, at=at, **form.cleaned_data)

        status = attempt(form, finish)
        if status == 200:
            messages.success(request, gettext("Eingetragen."))
            return redirect("directory-meetings", public_id=found.body.public_id)
    context = {"assignment": found, "form": form}
    return page(request, "people/directory_assignment.html", me, context, status=status)
