"""What takes a second person: appeals, and the deletion of words."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from mitmachstadt.contributions import actions
from mitmachstadt.contributions.calculations import personal_pieces
from mitmachstadt.contributions.enums import AppealOutcome
from mitmachstadt.contributions.errors import PassageGone
from mitmachstadt.contributions.forms import VerdictForm
from mitmachstadt.contributions.queries import (
    Told,
    cases_page,
    open_appeal,
    proposed_removal,
    told_of,
)
from mitmachstadt.contributions.rules import may_see_cases
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.views.pages import (
    number,
    page,
    refused,
    session_ended,
    sign_in_first,
    who,
)

DONE = {
    "agree": _("Die Worte sind gelöscht."),
    "decline": _("Die Worte bleiben erhalten. Der Beitrag ist weiter ausgeblendet."),
}


@require_http_methods(["GET", "HEAD"])
def cases(request: HttpRequest) -> HttpResponse:
    """Appeals and proposed deletions that a second person decides about, oldest first."""
    me, at = who(request)
    if not me.signed_in:
        return sign_in_first(request)
    refusal = may_see_cases(me).refusal
    if refusal is not None:
        return refused(request, me, refusal)
    found = cases_page(after=number(request.GET.get("ab", "")))
    context = {"cases": found, "now": at}
    return page(request, "contributions/moderation/cases.html", me, context)


@require_http_methods(["GET", "HEAD", "POST"])
def judge(request: HttpRequest, public_id: str) -> HttpResponse:
    """Decide about an appeal."""
    me, at = who(request)
    if not me.signed_in:
        return session_ended(request) if request.method == "POST" else sign_in_first(request)
    found = told_of(public_id)
    refusal = may_see_cases(me).refusal
    if refusal is not None or found is None:
        return refused(request, me, refusal or PassageGone())
    form = VerdictForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        status = 200 if request.method != "POST" else 400
        return _judge_page(request, me, at, found, form, status=status)
    values = form.cleaned_data
    grant = values["outcome"] == AppealOutcome.SHOWN
    try:
        actions.decide_appeal(
            node=found.node,
            visitor=me,
            grant=grant,
            reason=values["reason"],
            seen=values["seen"],
            at=at,
        )
    except Refusal as refused_because:
        form.add_error(None, refused_because.in_words)
        return _judge_page(request, me, at, found, form, status=refused_because.status)
    messages.success(request, gettext("Über den Widerspruch ist entschieden."))
    return redirect(reverse("moderation-cases"))


def _judge_page(
    request: HttpRequest,
    me: Visitor,
    at: datetime,
    found: Told,
    form: VerdictForm,
    *,
    status: int,
) -> HttpResponse:
    context = {
        "told": found,
        "pieces": personal_pieces(found.node.text),
        "appeal": open_appeal(found.node),
        "form": form,
        "now": at,
    }
    return page(request, "contributions/moderation/judge.html", me, context, status=status)


@require_POST
def removal(request: HttpRequest, public_id: str) -> HttpResponse:
    """Agree that words are deleted, or let them be; asked once more before they go."""
    me, at = who(request)
    if not me.signed_in:
        return session_ended(request)
    found = told_of(public_id)
    refusal = may_see_cases(me).refusal
    if refusal is not None or found is None:
        return refused(request, me, refusal or PassageGone())
    act, reason = request.POST.get("act", ""), request.POST.get("reason", "")
    if act not in DONE:
        context = {"told": found, "removal": proposed_removal(found.node), "now": at}
        return page(request, "contributions/moderation/removal.html", me, context)
    try:
        if act == "agree":
            actions.agree_to_removal(node=found.node, visitor=me, at=at)
        else:
            actions.decline_removal(node=found.node, visitor=me, reason=reason, at=at)
    except Refusal as no:
        words = [(gettext("Begründung"), reason)] if reason else []
        return refused(request, me, no, words=words)
    messages.success(request, DONE[act])
    return redirect(reverse("moderation-cases"))
