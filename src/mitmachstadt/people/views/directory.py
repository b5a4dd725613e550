"""The administrator's desk: who has which role, and who speaks for whom."""

from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from mitmachstadt.kernel.text import clean_line
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.people import actions
from mitmachstadt.people.enums import ROLES, BuiltInGroup, MembershipRole
from mitmachstadt.people.errors import NothingChosen
from mitmachstadt.people.forms import JoinForm, LastDayForm
from mitmachstadt.people.queries import (
    Listing,
    Visitor,
    directory_page,
    memberships_of,
    organisations,
    person_listing,
)
from mitmachstadt.people.views.pages import attempt, missing, number, only_for, page

both = require_http_methods(["GET", "HEAD", "POST"])
ROLE_CHOICES = [("", _("alle")), *((role.value, role.label) for role in ROLES)]


@require_http_methods(["GET", "HEAD"])
@only_for(BuiltInGroup.ADMINISTRATOR)
def people(request: HttpRequest, me: Visitor, at: datetime) -> HttpResponse:
    """Everybody with an account, by name, address or role."""
    words, role = clean_line(request.GET.get("wer", ""))[:100], request.GET.get("aufgabe", "")
    role = role if role in {value for value, _ in ROLE_CHOICES} else ""
    found, older = directory_page(
        at=at, words=words, role=role, before=number(request.GET.get("ab", ""))
    )
    kept = {"wer": words, "aufgabe": role, "ab": older}
    context = {
        "listings": found,
        "fields": [
            {"name": "wer", "label": gettext("Name oder E-Mail-Adresse"), "value": words},
            {
                "name": "aufgabe",
                "label": gettext("Aufgabe"),
                "value": role,
                "options": ROLE_CHOICES,
            },
        ],
        "older": f"?{urlencode({k: v for k, v in kept.items() if v})}" if older else "",
    }
    return page(request, "people/directory.html", me, context)


@both
@only_for(BuiltInGroup.ADMINISTRATOR)
def person(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """What one person may do, and what can be changed about it."""
    listing = person_listing(public_id, at=at)
    if listing is None:
        return missing(request, me)
    if request.method != "POST":
        return _person_page(request, me, at, listing)
    if request.POST.get("act") == "join":
        return _join(request, me, at, listing)
    last = LastDayForm(request.POST)
    if not last.is_valid():
        return _person_page(request, me, at, listing, last=last, status=400)
    try:
        done = _verb(request, me, at, listing, until=last.cleaned_data["last_day"])
    except Refusal as refusal:
        return _person_page(request, me, at, listing, refusal=refusal, last=last)
    messages.success(request, done)
    return redirect("directory-person", public_id=public_id)


def _join(request: HttpRequest, me: Visitor, at: datetime, listing: Listing) -> HttpResponse:
    """Let somebody speak or work for an organisation, perhaps until a day."""
    form = JoinForm(request.POST, organisations=organisations())

    def let_them() -> None:
        actions.let_speak_for(person=listing.person, visitor=me, at=at, **form.cleaned_data)

    status = attempt(form, let_them)
    if status != 200:
        return _person_page(request, me, at, listing, form=form, status=status)
    messages.success(request, _joined(listing.person.name, **form.cleaned_data))
    return redirect("directory-person", public_id=listing.person.public_id)


def _joined(name: str, *, organisation: Any, role: str, **_: object) -> str:
    """What somebody may do for an organisation now, and what they may not before it is verified."""
    words = gettext("{name} kann jetzt für {organisation} sprechen.")
    if not organisation.verified:
        words = gettext("{name} ist für {organisation} eingetragen; geprüft ist sie noch nicht.")
    elif not organisation.public:
        words = gettext("{name} ist für {organisation} eingetragen, die nicht öffentlich ist.")
    elif role == MembershipRole.WORKS:
        words = gettext("{name} kann jetzt für {organisation} sprechen und arbeiten.")
    return words.format(name=name, organisation=organisation.name)


def _verb(
    request: HttpRequest, me: Visitor, at: datetime, listing: Listing, *, until: date | None
) -> str:
    """Do what the pressed button says; returns what was done, in words."""
    somebody, name = listing.person, listing.person.name
    act, _, what = request.POST.get("act", "").partition(" ")
    match act:
        case "give" if what in ROLES:
            actions.give_role(person=somebody, role=what, visitor=me, at=at, until=until)
            words = gettext("{name} hat jetzt die Aufgabe {role}.")
            return words.format(name=name, role=BuiltInGroup(what).label)
        case "take" if what in ROLES:
            actions.take_role(person=somebody, role=what, visitor=me, at=at)
            words = gettext("{name} hat die Aufgabe {role} nicht mehr.")
            return words.format(name=name, role=BuiltInGroup(what).label)
        case "close":
            actions.close_account(person=somebody, visitor=me, at=at)
            words = gettext("Das Konto von {name} ist geschlossen.")
            return words.format(name=name)
        case "sign-out":
            actions.sign_out_everywhere(person=somebody, visitor=me, at=at)
            return gettext("{name} ist überall abgemeldet.").format(name=name)
        case "open":
            actions.open_account(person=somebody, visitor=me, at=at)
            words = gettext("Das Konto von {name} ist wieder offen.")
            return words.format(name=name)
        case "leave":
            left = _organisation(what)
            actions.end_speaking_for(person=somebody, organisation=left, visitor=me, at=at)
            words = gettext("{name} spricht nicht mehr für {organisation}.")
            return words.format(name=name, organisation=left.name)
    raise NothingChosen()


def _organisation(public_id: str) -> Any:
    found = next((each for each in organisations() if each.public_id == public_id), None)
    if found is None:
        raise NothingChosen()
    return found


def _person_page(
    request: HttpRequest,
    me: Visitor,
    at: datetime,
    listing: Listing,
    *,
    refusal: Refusal | None = None,
    form: JoinForm | None = None,
    last: LastDayForm | None = None,
    status: int = 200,
) -> HttpResponse:
    known = memberships_of(listing.person, at=at)
    held = {each.group_id: each for each in known.roles}
    context = {
        "listing": listing,
        "roles": [(role.value, role.label, held.get(role.value)) for role in ROLES],
        "memberships": known,
        "form": form or JoinForm(organisations=organisations()),
        "last": last or LastDayForm(),
        "is_me": listing.person == me.person,
        "refusal": refusal,
    }
    status = refusal.status if refusal else status
    return page(request, "people/directory_person.html", me, context, status=status)
