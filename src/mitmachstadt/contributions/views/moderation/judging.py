"""What takes a second person: appeals, and the deletion of words."""

from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

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
from mitmachstadt.contributions.rules import may_read_case
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.views.pages import attempt, number, only_for, page, refused, typed

# Where there is one moderator only, the others decide in their place; the action knows.
_JUDGES = (BuiltInGroup.MODERATOR, BuiltInGroup.OFFICE, BuiltInGroup.ADMINISTRATOR)
DONE = {
    "agree": _("Die Worte sind gelöscht."),
    "decline": _("Die Worte bleiben erhalten. Der Beitrag ist weiter ausgeblendet."),
}


@require_http_methods(["GET", "HEAD"])
@only_for(*_JUDGES)
def cases(request: HttpRequest, me: Visitor, at: datetime) -> HttpResponse:
    """Appeals and proposed deletions that a second person decides about, oldest first."""
    found = cases_page(after=number(request.GET.get("ab", "")))
    context = {"cases": found, "now": at}
    return page(request, "contributions/moderation/cases.html", me, context)


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(*_JUDGES)
def judge(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """Decide about an appeal."""
    found = told_of(public_id)
    if found is None:
        return refused(request, me, PassageGone())
    no = may_read_case(me, found.node, open_appeal(found.node), at=at).refusal
    if no is not None:
        return refused(request, me, no, words=typed(request))
    form = VerdictForm(request.POST if request.method == "POST" else None)
    if not form.is_bound:
        return _judge_page(request, me, at, found, form, status=200)
    if (status := attempt(form, lambda: _decide(found, form, me, at))) != HTTPStatus.OK:
        return _judge_page(request, me, at, found, form, status=status)
    messages.success(request, gettext("Über den Widerspruch ist entschieden."))
    return redirect(reverse("moderation-cases"))


def _decide(found: Told, form: VerdictForm, me: Visitor, at: datetime) -> None:
    values = form.cleaned_data
    actions.decide_appeal(
        node=found.node,
        visitor=me,
        grant=values["outcome"] == AppealOutcome.SHOWN,
        reason=values["reason"],
        seen=values["seen"],
        at=at,
    )


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


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(*_JUDGES)
def removal(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """Agree that words are deleted, or let them be."""
    found = told_of(public_id)
    if found is None:
        return refused(request, me, PassageGone())
    proposed = proposed_removal(found.node)
    unread = may_read_case(me, found.node, proposed, at=at).refusal
    if unread is not None:
        return refused(request, me, unread, words=typed(request))
    act, reason = request.POST.get("act", ""), request.POST.get("reason", "")
    context: dict[str, Any] = {"told": found, "removal": proposed, "reason": reason}
    if act not in DONE:
        return page(request, "contributions/moderation/removal.html", me, context)
    try:
        if act == "agree":
            actions.agree_to_removal(node=found.node, visitor=me, at=at)
        else:
            actions.decline_removal(node=found.node, visitor=me, reason=reason, at=at)
    except Refusal as no:
        context["refusal"] = no
        return page(request, "contributions/moderation/removal.html", me, context, status=no.status)
    messages.success(request, DONE[act])
    return redirect(reverse("moderation-cases"))
