"""The office keeps the arenas."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mitmachstadt.arena import actions
from mitmachstadt.arena.forms import ArenaForm, WindowForm
from mitmachstadt.arena.queries import Arena, arena_by_public_id, arenas, goals_of, windows_of
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor, deciding_bodies
from mitmachstadt.people.views.pages import attempt, only_for, page

both = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@only_for(BuiltInGroup.OFFICE)
def desk(request: HttpRequest, me: Visitor, at: datetime) -> HttpResponse:
    """Every arena with what there is to do in it."""
    return page(request, "arena/desk.html", me, {"arenas": arenas(at=at)})


@both
@only_for(BuiltInGroup.OFFICE)
def edit(request: HttpRequest, me: Visitor, at: datetime, public_id: str = "") -> HttpResponse:
    """Make an arena or change it."""
    arena = _found(public_id) if public_id else None
    goals = goals_of(arena) if arena else []
    form = ArenaForm(request.POST or None, arena=arena, bodies=deciding_bodies())
    status = 200
    if form.is_bound:
        made: list[Arena] = []
        status = attempt(form, lambda: made.append(_keep(form, arena, me, at)))
        if status == 200:
            messages.success(request, _("Gespeichert."))
            return redirect("arena-edit", public_id=made[0].node.public_id)
    context = {
        "arena": arena,
        "goals": goals,
        "form": form,
        "window_form": WindowForm(),
        "windows": windows_of(arena) if arena else [],
        "now": at,
    }
    return page(request, "arena/edit.html", me, context, status=status)


def _found(public_id: str) -> Arena:
    arena = arena_by_public_id(public_id)
    if arena is None:
        raise Http404(_("Unter dieser Adresse gibt es nichts."))
    return arena


def _keep(form: ArenaForm, arena: Arena | None, me: Visitor, at: datetime) -> Arena:
    return actions.keep_arena(arena=arena, visitor=me, at=at, **form.given)


@both
@only_for(BuiltInGroup.OFFICE)
def open_window(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """From when until when ideas come in."""
    arena = _found(public_id)
    form = WindowForm(request.POST or None)
    status = 200
    if form.is_bound:
        status = attempt(
            form, lambda: actions.open_arena(arena=arena, visitor=me, at=at, **form.given)
        )
        if status == 200:
            messages.success(request, _("Die Arena ist für diese Zeit geöffnet."))
            return redirect("arena-edit", public_id=public_id)
    context = {"arena": arena, "window_form": form}
    return page(request, "arena/open.html", me, context, status=status)
