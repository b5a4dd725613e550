"""Who takes responsibility for an idea: everybody reads it, whoever has an account can."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mitmachstadt.arena.actions import sponsoring
from mitmachstadt.arena.enums import HAND_OVER_DAYS, RENEW_DAYS
from mitmachstadt.arena.forms import ReasonForm
from mitmachstadt.arena.forms.sponsors import HandOverForm
from mitmachstadt.arena.forms.voices import VoiceForm
from mitmachstadt.arena.queries import Idea, Sponsorship
from mitmachstadt.arena.queries.offers import joinings_of_idea
from mitmachstadt.arena.queries.sponsors import (
    hand_over_of,
    own_sponsorship,
    sponsors_page,
    sponsorship_of,
)
from mitmachstadt.arena.rules.sponsors import may_sponsor
from mitmachstadt.arena.views.finding import for_office, found_idea, signed_in
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.people.queries import Visitor, organisations_of
from mitmachstadt.people.views.pages import attempt, page, refused, who


@require_safe
def sponsors(request: HttpRequest, public_id: str) -> HttpResponse:
    """Who cares for the idea, who did, and what one can do oneself."""
    me, at = who(request)
    return _page(request, me, at, found_idea(public_id))


def _page(
    request: HttpRequest, me: Visitor, at: datetime, idea: Idea, *, status: int = 200, **forms: Any
) -> HttpResponse:
    shown = sponsors_page(idea, me.person, at=at)
    context = {
        "idea": idea,
        "sponsors": shown,
        "joinings": joinings_of_idea(idea) if shown.mine else [],
        "refusal": may_sponsor(me, idea, organisation=None, at=at).refusal,
        "take_form": VoiceForm(organisations=_organisations(me, at)),
        "reason_form": ReasonForm(auto_id="back_%s"),
        "hand_form": HandOverForm(),
        "renew_days": RENEW_DAYS,
        "hand_over_days": HAND_OVER_DAYS,
        **forms,
    }
    return page(request, "arena/sponsors.html", me, context, status=status)


def _back(request: HttpRequest, idea: Idea, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("idea-sponsors", public_id=idea.node.public_id)


@require_POST
@signed_in
def take(request: HttpRequest, me: Visitor, at: datetime, idea: Idea) -> HttpResponse:
    form = VoiceForm(request.POST, organisations=_organisations(me, at))
    status = attempt(
        form,
        lambda: sponsoring.sponsor(idea=idea, organisation=form.organisation, visitor=me, at=at),
    )
    if status == 200:
        return _back(request, idea, _("Danke! Sie haben jetzt die Patenschaft."))
    return _page(request, me, at, idea, status=status, take_form=form)


def _organisations(me: Visitor, at: datetime) -> list[Any]:
    return organisations_of(me.person, at=at) if me.person else []


def _own(idea: Idea, me: Visitor) -> Sponsorship:
    sponsorship = own_sponsorship(idea, me.person)
    if sponsorship is None:
        raise Http404(_("Sie haben hier keine Patenschaft."))
    return sponsorship


@require_POST
@signed_in
def renew(request: HttpRequest, me: Visitor, at: datetime, idea: Idea) -> HttpResponse:
    sponsoring.renew_sponsorship(sponsorship=_own(idea, me), visitor=me, at=at)
    return _back(request, idea, _("Bestätigt. Schön, dass Sie sich weiter kümmern."))


@require_POST
@signed_in
def give_back(request: HttpRequest, me: Visitor, at: datetime, idea: Idea) -> HttpResponse:
    form = ReasonForm(request.POST, auto_id="back_%s")
    status = attempt(
        form,
        lambda: sponsoring.give_back_sponsorship(
            sponsorship=_own(idea, me), reason=form.cleaned_data["reason"], visitor=me, at=at
        ),
    )
    if status == 200:
        return _back(request, idea, _("Zurückgegeben. Danke für die Zeit, die Sie hatten."))
    return _page(request, me, at, idea, status=status, reason_form=form)


@require_POST
@signed_in
def offer(request: HttpRequest, me: Visitor, at: datetime, idea: Idea) -> HttpResponse:
    form = HandOverForm(request.POST)
    status = attempt(
        form,
        lambda: sponsoring.offer_sponsorship(
            sponsorship=_own(idea, me), email=form.cleaned_data["email"], visitor=me, at=at
        ),
    )
    if status == 200:
        words = _(
            "Angeboten. Gehört die Adresse zu einem Konto, bekommt die Person eine E-Mail. "
            "Bis sie annimmt, bleibt die Patenschaft bei Ihnen."
        )
        return _back(request, idea, words)
    return _page(request, me, at, idea, status=status, hand_form=form)


def _settle(act: Callable[..., object], words: Callable[[], str]) -> Callable[..., HttpResponse]:
    """A button about an offer: what it does, and what is said then."""

    @require_POST
    @signed_in
    def view(
        request: HttpRequest, me: Visitor, at: datetime, idea: Idea, offer: int
    ) -> HttpResponse:
        found = hand_over_of(idea, offer)
        if found is None:
            raise Http404(_("Dieses Angebot gibt es nicht."))
        more: dict[str, Any] = {}
        if act is sponsoring.accept_sponsorship:
            form = VoiceForm(request.POST, organisations=_organisations(me, at))
            more["organisation"] = form.organisation if form.is_valid() else None
        try:
            act(offer=found, visitor=me, at=at, **more)
        except Refusal as refusal:
            return refused(request, me, refusal)
        return _back(request, idea, words())

    return view


accept = _settle(
    sponsoring.accept_sponsorship, lambda: _("Danke! Sie haben jetzt die Patenschaft.")
)
decline = _settle(sponsoring.decline_sponsorship, lambda: _("Abgelehnt. Es bleibt, wie es ist."))
withdraw = _settle(
    sponsoring.withdraw_hand_over, lambda: _("Zurückgezogen. Die Patenschaft bleibt bei Ihnen.")
)


@require_POST
@for_office
def revoke(request: HttpRequest, me: Visitor, at: datetime, idea: Idea) -> HttpResponse:
    """The office ends a sponsorship; everybody reads why."""
    number, reason = request.POST.get("sponsorship", ""), request.POST.get("reason", "")
    found = sponsorship_of(idea, int(number)) if number.isdecimal() and len(number) < 19 else None
    if found is None:
        raise Http404(_("Diese Patenschaft gibt es nicht."))
    try:
        sponsoring.revoke_sponsorship(sponsorship=found, reason=reason, visitor=me, at=at)
    except Refusal as refusal:
        return refused(request, me, refusal, words=[(_("Warum?"), reason)])
    return _back(request, idea, _("Beendet. Die Begründung ist öffentlich."))
