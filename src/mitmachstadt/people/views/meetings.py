"""The minutes of a body: when it meets, what came of it, what it assigned to whom."""

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.people import actions
from mitmachstadt.people.enums import BuiltInGroup, OrganisationKind
from mitmachstadt.people.forms import (
    AssignmentForm,
    CorrectAssignmentForm,
    MeetingForm,
    OutcomeForm,
    ResultForm,
)
from mitmachstadt.people.queries import (
    Visitor,
    assignment_by_public_id,
    done_assignments_of,
    may_be_asked_by,
    meeting_by_public_id,
    meetings_of,
    open_assignments_of,
    organisation_by_public_id,
)
from mitmachstadt.people.rules import may_call_off, may_show_meeting
from mitmachstadt.people.views.organisations import day_of
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
    meet = MeetingForm(request.POST if act == "meet" else None, prefix="meet", public=body.public)
    assign = AssignmentForm(
        request.POST if act == "assign" else None,
        prefix="assign",
        public=body.public,
        organisations=may_be_asked_by(body),
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
        "meetings": meetings_of(
            body, on=today, with_hidden=True, before=day_of(request.GET.get("ab", ""))
        ),
        "open": open_assignments_of(body, on=today, with_hidden=True),
        "done": done_assignments_of(body, with_hidden=True),
        "forms": {"meet": meet, "assign": assign},
    }
    return page(request, "people/directory_meetings.html", me, context, status=status)


@both
@minutes
def meeting(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """What one meeting is about and what came of it, or that it does not take place."""
    found = meeting_by_public_id(public_id)
    if found is None:
        return missing(request, me)
    act = request.POST.get("act", "")
    if act == "call_off":
        return _press(
            request, me, found.body.public_id,
            lambda: actions.call_off(meeting=found, visitor=me, at=at),
        )  # fmt: skip
    if act == "show":
        return _press(
            request, me, found.body.public_id,
            lambda: actions.show_meeting(meeting=found, visitor=me, at=at),
        )  # fmt: skip
    names = ("title", "agenda", "outcome")
    now = {"seen": found.version, **{name: getattr(found, name) for name in names}}
    form = OutcomeForm(
        request.POST if request.method == "POST" else None, initial=now, public=found.public
    )
    status = 200
    if request.method == "POST":

        def write() -> None:
            actions.write_minutes(meeting=found, visitor=me, at=at, **form.cleaned_data)

        status = attempt(form, write)
        if status == 200:
            messages.success(request, gettext("Gespeichert."))
            return redirect("directory-meetings", public_id=found.body.public_id)
        form.has_seen(found.version)
    context = {
        "meeting": found,
        "form": form,
        "can_be_called_off": may_call_off(found).allowed,
        "can_be_shown": may_show_meeting(found).allowed,
    }
    return page(request, "people/directory_meeting.html", me, context, status=status)


def _press(request: HttpRequest, me: Visitor, body: str, act: Callable[[], None]) -> HttpResponse:
    try:
        act()
    except Refusal as refusal:
        return refused(request, me, refusal)
    messages.success(request, gettext("Eingetragen."))
    return redirect("directory-meetings", public_id=body)


@both
@minutes
def assignment(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """What came of one assignment; and while it is open, what is asked, said better."""
    found = assignment_by_public_id(public_id)
    if found is None:
        return missing(request, me)
    act = request.POST.get("act", "")
    finish = ResultForm(
        request.POST if act == "finish" else None,
        prefix="finish",
        public=found.public,
        initial={
            "seen": found.version,
            "result": found.result,
            "on": found.done or timezone.localdate(at),
        },
    )
    correct = CorrectAssignmentForm(
        request.POST if act == "correct" else None,
        prefix="correct",
        public=found.public,
        initial={"seen": found.version, "text": found.text, "due": found.due},
    )
    status = 200
    if act in {"finish", "correct"}:

        def finish_it() -> None:
            actions.finish(assignment=found, visitor=me, at=at, **finish.cleaned_data)

        def correct_it() -> None:
            actions.correct_assignment(assignment=found, visitor=me, at=at, **correct.cleaned_data)

        status = attempt(finish, finish_it) if act == "finish" else attempt(correct, correct_it)
        if status == 200:
            messages.success(request, gettext("Eingetragen."))
            return redirect("directory-meetings", public_id=found.body.public_id)
        (finish if act == "finish" else correct).has_seen(found.version)
    context = {
        "assignment": found,
        "forms": {"finish": finish, "correct": correct},
        "can_be_corrected": found.done is None or correct.is_bound,
    }
    return page(request, "people/directory_assignment.html", me, context, status=status)
