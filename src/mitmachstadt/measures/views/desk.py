"""The desk where measures are kept: of the office, of units, and of organisations."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mitmachstadt.kernel.text import clean_line
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.measures import actions, queries
from mitmachstadt.measures.cards import lines_html
from mitmachstadt.measures.enums import OWNERS, MeasureType, Phase
from mitmachstadt.measures.errors import (
    NotYourMeasure,
    OnlyNetworkFromMembers,
    SourceNotFound,
)
from mitmachstadt.measures.forms.contents import (
    ContentForm,
    PrinciplesForm,
    StartForm,
)
from mitmachstadt.measures.queries.desk import commitments_of_members, owned_by
from mitmachstadt.measures.rules.gates import checklist, next_phase
from mitmachstadt.measures.rules.owning import may_write
from mitmachstadt.measures.views.parts import PARTS, can_review
from mitmachstadt.measures.views.signed_in import signed_in
from mitmachstadt.nodes.forms import public_ids_in
from mitmachstadt.nodes.queries import nodes_by_public_id
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import (
    Visitor,
    districts,
    organisation_by_public_id,
    posts_of,
    public_organisations,
)
from mitmachstadt.people.views.pages import (
    attempt,
    not_allowed,
    number,
    only_for,
    page,
    refused,
)

both = require_http_methods(["GET", "HEAD", "POST"])


def _to_edit(public_id: str) -> str:
    return reverse("measure-edit", args=[public_id])


@require_safe
@signed_in
def desk(request: HttpRequest, me: Visitor, at: datetime) -> HttpResponse:
    """The measures that somebody may write, and the way to a new one."""
    owned = owned_by(me, at=at)
    every = me.is_office or me.is_auditor
    owners = None if every else [each.pk for each in owned.organisations]
    before = number(request.GET.get("ab", ""))
    found = queries.measure_list(queries.Filter(), at=at, before=before, owners=owners)
    context = {
        "lines": lines_html(found.lines, way=_to_edit),
        "can_start": bool(owned.organisations),
        "commitments": commitments_of_members(me, at=at),
        "older": f"?ab={found.older}" if found.older else "",
        "newer": "." if before else "",
    }
    return page(request, "measures/desk.html", me, context)


@both
@signed_in
def new(request: HttpRequest, me: Visitor, at: datetime) -> HttpResponse:
    """Start a measure, or register a project of one's organisation."""
    owned = owned_by(me, at=at, looking=request.method != "POST")
    if not owned.organisations:
        return not_allowed(request, me, OnlyNetworkFromMembers())
    arising = request.GET.get("aus", "")[:200]
    form = StartForm(request.POST or None, owned=owned, arising=arising, districts=districts())
    made: list[Any] = []
    status = 200
    if form.is_bound:
        status = attempt(form, lambda: made.append(_started(form, me, at)))
    if made:
        messages.success(request, _("„{name}“ ist angelegt.").format(name=made[0].node.title))
        return redirect("measure-edit", public_id=made[0].node.public_id)
    version = queries.principles_in_force(timezone.localdate(at))
    unsigned = [] if me.is_office or version is None else _unsigned(owned.organisations, at)
    context = {"form": form, "principles": version, "unsigned": unsigned}
    return page(request, "measures/new.html", me, context, status=status)


def _started(form: StartForm, me: Visitor, at: datetime) -> Any:
    values = form.cleaned_data
    return actions.start_measure(
        arising_from=_sources(public_ids_in(values["arising"])),
        type=form.chosen_type,
        owner=form.owners[values["owner"]],
        content=form.content,
        visitor=me,
        at=at,
        confirmed=values["confirmed"],
    )


def _sources(wanted: list[str]) -> list[Any]:
    """What the measure arises from, all of it or a reason."""
    found = {node.public_id: node for node in nodes_by_public_id(wanted)}
    for public_id in wanted:
        if public_id not in found:
            raise SourceNotFound(address=public_id[:40])
    return [found[public_id] for public_id in wanted]


def _unsigned(organisations: list[Any], at: datetime) -> list[Any]:
    """Of the organisations that could own network measures, those that have not signed."""
    today = timezone.localdate(at)
    possible = [each for each in organisations if each.kind in OWNERS[MeasureType.NETWORK]]
    return [each for each in possible if queries.commitment_in_force(each, today) is None]


