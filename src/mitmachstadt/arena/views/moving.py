"""The office lets an idea go on, back or aside."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mitmachstadt.arena import actions
from mitmachstadt.arena.enums import State, Target
from mitmachstadt.arena.forms import AimForm, MoveForm
from mitmachstadt.arena.queries import Idea, facts_about
from mitmachstadt.arena.rules import gate_for, steps_from
from mitmachstadt.arena.views.finding import both, for_office, signed_in
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.views.pages import attempt, page, refused


@both
@for_office
def move(request: HttpRequest, me: Visitor, at: datetime, idea: Idea) -> HttpResponse:
    """Where it can go, what each step asks for, and what is missing."""
    steps = steps_from(State(idea.state))
    form = MoveForm(request.POST or None, idea=idea, steps=steps)
    status = 200
    if form.is_bound:
        status = attempt(
            form, lambda: actions.move_idea(idea=idea, visitor=me, at=at, **form.given)
        )
        if status == 200:
            messages.success(request, _("Das ist jetzt öffentlich, mit Begründung und Datum."))
            return redirect("node", public_id=idea.node.public_id)
    facts = facts_about(idea)
    gates = [gate for gate in (gate_for(step, facts) for step in steps) if gate.conditions]
    aim = AimForm(initial={"target": idea.target, "exception": idea.exception})
    context = {"idea": idea, "form": form, "gates": gates, "aim_form": aim}
    return page(request, "arena/move.html", me, context, status=status)


@require_POST
@for_office
def aim(request: HttpRequest, me: Visitor, at: datetime, idea: Idea) -> HttpResponse:
    form = AimForm(request.POST)
    if form.is_valid():
        target, exception = Target(form.cleaned_data["target"]), form.cleaned_data["exception"]
        try:
            actions.aim_at(idea=idea, target=target, exception=exception, visitor=me, at=at)
            messages.success(request, _("Gespeichert."))
        except Refusal as refusal:
            return refused(request, me, refusal, words=[(_("Begründung"), exception)])
    return redirect("idea-move", public_id=idea.node.public_id)


@require_POST
@signed_in
def convert(request: HttpRequest, me: Visitor, at: datetime, idea: Idea) -> HttpResponse:
    try:
        actions.convert_idea(idea=idea, visitor=me, at=at)
    except Refusal as refusal:
        return refused(request, me, refusal)
    messages.success(request, _("Gespeichert."))
    return redirect("node", public_id=idea.node.public_id)
