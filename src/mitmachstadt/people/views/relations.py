"""How many work in a unit and whom it works with: for everybody, and the administrator's desk."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from mitmachstadt.kernel.days import midnight_after
from mitmachstadt.kernel.web.anonymous_pages import keep
from mitmachstadt.people import actions
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.forms import DescribeForm, EngagementForm, StaffingForm
from mitmachstadt.people.queries import (
    Visitor,
    details_of,
    organisation_by_public_id,
    public_organisations,
)
from mitmachstadt.people.rules import may_describe, may_see_every_body
from mitmachstadt.people.views.pages import (
    attempt,
    missing,
    only_for,
    page,
    refused,
    session_ended,
    sign_in_first,
    who,
)

both = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def details(request: HttpRequest, public_id: str) -> HttpResponse:
    """Where an organisation sits, how many work there, what it commissioned."""
    me, at = who(request)
    found, hidden = organisation_by_public_id(public_id), may_see_every_body(me)
    if found is None or not (found.public or hidden):
        raise Http404("Unter dieser Adresse gibt es nichts.")
    today = timezone.localdate(at)
    context = {
        "organisation": found,
        "details": details_of(found, on=today, with_hidden=hidden),
        "today": today,
    }
    if me.signed_in:
        return page(request, "people/details.html", me, context)
    response = render(request, "people/details.html", {"person": None, **context})
    return keep(response, until=midnight_after(today))


@both
@only_for(BuiltInGroup.ADMINISTRATOR)
def desk(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """What is known of a unit's staff and of whom it works with; a form for each."""
    found = organisation_by_public_id(public_id)
    if found is None:
        return missing(request, me)
    act = request.POST.get("act", "")
    others = [each for each in public_organisations() if each != found]
    count = StaffingForm(request.POST if act == "count" else None, prefix="count")
    engage = EngagementForm(
        request.POST if act == "engage" else None, prefix="engage", others=others
    )
    status = 200
    if act in {"count", "engage"}:

        def count_them() -> None:
            actions.count_staff(organisation=found, visitor=me, at=at, **count.cleaned_data)

        def engage_them() -> None:
            actions.engage(organisation=found, visitor=me, at=at, **engage.cleaned_data)

        status = attempt(count, count_them) if act == "count" else attempt(engage, engage_them)
        if status == 200:
            messages.success(request, gettext("Eingetragen."))
            return redirect("directory-relations", public_id=public_id)
    today = timezone.localdate(at)
    known = details_of(found, on=today, with_hidden=True)
    context = {"organisation": found, "details": known, "count": count, "engage": engage}
    return page(request, "people/directory_relations.html", me, context, status=status)


@both
def describe(request: HttpRequest, public_id: str) -> HttpResponse:
    """Its description and website, by somebody who works for it."""
    me, at = who(request)
    writing = request.method == "POST"
    if not me.signed_in:
        return session_ended(request) if writing else sign_in_first(request)
    found = organisation_by_public_id(public_id)
    if found is None or not (found.public or may_see_every_body(me)):
        return missing(request, me)
    refusal = may_describe(found, me, at=at).refusal
    if refusal is not None:
        return refused(request, me, refusal)
    now = {"about": found.about, "website": found.website}
    form = DescribeForm(request.POST if writing else None, initial=now)
    status = 200
    if writing:

        def describe_it() -> None:
            actions.describe_organisation(
                organisation=found, visitor=me, at=at, **form.cleaned_data
            )

        status = attempt(form, describe_it)
        if status == 200:
            messages.success(request, gettext("Gespeichert."))
            return redirect("organisation", public_id=public_id)
    context = {"organisation": found, "form": form}
    return page(request, "people/describe.html", me, context, status=status)