@both
@signed_in
def edit(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """What a measure says about itself, and the way to everything else."""
    measure = queries.measure_by_public_id(public_id)
    if measure is None:
        raise Http404(_("Diese Maßnahme gibt es nicht (mehr)."))
    allowed = may_write(me, measure, at=at)
    if not allowed.allowed and not (me.is_auditor and request.method != "POST"):
        assert allowed.refusal is not None
        return not_allowed(request, me, allowed.refusal)
    form = ContentForm(
        request.POST or None, districts=districts(), posts=posts_of(measure.owner), measure=measure
    )
    status = 200
    if form.is_bound:
        status = attempt(form, lambda: _changed(form, measure, me, at))
        if status == 200:
            messages.success(request, _("Gespeichert."))
            return redirect("measure-edit", public_id=public_id)
    coming = next_phase(measure)
    lacking = queries.lacks(measure, on=timezone.localdate(at))
    context = {
        "form": form,
        "measure": measure,
        "bound": queries.commitment_in_force(measure.owner, timezone.localdate(at)),
        "parts": [(name, part.label) for name, part in PARTS.items()],
        "coming": coming,
        "asked": checklist(measure, coming, lacking=lacking) if coming else [],
        "now": Phase(measure.phase),
    }
    return page(request, "measures/edit.html", me, context, status=status)


def _changed(form: ContentForm, measure: Any, me: Visitor, at: datetime) -> None:
    seen = form.cleaned_data["seen"]
    actions.change_measure(measure=measure, content=form.content, visitor=me, at=at, seen=seen)


@both
@signed_in
def part(
    request: HttpRequest, me: Visitor, at: datetime, public_id: str, name: str
) -> HttpResponse:
    """One verb on a measure: its form, and doing it."""
    measure, verb = queries.measure_by_public_id(public_id), PARTS.get(name)
    if measure is None or verb is None:
        raise Http404(_("Diese Maßnahme gibt es nicht (mehr)."))
    allowed = may_write(me, measure, at=at)
    outside = name == "bewertung" and can_review(me, at)
    if not allowed.allowed and not outside and not (me.is_auditor and request.method != "POST"):
        return not_allowed(request, me, allowed.refusal or NotYourMeasure(name=measure.owner.name))
    shown = queries.measure_page(measure.node, at=at)
    assert shown is not None
    form = verb.form(
        request.POST if request.method == "POST" else None, known=verb.known(shown, at)
    )
    status = 200
    if request.method == "POST":
        status = attempt(form, lambda: verb.act(measure, form.cleaned_data, me, at))
        if status == 200:
            messages.success(request, _("Gespeichert."))
            return redirect("node", public_id=public_id)
    coming = next_phase(measure) if name == "phase" else None
    lacking = queries.lacks(measure, on=timezone.localdate(at)) if coming else ()
    context = {
        "form": form,
        "measure": measure,
        "label": verb.label,
        "coming": coming,
        "asked": checklist(measure, coming, lacking=lacking) if coming else [],
    }
    return page(request, "measures/part.html", me, context, status=status)


@both
@only_for(BuiltInGroup.OFFICE)
def principles(request: HttpRequest, me: Visitor, at: datetime) -> HttpResponse:
    """Which unit owns central measures, and the versions of the principles."""
    form = PrinciplesForm(request.POST if "label" in request.POST else None)
    status = 200
    if request.method == "POST":
        try:
            status = _ruled(request, form, me, at)
        except Refusal as refusal:
            return refused(request, me, refusal)
        if status == 200:
            messages.success(request, _("Gespeichert."))
            return redirect("principles-desk")
    context = {
        "form": form,
        "unit": queries.central_unit(),
        "units": public_organisations(),
        "versions": queries.principles_versions(),
    }
    return page(request, "measures/principles.html", me, context, status=status)


def _ruled(request: HttpRequest, form: PrinciplesForm, me: Visitor, at: datetime) -> int:
    """Name the unit, bring a version into force, or write a draft."""
    given = request.POST
    if "unit" in given:
        unit = organisation_by_public_id(clean_line(given["unit"])[:12])
        if unit is None:
            raise Http404(_("Diese Stelle gibt es nicht."))
        actions.name_central_unit(unit=unit, visitor=me, at=at)
        return 200
    if "version" in given:
        version = queries.principles_version(number(given["version"]) or 0)
        if version is None:
            raise Http404(_("Diese Fassung gibt es nicht."))
        actions.bring_into_force(version=version, visitor=me, at=at)
        return 200

    def act() -> None:
        label = form.cleaned_data["label"]
        actions.word_principles(label=label, items=form.items, visitor=me, at=at)

    return attempt(form, act)
