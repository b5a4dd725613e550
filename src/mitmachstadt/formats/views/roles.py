"""How somebody in a role takes part, and the desk where the office words it."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mitmachstadt.formats import actions
from mitmachstadt.formats.enums import ActorRole
from mitmachstadt.formats.forms import RoleForm
from mitmachstadt.formats.queries import groups_for_roles, role_facts, role_page
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.kernel.web.anonymous_pages import keep
from mitmachstadt.nodes.queries import next_boundary
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.views.pages import only_for, page, who


@require_safe
def all_roles(request: HttpRequest) -> HttpResponse:
    """As whom somebody wants to take part."""
    me, _at = who(request)
    context = {"roles": ActorRole, "person": me if me.signed_in else None}
    response = render(request, "formats/roles.html", context)
    return response if me.signed_in else keep(response, until=None)


@require_safe
def role(request: HttpRequest, name: str) -> HttpResponse:
    """What is open for somebody in this role, what comes next, and the ways without a device."""
    me, at = who(request)
    shown = role_page(_role(name), at=at)
    context = {"page": shown, "roles": ActorRole, "person": me if me.signed_in else None}
    response = render(request, "formats/role.html", context)
    return response if me.signed_in else keep(response, until=next_boundary(at=at))


@require_safe
@only_for(BuiltInGroup.OFFICE)
def desk(request: HttpRequest, me: Visitor, at: datetime) -> HttpResponse:
    """The roles, each with its words."""
    return page(request, "formats/desk/roles.html", me, {"roles": ActorRole})


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(BuiltInGroup.OFFICE)
def edit(request: HttpRequest, me: Visitor, at: datetime, name: str) -> HttpResponse:
    """Word a role, and say which formats and groups belong to it."""
    chosen = _role(name)
    form = RoleForm(
        request.POST if request.method == "POST" else None,
        facts=role_facts(chosen),
        groups=groups_for_roles(),
    )
    status = 400 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        try:
            actions.word_role(role=chosen, visitor=me, at=at, **form.cleaned_data)
            messages.success(request, _("Gespeichert."))
            return redirect("role-desk")
        except Refusal as refusal:
            form.show(refusal)
            status = refusal.status
    return page(
        request, "formats/desk/role.html", me, {"form": form, "role": chosen}, status=status
    )


def _role(name: str) -> ActorRole:
    try:
        return ActorRole(name.replace("-", "_"))
    except ValueError as error:
        raise Http404(_("Diese Rolle gibt es nicht.")) from error
