"""What another unit is asked for: a part of an answer, or its signature."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from mitmachstadt.answers import actions
from mitmachstadt.answers.forms import DeliveryForm, OpinionForm
from mitmachstadt.answers.queries import (
    Officer,
    draft_by_public_id,
    heirs_of,
    nodes_of,
    part_by_public_id,
    signature_numbered,
)
from mitmachstadt.answers.rules import may_read_part, may_read_to_sign
from mitmachstadt.answers.views.answer import SHOWN
from mitmachstadt.answers.views.doors import at_a_desk
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.people.views.pages import missing, page, refused


@require_http_methods(["GET", "HEAD", "POST"])
@at_a_desk
def part(request: HttpRequest, officer: Officer, at: datetime, public_id: str) -> HttpResponse:
    """Write the part that this person's unit was asked for."""
    found = part_by_public_id(public_id)
    if found is None:
        return missing(request, officer.visitor)
    why_not = may_read_part(found, officer, heirs_of(found.unit)).refusal
    if why_not is not None:
        return refused(request, officer.visitor, why_not)
    bound = request.POST if request.method == "POST" else None
    form = DeliveryForm(bound, initial={"text": found.text})
    status = 400 if form.errors else 200
    if form.is_valid():
        try:
            text = form.cleaned_data["text"]
            actions.deliver_part(part=found, text=text, visitor=officer.visitor, at=at)
            messages.success(request, gettext("Ihr Teil ist geliefert. Vielen Dank."))
            return redirect(reverse("answer-drafts"))
        except Refusal as refusal:
            form.add_error(None, refusal.in_words)
            status = refusal.status
    state = found.state_on(timezone.localdate(at))
    nodes = nodes_of(found.draft)
    context = {"part": found, "state": state, "contributions": nodes[:SHOWN], "form": form}
    context |= {"more": nodes[SHOWN:], "officer": officer}
    return page(request, "answers/part.html", officer.visitor, context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@at_a_desk
def signature(
    request: HttpRequest, officer: Officer, at: datetime, public_id: str, number: int
) -> HttpResponse:
    """Agree with a draft for one's unit, or object with the reason."""
    draft = draft_by_public_id(public_id)
    found = signature_numbered(draft, number) if draft is not None else None
    if draft is None or found is None:
        return missing(request, officer.visitor)
    why_not = may_read_to_sign(found, officer).refusal
    if why_not is not None:
        return refused(request, officer.visitor, why_not)
    bound = request.POST if request.method == "POST" else None
    form = OpinionForm(bound, initial={"version": draft.version})
    status = 400 if form.errors else 200
    if form.is_valid():
        try:
            actions.sign(signature=found, visitor=officer.visitor, at=at, **form.cleaned_data)
            messages.success(request, gettext("Ihre Antwort steht beim Entwurf."))
            return redirect(reverse("answer-drafts"))
        except Refusal as refusal:
            form = OpinionForm(_read_anew(request, draft.version))
            form.add_error(None, refusal.in_words)
            status = refusal.status
    context = {"draft": draft, "signature": found, "form": form, "officer": officer}
    context["contributions"] = nodes_of(draft)[:SHOWN]
    return page(request, "answers/signature.html", officer.visitor, context, status=status)


def _read_anew(request: HttpRequest, version: int) -> dict[str, str]:
    """What was typed, beside the words that the page shows now."""
    return {**request.POST.dict(), "version": str(version)}
