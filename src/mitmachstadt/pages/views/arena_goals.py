"""The office chooses what ideas of an arena can pay into.

Arenas and texts are rooms that do not know each other; this desk spans both.
"""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mitmachstadt.arena.actions import choose_goals
from mitmachstadt.arena.errors import GoalNotFound
from mitmachstadt.arena.queries import arena_by_public_id, goals_of
from mitmachstadt.nodes.queries import nodes_by_public_id
from mitmachstadt.pages.forms import ArenaGoalsForm
from mitmachstadt.pages.queries.choosing import offered_to_arenas
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.views.pages import attempt, only_for, page


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(BuiltInGroup.OFFICE)
def arena_goals(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """Goals and guiding principles of the published texts, to tick."""
    arena = arena_by_public_id(public_id)
    if arena is None:
        raise Http404(_("Unter dieser Adresse gibt es nichts."))
    chosen = goals_of(arena)
    sent = request.POST if request.method == "POST" else None
    form = ArenaGoalsForm(sent, offered=offered_to_arenas(chosen), chosen=chosen)
    status = 200
    if form.is_bound:
        status = attempt(form, lambda: _chosen(form, arena, me, at))
        if status == 200:
            messages.success(request, _("Gespeichert."))
            return redirect("arena-edit", public_id=public_id)
    return page(
        request, "pages/arena_goals.html", me, {"arena": arena, "form": form}, status=status
    )


def _chosen(form: ArenaGoalsForm, arena: Any, me: Visitor, at: datetime) -> None:
    found = {node.public_id: node for node in nodes_by_public_id(form.addresses)}
    for public_id in form.addresses:
        if public_id not in found:
            raise GoalNotFound(address=public_id[:40])
    goals = [found[public_id] for public_id in form.addresses]
    choose_goals(arena=arena, goals=goals, visitor=me, at=at)
