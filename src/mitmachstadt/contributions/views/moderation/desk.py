"""The moderators' desk: queues, and the same decision about many."""

from datetime import datetime
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from mitmachstadt.contributions import actions
from mitmachstadt.contributions.calculations import personal_pieces
from mitmachstadt.contributions.enums import USUAL_REASONS, Queue, Suspicion
from mitmachstadt.contributions.forms import ManyForm, QueueForm, chosen_in
from mitmachstadt.contributions.queries import (
    chosen_contributions,
    how_many_wait,
    known_about,
    processes_at_the_desk,
    queue_lengths,
    waiting_page,
)
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.nodes.queries import Place
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.views.pages import only_for, page, safe_next


@require_http_methods(["GET", "HEAD"])
@only_for(BuiltInGroup.MODERATOR)
def queue(request: HttpRequest, me: Visitor, at: datetime) -> HttpResponse:
    """What lies at the moderators' desk, oldest first."""
    form = QueueForm(request.GET)
    asked, chosen = form.asked, form.chosen
    nodes, later = waiting_page(after=Place.read(request.GET.get("ab", "")), asked=asked)
    known = known_about(nodes, me=me.person, at=at)
    waiting = how_many_wait()
    context = {
        "items": [(node, personal_pieces(node.text), known.of(node)) for node in nodes],
        "waiting": waiting,
        "asked": asked,
        "queues": _queues(waiting.all, asked.queue),
        "filters": _filters(chosen),
        "proof": chosen.get("pruefung", ""),
        "later": f"?{urlencode({**chosen, 'ab': str(later)})}" if later else "",
        "reasons": USUAL_REASONS,
        "now": at,
    }
    return page(request, "contributions/moderation/queue.html", me, context)


def _queues(waiting: int, here: Queue) -> list[tuple[str, str, int, bool]]:
    """Address, name and length of each queue, and whether it is the one shown."""
    lengths = {Queue.WAITING: waiting, **queue_lengths()}
    return [
        (f"?{urlencode({'schlange': each.value})}", str(each.label), lengths[each], each == here)
        for each in Queue
    ]


def _filters(chosen: dict[str, str]) -> list[dict[str, object]]:
    """The selects above the queue; what else was chosen is sent along by them."""
    processes = [(node.public_id, node.title[:60]) for node in processes_at_the_desk()]
    return [
        {
            "name": "schlange",
            "label": gettext("Stapel"),
            "value": chosen.get("schlange", Queue.WAITING.value),
            "options": Queue.choices,
        },
        {
            "name": "verfahren",
            "label": gettext("Verfahren"),
            "value": chosen.get("verfahren", ""),
            "options": [("", gettext("alle")), *processes],
        },
        {
            "name": "verdacht",
            "label": gettext("Aufgefallen ist"),
            "value": chosen.get("verdacht", ""),
            "options": [("", gettext("alles und nichts")), *Suspicion.choices],
        },
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(BuiltInGroup.MODERATOR)
def many(request: HttpRequest, me: Visitor, at: datetime) -> HttpResponse:
    """What was ticked in the queue, shown once more before something is done with all of it."""
    if request.method != "POST":
        return redirect(reverse("moderation"))
    seen = chosen_in(request.POST)
    nodes = chosen_contributions(list(seen))
    form, known = ManyForm(request.POST), known_about(nodes, me=me.person, at=at)
    chosen = [actions.Chosen(node, seen[node.public_id]) for node in nodes]
    context = {
        "items": [(one, known.of(one.node)) for one in chosen],
        "states": {str(node.visibility) for node in nodes},
        "form": form,
        "next": safe_next(request, request.POST.get("next"), reverse("moderation")),
    }
    if not form.is_valid() or not form.cleaned_data["act"]:
        return page(request, "contributions/moderation/many.html", me, context)
    try:
        outcome = actions.decide_many(
            act=form.cleaned_data["act"],
            chosen=chosen,
            reason=form.given_reason,
            visitor=me,
            at=at,
        )
    except Refusal as refusal:
        form.add_error(None, refusal.in_words)
        status = refusal.status
        return page(request, "contributions/moderation/many.html", me, context, status=status)
    return _told(request, me, outcome, context)


def _told(
    request: HttpRequest, me: Visitor, outcome: actions.Outcome, context: dict[str, object]
) -> HttpResponse:
    """Back to the queue, or first what was left out."""
    if outcome.left_out:
        shown = {**context, "outcome": outcome}
        return page(request, "contributions/moderation/many_done.html", me, shown)
    words = gettext("Erledigt: {number} Beiträge.").format(number=len(outcome.done))
    messages.success(request, words)
    return redirect(str(context["next"]))
