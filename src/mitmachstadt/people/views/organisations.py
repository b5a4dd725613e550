"""Organisations: the tree for everybody, and the administrator's desk."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from mitmachstadt.kernel.days import midnight_after
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.kernel.web.anonymous_pages import keep
from mitmachstadt.people import actions
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.forms import (
    CorrectOrganisationForm,
    DescribeForm,
    DissolveForm,
    OrganisationForm,
    ReorganiseForm,
    VerifyForm,
)
from mitmachstadt.people.queries import (
    Visitor,
    districts,
    history_of,
    organisation_by_public_id,
    organisations,
    organisations_on,
)
from mitmachstadt.people.rules import may_see_every_body
from mitmachstadt.people.views.pages import missing, only_for, page, who

_FIELDS = {"DistrictOfOfficeMissing": "district", "OnlyABodyIsHidden": "public"}
both = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def tree(request: HttpRequest) -> HttpResponse:
    """Who there is in the city, today or on a day before."""
    me, at = who(request)
    today = timezone.localdate(at)
    asked = day_of(request.GET.get("tag", ""))
    day = min(asked or today, today)
    found = organisations_on(day, with_hidden=may_see_every_body(me))
    context = {
        "day": day,
        "today": today,
        "is_today": day == today,
        "groups": [(kind.in_words, below) for kind, below in found.items()],
    }
    if me.signed_in:
        return page(request, "people/organisations.html", me, context)
    response = render(request, "people/organisations.html", {"person": None, **context})
    return keep(response, until=midnight_after(today))


def day_of(typed: str) -> date | None:
    """The day that an address names, if it is one."""
    try:
        return parse_date(typed)
    except ValueError:
        return None


@both
@only_for(BuiltInGroup.ADMINISTRATOR)
def desk(request: HttpRequest, me: Visitor, at: datetime) -> HttpResponse:
    """The organisations of the city, and a form for one more."""
    sent = request.POST if request.method == "POST" else None
    known = organisations()
    form = OrganisationForm(sent, districts=districts(), organisations=known)
    status = 200
    if form.is_valid():
        try:
            made = actions.enter_organisation(visitor=me, at=at, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(_FIELDS.get(refusal.code, "name"), refusal.in_words)
            status = refusal.status
        else:
            messages.success(request, gettext("„{name}“ ist eingetragen.").format(name=made.name))
            return redirect("directory-organisations")
    status = 400 if status == 200 and form.errors else status
    context = {"form": form, "organisations": known}
    return page(request, "people/directory_organisations.html", me, context, status=status)


@both
@only_for(BuiltInGroup.ADMINISTRATOR)
def edit(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """Rename, move, describe, verify or end one organisation; each has a form of its own."""
    found = organisation_by_public_id(public_id)
    if found is None:
        return missing(request, me)
    others = [each for each in organisations() if each != found]
    act = request.POST.get("act", "") if request.method == "POST" else ""
    given = _forms(found, others, act, request)
    status = 200
    if act in given:
        status = _done(given[act], act, found, me, at)
        if status == 200:
            messages.success(request, gettext("Eingetragen."))
            return redirect("directory-organisation", public_id=public_id)
    context = {
        "organisation": found,
        "history": history_of(found, with_hidden=True),
        "forms": given,
    }
    return page(request, "people/directory_organisation.html", me, context, status=status)


def _forms(found: Any, others: list[Any], act: str, request: HttpRequest) -> dict[str, forms.Form]:
    """Each with what was typed into it, the others with what holds now."""

    def sent(name: str) -> dict[str, Any]:
        return {"data": request.POST if act == name else None, "prefix": name}

    above = found.parent.public_id if found.parent else ""
    given: dict[str, forms.Form] = {
        "describe": DescribeForm(
            initial={"about": found.about, "website": found.website}, **sent("describe")
        ),
        "verify": VerifyForm(initial={"grounds": found.verified}, **sent("verify")),
    }
    if found.ended is None:
        now = {"name": found.name, "parent": above}
        mine = str(found.district_id or "")
        given["correct"] = CorrectOrganisationForm(
            districts=districts(), initial={"kind": found.kind, "district": mine}, **sent("correct")
        )
        given["reorganise"] = ReorganiseForm(others=others, initial=now, **sent("reorganise"))
        given["dissolve"] = DissolveForm(others=others, **sent("dissolve"))
    return given


def _done(form: forms.Form, act: str, found: Any, me: Visitor, at: datetime) -> int:
    """Do what the form says; the status of the answer, 200 when it was done."""
    if not form.is_valid():
        return 400
    given = form.cleaned_data
    try:
        if isinstance(form, DissolveForm):
            actions.dissolve(
                organisation=found, successors=form.successors, on=given["on"],
                reason=given["reason"], visitor=me, at=at,
            )  # fmt: skip
        elif act == "reorganise":
            actions.reorganise(organisation=found, visitor=me, at=at, **given)
        elif act == "correct":
            actions.correct_organisation(organisation=found, visitor=me, at=at, **given)
        elif act == "verify":
            actions.verify_organisation(organisation=found, visitor=me, at=at, **given)
        else:
            actions.describe_organisation(organisation=found, visitor=me, at=at, **given)
    except Refusal as refusal:
        form.add_error(None, refusal.in_words)
        return refusal.status
    return 200
