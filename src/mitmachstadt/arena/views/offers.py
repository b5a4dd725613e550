"""What people offer to do in an arena, and being in on an idea."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mitmachstadt.arena.actions import offering
from mitmachstadt.arena.calculations.offering import fitting_ideas
from mitmachstadt.arena.forms import ReasonForm
from mitmachstadt.arena.forms.offers import NoteForm, OfferForm, UntilForm
from mitmachstadt.arena.queries import Arena, Idea, Offer, arena_by_public_id, fields_to_choose
from mitmachstadt.arena.queries.offers import (
    Candidate,
    joining_of,
    joinings_of_offer,
    offer_by_public_id,
    offers_page,
)
from mitmachstadt.arena.rules.offers import may_keep_offer
from mitmachstadt.arena.views.finding import both, found_idea, signed_in
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor, organisations_of
from mitmachstadt.people.views.pages import (
    attempt,
    number,
    only_for,
    page,
    refused,
    session_ended,
    sign_in_first,
    who,
)

type OfferView = Callable[[HttpRequest, Visitor, datetime, Candidate[Offer]], HttpResponse]


def _arena(public_id: str) -> Arena:
    arena = arena_by_public_id(public_id)
    if arena is None:
        raise Http404(_("Unter dieser Adresse gibt es nichts."))
    return arena


def _offer(public_id: str, offer: str) -> Candidate[Offer]:
    found = offer_by_public_id(_arena(public_id), offer)
    if found is None:
        raise Http404(_("Dieses Angebot gibt es nicht."))
    return found


def for_members(view: OfferView) -> Callable[..., HttpResponse]:
    """A button of an offer, for whoever has an account."""

    @require_POST
    @wraps(view)
    def with_offer(request: HttpRequest, public_id: str, offer: str) -> HttpResponse:
        me, at = who(request)
        if me.person is None:
            return session_ended(request)
        return view(request, me, at, _offer(public_id, offer))

    return with_offer


@require_safe
def offers(request: HttpRequest, public_id: str) -> HttpResponse:
    """What is offered now, newest first."""
    me, at = who(request)
    arena = _arena(public_id)
    before = number(request.GET.get("nach", ""))
    found = offers_page(arena, today=timezone.localdate(at), before=before)
    older = f"?nach={found.older}" if found.older else ""
    context = {"arena": arena, "found": found, "older": older}
    return page(request, "arena/offers.html", me, context)


@both
def new(request: HttpRequest, public_id: str) -> HttpResponse:
    """Offer what one can do."""
    me, at = who(request)
    arena = _arena(public_id)
    if me.person is None:
        writing = request.method == "POST"
        return session_ended(request) if writing else sign_in_first(request)
    form = OfferForm(
        request.POST or None,
        organisations=organisations_of(me.person, at=at),
        terms=fields_to_choose(),
    )
    status = 200
    if form.is_bound:
        made: list[Offer] = []

        def offer() -> None:
            made.append(offering.offer_competence(arena=arena, visitor=me, at=at, **form.given))

        status = attempt(form, offer)
        if status == 200:
            messages.success(request, _("Danke! Ihr Angebot ist öffentlich."))
            return redirect("offer", public_id=public_id, offer=made[0].public_id)
    return page(request, "arena/offers_new.html", me, {"arena": arena, "form": form}, status=status)


@require_safe
def offer(request: HttpRequest, public_id: str, offer: str) -> HttpResponse:
    """One offer, the ideas that could use it, and where it is in."""
    me, at = who(request)
    return _page(request, me, at, _offer(public_id, offer))


def _page(
    request: HttpRequest,
    me: Visitor,
    at: datetime,
    found: Candidate[Offer],
    *,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    one = found.thing
    mine = may_keep_offer(me, one, at=at).allowed
    joinings = joinings_of_offer(one) if mine else []
    over = one.withdrawn is not None or one.until < timezone.localdate(at)
    context = {
        "arena": one.arena,
        "offer": one,
        "here": _("Angebot") if one.hidden else one.title or _("Angebot"),
        "fields": list(found.fields.values()),
        "over": over,
        "fitting": [] if over or one.hidden else fitting_ideas(found),
        "mine": mine,
        "joinings": joinings,
        "joined": [joining.idea_id for joining in joinings],
        "until_form": UntilForm(),
        "reason_form": ReasonForm(),
        **more,
    }
    return page(request, "arena/offers_one.html", me, context, status=status)


def _back(request: HttpRequest, one: Offer, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("offer", public_id=one.arena.node.public_id, offer=one.public_id)


@for_members
def renew(request: HttpRequest, me: Visitor, at: datetime, found: Candidate[Offer]) -> HttpResponse:
    form = UntilForm(request.POST)
    status = attempt(
        form,
        lambda: offering.renew_offer(
            offer=found.thing, until=form.cleaned_data["until"], visitor=me, at=at
        ),
    )
    if status == 200:
        return _back(request, found.thing, _("Gespeichert."))
    return _page(request, me, at, found, status=status, until_form=form)


@for_members
def withdraw(
    request: HttpRequest, me: Visitor, at: datetime, found: Candidate[Offer]
) -> HttpResponse:
    try:
        offering.withdraw_offer(offer=found.thing, visitor=me, at=at)
    except Refusal as refusal:
        return refused(request, me, refusal)
    return _back(request, found.thing, _("Zurückgezogen. Die Worte sind gelöscht."))


@require_POST
@only_for(BuiltInGroup.OFFICE)
def take_down(
    request: HttpRequest, me: Visitor, at: datetime, public_id: str, offer: str
) -> HttpResponse:
    """The office removes what has no place here."""
    found, form = _offer(public_id, offer), ReasonForm(request.POST)
    status = attempt(
        form,
        lambda: offering.take_offer_down(
            offer=found.thing, reason=form.cleaned_data["reason"], visitor=me, at=at
        ),
    )
    if status == 200:
        return _back(request, found.thing, _("Entfernt. Die Begründung ist öffentlich."))
    return _page(request, me, at, found, status=status, reason_form=form)


@for_members
def join(request: HttpRequest, me: Visitor, at: datetime, found: Candidate[Offer]) -> HttpResponse:
    """I am in."""
    idea, form = found_idea(request.POST.get("idea", "")), NoteForm(request.POST)
    note = form.cleaned_data["note"] if form.is_valid() else ""
    try:
        offering.join_idea(offer=found.thing, idea=idea, note=note, visitor=me, at=at)
    except Refusal as refusal:
        return refused(request, me, refusal, words=[(_("Ein paar Worte dazu"), note)])
    words = _("Sie machen mit. Wer sich um die Idee kümmert, bekommt eine Nachricht.")
    return _back(request, found.thing, words)


@require_POST
@signed_in
def leave(
    request: HttpRequest, me: Visitor, at: datetime, idea: Idea, joining: int
) -> HttpResponse:
    """I am in no longer."""
    found = joining_of(idea, joining)
    if found is None:
        raise Http404(_("Das gibt es nicht."))
    try:
        offering.leave_idea(joining=found, visitor=me, at=at)
    except Refusal as refusal:
        return refused(request, me, refusal)
    messages.success(request, _("Sie machen hier nicht mehr mit."))
    return redirect("node", public_id=idea.node.public_id)


@require_POST
@signed_in
def answer(
    request: HttpRequest, me: Visitor, at: datetime, idea: Idea, joining: int
) -> HttpResponse:
    """A sponsor answers somebody who is in."""
    found, words = joining_of(idea, joining), request.POST.get("answer", "")
    if found is None:
        raise Http404(_("Das gibt es nicht."))
    try:
        offering.answer_joining(joining=found, answer=words, visitor=me, at=at)
    except Refusal as refusal:
        return refused(request, me, refusal, words=[(_("Ihre Antwort"), words)])
    messages.success(request, _("Die Antwort ist verschickt."))
    return redirect("idea-sponsors", public_id=idea.node.public_id)
