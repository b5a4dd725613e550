"""Groups of ideas that say the same, as the method proposes them and the office corrects them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from mitmachstadt.arena import actions
from mitmachstadt.arena.calculations import similar_groups, words_of_groups
from mitmachstadt.arena.enums import AT_ONCE_COMPARED, MOST_COMPARED, MOST_GROUPS
from mitmachstadt.arena.errors import NotAnIdea
from mitmachstadt.arena.errors.comparing import CorrectionsContradict, TooMuchAlike
from mitmachstadt.arena.queries import (
    Arena,
    KnownMember,
    arena_by_public_id,
    comparison_of,
    how_many_to_group,
    ideas_at,
    ideas_to_group,
    pairs_of,
    proposed_groups,
    titles_of,
)
from mitmachstadt.arena.rules import may_compare
from mitmachstadt.arena.views.finding import both
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.views.pages import number, only_for, page, refused

GROUPS_PAGE = 15
MEMBERS_SHOWN = 12


@both
@only_for(BuiltInGroup.OFFICE)
def groups(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """The groups, largest first; with POST one of them is merged, or two ideas are told apart."""
    arena = arena_by_public_id(public_id)
    if arena is None:
        raise Http404(_("Unter dieser Adresse gibt es nichts."))
    if request.method == "POST":
        try:
            _act(request, me, at, arena)
        except Refusal as refusal:
            return refused(request, me, refusal, words=_typed(request))
        return redirect(request.get_full_path())
    return page(request, "arena/groups.html", me, _shown(request, me, at, arena))


def _act(request: HttpRequest, me: Visitor, at: datetime, arena: Arena) -> None:
    """What a button asks for.

    `compare`: all of them anew. `apart` and `together` name one idea, `part` several; `whole` is
    the one they belong to.
    """
    given = request.POST
    if "compare" in given:
        actions.ask_to_compare(arena=arena, visitor=me, at=at)
        messages.success(request, _("Die Ideen werden jetzt verglichen."))
        return
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
        messages.success(request, _("Gemerkt. Beim nächsten Vergleich gilt es."))
        return
    parts = [found[each] for each in given.getlist("part") if each != given["whole"]]
    reason = given.get("reason", "")
    actions.merge_ideas(whole=whole, parts=parts, reason=reason, visitor=me, at=at)
    messages.success(request, _("Zusammengefasst. Jede Idee behält ihre Seite."))


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    reason = request.POST.get("reason", "")
    return [(_("Warum?"), reason)] if reason else []


def _shown(request: HttpRequest, me: Visitor, at: datetime, arena: Arena) -> dict[str, Any]:
    in_all = how_many_to_group(arena)
    shown = _kept if in_all > AT_ONCE_COMPARED else _at_once
    return {"arena": arena, "in_all": in_all, **shown(request, me, at, arena)}


def _at_once(request: HttpRequest, me: Visitor, at: datetime, arena: Arena) -> dict[str, Any]:
    """Few ideas are compared while somebody waits."""
    ideas = ideas_to_group(arena, most=AT_ONCE_COMPARED)
    together, apart = pairs_of(arena)
    try:
        found = similar_groups(ideas, together=together, apart=apart)
    except (CorrectionsContradict, TooMuchAlike) as refusal:
        return {"refusal": refusal, "compared": len(ideas)}
    known = {idea.pk: idea for idea in ideas}
    here = max(1, number(request.GET.get("seite", "")) or 1)
    first = (here - 1) * GROUPS_PAGE
    shown = found[first : first + GROUPS_PAGE]
    members = [[KnownMember(known[m.key], m.by_hand) for m in group.members] for group in shown]
    return {
        "groups": _groups(members, [group.words for group in shown]),
        "found": len(found),
        "compared": len(ideas),
        "newer": f"?seite={here - 1}" if here > 1 else "",
        "older": f"?seite={here + 1}" if len(found) > first + GROUPS_PAGE else "",
    }


def _kept(request: HttpRequest, me: Visitor, at: datetime, arena: Arena) -> dict[str, Any]:
    """Many ideas are compared by the worker: what it found last, and how far it is now."""
    comparison = comparison_of(arena)
    after = number(request.GET.get("ab", "")) or 0
    kept = proposed_groups(arena, after=min(after, MOST_GROUPS), most=GROUPS_PAGE)
    members = kept.groups
    return {
        "many": True,
        "comparison": comparison,
        "may_compare": may_compare(me, comparison, at=at).allowed,
        "refusal": _why_not(comparison.failed) if comparison and comparison.failed else None,
        "groups": _groups(members, words_of_groups([[m.idea for m in one] for one in members])),
        "found": comparison.found if comparison else 0,
        "compared": comparison.compared if comparison else 0,
        "most_compared": MOST_COMPARED,
        "most_groups": MOST_GROUPS,
        "newer": "?" if after else "",
        "older": f"?ab={kept.later}" if kept.later else "",
    }


def _groups(
    members: Sequence[Sequence[KnownMember]], words: Sequence[Sequence[str]]
) -> list[tuple[KnownMember, Sequence[str], Sequence[KnownMember], int, int]]:
    """The middle, words, the first members, how many more there are, and how many in all."""
    return [
        (one[0], said, one[:MEMBERS_SHOWN], max(0, len(one) - MEMBERS_SHOWN), len(one))
        for one, said in zip(members, words, strict=True)
    ]


def _why_not(failed: dict[str, Any]) -> Refusal:
    """Why the newest comparison came to no end."""
    if failed["code"] != CorrectionsContradict.__name__:
        return TooMuchAlike()
    one, other = titles_of(failed["keys"])
    return CorrectionsContradict(one=one, other=other)
