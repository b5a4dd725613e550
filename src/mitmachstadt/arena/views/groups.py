"""Groups of ideas that say the same, as the method proposes them and the office corrects them."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from mitmachstadt.arena import actions
from mitmachstadt.arena.calculations import similar_groups
from mitmachstadt.arena.errors import NotAnIdea
from mitmachstadt.arena.queries import (
    MOST_GROUPED,
    Arena,
    arena_by_public_id,
    ideas_at,
    ideas_to_group,
    pairs_of,
)
from mitmachstadt.arena.views.finding import both
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.views.pages import number, only_for, page, refused

GROUPS_PAGE = 15
_MOST_STRETCHES = 1_000


@both
@only_for(BuiltInGroup.OFFICE)
def groups(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """The groups, largest first; with POST one of them is merged, or two ideas are told apart."""
    arena = arena_by_public_id(public_id)
    if arena is None:
        raise Http404(_("Unter dieser Adresse gibt es nichts."))
    if request.method == "POST":
        try:
            _act(request, me, at)
        except Refusal as refusal:
            return refused(request, me, refusal, words=_typed(request))
        return redirect(request.get_full_path())
    return page(request, "arena/groups.html", me, _shown(request, arena))


def _act(request: HttpRequest, me: Visitor, at: datetime) -> None:
    """`apart` and `together` name one idea, `part` several; `whole` is the one they belong to."""
    given = request.POST
    named = [given.get("whole", ""), *given.getlist("part")]
    named += filter(None, [given.get("apart", ""), given.get("together", "")])
    found = {idea.node.public_id: idea for idea in ideas_at(named)}
    for public_id in named:
        if public_id not in found:
            raise NotAnIdea(title=public_id[:40])
    whole = found[given["whole"]]
    if other := given.get("apart") or given.get("together"):
        same = not given.get("apart")
        actions.say_of_pair(one=whole, other=found[other], together=same, visitor=me, at=at)
        messages.success(request, _("Gemerkt. Die Gruppen sind neu gebildet."))
        return
    parts = [found[each] for each in given.getlist("part") if each != given["whole"]]
    reason = given.get("reason", "")
    actions.merge_ideas(whole=whole, parts=parts, reason=reason, visitor=me, at=at)
    messages.success(request, _("Zusammengefasst. Jede Idee behält ihre Seite."))


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    reason = request.POST.get("reason", "")
    return [(_("Warum?"), reason)] if reason else []


def _shown(request: HttpRequest, arena: Arena) -> dict[str, Any]:
    stretch = min(number(request.GET.get("abschnitt", "")) or 1, _MOST_STRETCHES)
    looked = ideas_to_group(arena, newer=(max(stretch, 1) - 1) * MOST_GROUPED)
    ideas = looked.ideas
    together, apart = pairs_of(arena)
    found = similar_groups(ideas, together=together, apart=apart)
    known = {idea.pk: idea for idea in ideas}
    here = max(1, number(request.GET.get("seite", "")) or 1)
    first = (here - 1) * GROUPS_PAGE
    shown = found[first : first + GROUPS_PAGE]
    return {
        "arena": arena,
        "groups": [
            (known[group.centre], group.words, [(known[m.key], m) for m in group.members])
            for group in shown
        ],
        "in_all": len(found),
        "looked_at": len(ideas),
        "looked": looked,
        "limited": looked.in_all > len(ideas),
        "stretches": [
            (f"?abschnitt={nth + 1}", first_of, min(first_of + MOST_GROUPED - 1, looked.in_all))
            for nth, first_of in enumerate(range(1, looked.in_all + 1, MOST_GROUPED))
        ],
        "here": f"?abschnitt={stretch}",
        "newer": f"?abschnitt={stretch}&seite={here - 1}" if here > 1 else "",
        "older": (
            f"?abschnitt={stretch}&seite={here + 1}" if len(found) > first + GROUPS_PAGE else ""
        ),
    }
