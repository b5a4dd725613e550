"""Spam patterns: entering, trying, switching."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from mitmachstadt.contributions import actions
from mitmachstadt.contributions.calculations import would_wait
from mitmachstadt.contributions.enums import TRIED_ON, PatternKind
from mitmachstadt.contributions.forms import PatternForm
from mitmachstadt.contributions.queries import newest_said, pattern_by_public_id
from mitmachstadt.contributions.queries import patterns as all_patterns
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.views.pages import missing, only_for, page

EXAMPLES = 10


@require_safe
@only_for(BuiltInGroup.MODERATOR)
def patterns(request: HttpRequest, me: Visitor, at: datetime) -> HttpResponse:
    """All patterns."""
    context = {"patterns": all_patterns()}
    return page(request, "contributions/moderation/patterns.html", me, context)


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(BuiltInGroup.MODERATOR)
def new_pattern(request: HttpRequest, me: Visitor, at: datetime) -> HttpResponse:
    """Enter a pattern; it does nothing before it was tried and switched on."""
    form = PatternForm(request.POST if request.method == "POST" else None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.enter_pattern(words=_words(form), visitor=me, at=at)
            return redirect(reverse("pattern", args=[made.public_id]))
        except Refusal as refusal:
            form.add_error(None, refusal.in_words)
            status = refusal.status
    context = {"form": form, "pattern": None}
    return page(request, "contributions/moderation/pattern.html", me, context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(BuiltInGroup.MODERATOR)
def pattern(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """One pattern: what it would have done, its words, its switch."""
    found = pattern_by_public_id(public_id)
    if found is None:
        return missing(request, me)
    act = request.POST.get("act", "")
    if act in {"on", "off"}:
        actions.switch_pattern(pattern=found, on=act == "on", visitor=me, at=at)
        words = gettext("Das Muster ist eingeschaltet.") if act == "on" else ""
        messages.success(request, words or gettext("Das Muster ist ausgeschaltet."))
        return redirect(reverse("pattern", args=[public_id]))
    form, status = PatternForm(request.POST or None, initial=_initial(found)), 200
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_pattern(pattern=found, words=_words(form), visitor=me, at=at)
            messages.success(request, gettext("Geändert. Das Muster ist ausgeschaltet."))
            return redirect(reverse("pattern", args=[public_id]))
        except Refusal as refusal:
            form.add_error(None, refusal.in_words)
            status = refusal.status
            found = pattern_by_public_id(public_id)
    context = {"form": form, "pattern": found, **_tried(found)}
    return page(request, "contributions/moderation/pattern.html", me, context, status=status)


def _tried(pattern: Any) -> dict[str, Any]:
    """What the pattern would have let wait of what was said last."""
    said = newest_said()
    places = would_wait(pattern, [(node.created, node.text) for node in said])
    return {
        "tried_on": len(said),
        "most": TRIED_ON,
        "fits": len(places),
        "examples": [said[place] for place in reversed(places[-EXAMPLES:])],
    }


def _initial(pattern: Any) -> dict[str, Any]:
    return {
        "name": pattern.name,
        "kind": pattern.kind,
        "phrases": pattern.phrases,
        "number": pattern.number or None,
        "minutes": pattern.minutes or None,
    }


def _words(form: PatternForm) -> actions.PatternWords:
    values = form.cleaned_data
    return actions.PatternWords(
        name=values["name"],
        kind=PatternKind(values["kind"]),
        phrases=values["phrases"],
        number=values["number"] or 0,
        minutes=values["minutes"] or 0,
    )
