"""The office's desk for the register of responsibilities."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from mitmachstadt.kernel.language import counted
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.nodes.queries import node_by_public_id
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import (
    Visitor,
    answering_units,
    districts,
    organisation_by_public_id,
)
from mitmachstadt.people.views.pages import number, only_for, page
from mitmachstadt.responsibilities import actions, queries
from mitmachstadt.responsibilities.calculations import preview_of_open
from mitmachstadt.responsibilities.forms import ChangeForm, EndForm, RuleForm, SuccessorForm
from mitmachstadt.taxonomies.queries import entries_in_force, term_by_public_id, tree

both = require_http_methods(["GET", "HEAD", "POST"])


@both
@only_for(BuiltInGroup.OFFICE)
def desk(request: HttpRequest, me: Visitor, at: datetime) -> HttpResponse:
    """The rules in force, and a form for one more."""
    today = timezone.localdate(at)
    asked = {"node": request.GET.get("n", ""), "since": today}
    form = RuleForm(
        request.POST if request.method == "POST" else None,
        initial=asked, units=answering_units(), districts=districts(),
        subjects=tree(entries_in_force(), {}),
    )  # fmt: skip
    status = 200
    if form.is_bound:
        status = _enter(form, me, at)
        if status == 200:
            messages.success(request, gettext("Die Regel ist eingetragen und öffentlich."))
            return redirect("responsibility-desk")
    after = number(request.GET.get("ab", "")) or 0
    found = queries.register_page(on=today, after=after)
    context = {"form": form, "page": found, "to_come": queries.to_come(today)}
    return page(request, "responsibilities/desk/desk.html", me, context, status=status)


def _enter(form: RuleForm, me: Visitor, at: datetime) -> int:
    """Do what the form says; the status of the answer, 200 when it was done."""
    if not form.is_valid():
        return 400
    given = form.cleaned_data
    node = node_by_public_id(given.pop("node")) if given["node"] else given.pop("node")
    if node is None:
        form.add_error("node", gettext("Unter dieser Adresse gibt es nichts."))
        return 400
    term = term_by_public_id(given.pop("term"))
    try:
        actions.enter_responsibility(node=node or None, term=term, visitor=me, at=at, **given)
    except Refusal as refusal:
        form.show(refusal)
        return refusal.status
    return 200


@both
@only_for(BuiltInGroup.OFFICE)
def edit(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """Change a rule from a day on, or end it; what held until then stays."""
    rule = queries.rule_by_public_id(public_id)
    if rule is None:
        raise Http404(gettext("Unter dieser Adresse gibt es nichts."))
    sent = request.POST if request.method == "POST" else None
    ending = request.POST.get("act") == "end"
    begin = max(timezone.localdate(at), rule.since)
    now = {"unit": rule.unit.public_id, "since": begin, "note": rule.note}
    change = ChangeForm(None if ending else sent, units=answering_units(), initial=now)
    end = EndForm(sent if ending else None, initial=now, prefix="end")
    status = 200
    if sent is not None:
        status = _edited(end if ending else change, rule, me, at)
        if status == 200:
            messages.success(request, gettext("Eingetragen. Was bis dahin galt, bleibt sichtbar."))
            return redirect("responsibility-desk")
    context = {"line": queries.lines_of([rule])[0], "change": change, "end": end, "today": begin}
    return page(request, "responsibilities/desk/rule.html", me, context, status=status)


def _edited(form: ChangeForm | EndForm, rule: Any, me: Visitor, at: datetime) -> int:
    if not form.is_valid():
        return 400
    given = form.cleaned_data
    try:
        if isinstance(form, EndForm):
            actions.end_responsibility(
                rule=rule, on=given["since"], reason=given["reason"], visitor=me, at=at
            )
        else:
            actions.change_responsibility(rule=rule, visitor=me, at=at, **given)
    except Refusal as refusal:
        form.show(refusal)
        return refusal.status
    return 200


@both
@only_for(BuiltInGroup.OFFICE)
def open_ones(request: HttpRequest, me: Visitor, at: datetime) -> HttpResponse:
    """What has no unit and now fits a rule, some at a time: looked at first, then assigned."""
    after = number(request.GET.get("ab", "")) or 0
    if request.method == "POST":
        moved, more = actions.route_open(visitor=me, at=at, after=after)
        how_many = counted(moved, "Beitrag", "Beiträge")
        messages.success(request, gettext("Zugeordnet: {number}.").format(number=how_many))
        way = redirect("responsibility-open")
        return redirect(f"{way.url}?ab={more}") if more else way
    units = answering_units()
    context = {
        "preview": preview_of_open(after=after, on=timezone.localdate(at)),
        "after": after,
        "left": [(each, _successor_form(each, units)) for each in queries.left_behind()],
    }
    return page(request, "responsibilities/desk/open.html", me, context)


def _successor_form(left: queries.Left, units: list[Any]) -> SuccessorForm:
    """A choice of units, those first who took over."""
    others = [unit for unit in units if unit not in left.successors]
    return SuccessorForm(units=[*left.successors, *others], auto_id=f"{left.unit.public_id}-%s")


@require_POST
@only_for(BuiltInGroup.OFFICE)
def take_over(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """Say who takes over from a unit that has ended."""
    before = organisation_by_public_id(public_id)
    after = organisation_by_public_id(request.POST.get("unit", ""))
    if before is None or after is None:
        messages.error(request, gettext("Bitte wählen Sie die Stelle, die übernimmt."))
        return redirect("responsibility-open")
    try:
        moved = actions.take_over_duties(organisation=before, successor=after, visitor=me, at=at)
    except Refusal as refusal:
        messages.error(request, refusal.in_words)
    else:
        words = gettext("Übergeben an „{after}“: die Regeln und {open}.")
        how_many = counted(moved, "offener Beitrag", "offene Beiträge")
        messages.success(request, words.format(after=after.name, open=how_many))
    return redirect("responsibility-open")
