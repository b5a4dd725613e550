from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from mitmachstadt.contributions import actions
from mitmachstadt.contributions.forms import CorrectionForm
from mitmachstadt.contributions.queries import Told, told_of
from mitmachstadt.contributions.rules import may_correct, may_correct_own
from mitmachstadt.contributions.views.personal import ask, has_to_be_asked, wants_to_change
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.people.queries import Visitor, districts
from mitmachstadt.people.views.pages import (
    missing,
    page,
    refused,
    session_ended,
    sign_in_first,
    typed,
    who,
)


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, public_id: str) -> HttpResponse:
    """Change the words or the place of one of my contributions."""
    me, at = who(request)
    if me.person is None:
        return session_ended(request) if request.method == "POST" else sign_in_first(request)
    found = told_of(public_id)
    if found is None:
        return missing(request, me)
    refusal = may_correct_own(me, found.node, at=at).refusal
    if refusal is not None:
        words = typed(request) if request.method == "POST" else None
        return refused(request, me, refusal, words=words)
    if request.method != "POST" or wants_to_change(request):
        return _page(request, me, at, found, _form(request, found))
    return _correct(request, me, at, found)


def _correct(request: HttpRequest, me: Visitor, at: datetime, found: Told) -> HttpResponse:
    form = _form(request, found)
    if not form.is_valid():
        return _page(request, me, at, found, form, status=400)
    if has_to_be_asked(request, *form.read_by_all):
        return ask(request, me, *form.read_by_all)
    try:
        text = form.cleaned_data["text"]
        actions.correct_own_remark(
            node=found.node, visitor=me, text=text, place=form.place, title=form.new_title, at=at
        )
    except Refusal as refusal:
        form.add_error("text", refusal.in_words)
        return _page(request, me, at, found, form, status=refusal.status)
    messages.success(request, gettext("Ihr Text ist geändert."))
    return redirect("account")


def _form(request: HttpRequest, found: Told) -> CorrectionForm:
    sent = request.POST if request.method == "POST" else None
    return CorrectionForm(sent, node=found.node, districts=districts)


def _page(
    request: HttpRequest,
    me: Visitor,
    at: datetime,
    found: Told,
    form: CorrectionForm,
    *,
    status: int = 200,
) -> HttpResponse:
    verdict = may_correct(found.node, at=at)
    context = {"node": found.node, "form": form, "may_correct": verdict}
    return page(request, "contributions/correct.html", me, context, status=status)
