"""What was tried out: everybody reads it, sponsors and the office write it down."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from mitmachstadt.arena.actions import checking
from mitmachstadt.arena.forms.checks import TrialForm
from mitmachstadt.arena.queries import Idea
from mitmachstadt.arena.queries.checks import trial_of, trials_page
from mitmachstadt.arena.rules.checks import may_try
from mitmachstadt.arena.views.finding import both, found_idea, signed_in
from mitmachstadt.contributions.views.personal import ask, has_to_be_asked, wants_to_change
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.views.pages import attempt, number, page, refused, session_ended, who

_MOST = 10_000


@both
def trials(request: HttpRequest, public_id: str) -> HttpResponse:
    """Everything that was tried; whoever carries the idea adds to it."""
    me, at = who(request)
    idea = found_idea(public_id)
    may = may_try(me, idea)
    form, status = TrialForm(), 200
    if request.method == "POST":
        if me.person is None:
            return session_ended(request)
        if may.refusal is not None:
            return refused(request, me, may.refusal)
        form = TrialForm(request.POST)
        if not wants_to_change(request):
            if form.is_valid() and has_to_be_asked(request, *form.read_by_all):
                return ask(request, me, *form.read_by_all)
            status = attempt(
                form,
                lambda: checking.record_trial(idea=idea, tried=form.tried, visitor=me, at=at),
            )
            if status == 200:
                return _back(request, idea, _("Eingetragen. Alle können es lesen."))
    start = min(number(request.GET.get("ab", "")) or 0, _MOST)
    context = {
        "idea": idea,
        "found": trials_page(idea, start=start),
        "refusal": may.refusal,
        "form": form,
    }
    return page(request, "arena/checks.html", me, context, status=status)


def _back(request: HttpRequest, idea: Idea, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("idea-trials", public_id=idea.node.public_id)


@both
@signed_in
def correct(
    request: HttpRequest, me: Visitor, at: datetime, idea: Idea, trial: int
) -> HttpResponse:
    """Put right what was written; what stood there stays."""
    found = trial_of(idea, trial)
    if found is None:
        raise Http404(_("Diese Probe gibt es nicht."))
    may = may_try(me, idea)
    if may.refusal is not None:
        return refused(request, me, may.refusal)
    form = TrialForm(request.POST or None, trial=found)
    status = 200
    if form.is_bound and not wants_to_change(request):
        if form.is_valid() and has_to_be_asked(request, *form.read_by_all):
            return ask(request, me, *form.read_by_all)
        status = attempt(
            form,
            lambda: checking.correct_trial(
                trial=found,
                tried=form.tried,
                reason=form.cleaned_data["reason"],
                seen=form.cleaned_data["seen"] or 0,
                visitor=me,
                at=at,
            ),
        )
        if status == 200:
            return _back(request, idea, _("Berichtigt. Was vorher da stand, bleibt lesbar."))
    context = {"idea": idea, "form": form}
    return page(request, "arena/checks_correct.html", me, context, status=status)
