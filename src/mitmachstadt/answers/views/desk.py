"""Templates, handing over, and whether two people look at answers."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from mitmachstadt.answers import actions
from mitmachstadt.answers.errors import NothingChosen
from mitmachstadt.answers.forms import (
    HandOverForm,
    TemplateForm,
    chosen_in,
    others_as_text,
)
from mitmachstadt.answers.queries import (
    Officer,
    all_wanted,
    balance,
    chosen,
    four_eyes_of,
    processes_with_four_eyes,
    template_by_public_id,
    templates,
)
from mitmachstadt.answers.views.answer import SHOWN
from mitmachstadt.answers.views.doors import at_a_desk
from mitmachstadt.answers.views.filters import Filter
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.nodes.queries import node_by_public_id
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor, answering_units, units_somebody_works_for
from mitmachstadt.people.views.pages import missing, only_for, page, refused
from mitmachstadt.responsibilities.actions import hand_over
from mitmachstadt.responsibilities.queries import hand_overs_of


@require_http_methods(["GET", "HEAD", "POST"])
@at_a_desk
def passing_on(request: HttpRequest, officer: Officer, at: datetime) -> HttpResponse:
    """Give contributions to another unit, with the reason that stays with them."""
    me = officer.visitor
    sent = request.POST if request.method == "POST" else request.GET
    contributions = chosen(_ids(request, officer, at))
    if not contributions:
        way = (reverse("inbox"), gettext("Zurück zum Eingang"))
        return refused(request, me, NothingChosen(), way=way)
    bound = sent if request.method == "POST" and "choose" not in sent else None
    staffed = set(units_somebody_works_for(at))
    form = HandOverForm(bound, units=answering_units(), staffed=staffed)
    status = 400 if form.errors else 200
    if form.is_valid():
        try:
            count = hand_over(nodes=contributions, visitor=me, at=at, **form.cleaned_data)
            messages.success(request, _handed_over(count, form.cleaned_data["unit"]))
            return redirect(reverse("inbox"))
        except Refusal as refusal:
            form.add_error(None, refusal.in_words)
            status = refusal.status
    context = {
        "contributions": contributions[:SHOWN],
        "more": contributions[SHOWN:],
        "others": others_as_text(contributions[SHOWN:]),
        "all": contributions,
        "trail": hand_overs_of(contributions[0]) if len(contributions) == 1 else [],
        "form": form,
        "officer": officer,
    }
    return page(request, "answers/hand_over.html", me, context, status=status)


def _ids(request: HttpRequest, officer: Officer, at: datetime) -> list[str]:
    sent: Any = request.POST if request.method == "POST" else request.GET
    if "all" not in sent:
        return chosen_in(sent)
    asked = type(request.GET)(sent["all"].removeprefix("?"))
    return all_wanted(Filter.of(asked, officer, at).wanted(balance().windows))


def _handed_over(count: int, unit: Any) -> str:
    name = unit.name if unit else gettext("keine Stelle")
    return gettext("Abgegeben an {unit}: {count}").format(unit=name, count=count)


@require_http_methods(["GET", "HEAD", "POST"])
@at_a_desk
def template_list(request: HttpRequest, officer: Officer, at: datetime) -> HttpResponse:
    """The templates of one's desks, and a form for another."""
    bound = request.POST if request.method == "POST" else None
    form = TemplateForm(bound, desks=officer.desks)
    saved = _save_template(request, officer, at, form, None)
    if saved is not None:
        return saved
    context = {"templates": templates(officer), "form": form, "officer": officer}
    status = 400 if form.errors else 200
    return page(request, "answers/templates.html", officer.visitor, context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@at_a_desk
def template(request: HttpRequest, officer: Officer, at: datetime, public_id: str) -> HttpResponse:
    """One template: changed, or deleted."""
    found = template_by_public_id(public_id, officer)
    if found is None:
        return missing(request, officer.visitor)
    if "delete" in request.POST:
        try:
            actions.delete_template(template=found, visitor=officer.visitor, at=at)
        except Refusal as refusal:
            return refused(request, officer.visitor, refusal)
        return redirect(reverse("answer-templates"))
    desk = found.unit.public_id if found.unit else ""
    initial = {"name": found.name, "text": found.text, "desk": desk}
    bound = request.POST if request.method == "POST" else None
    form = TemplateForm(bound, initial=initial, desks=officer.desks)
    saved = _save_template(request, officer, at, form, found)
    if saved is not None:
        return saved
    context = {"template": found, "form": form, "officer": officer}
    status = 400 if form.errors else 200
    return page(request, "answers/template.html", officer.visitor, context, status=status)


def _save_template(
    request: HttpRequest, officer: Officer, at: datetime, form: TemplateForm, found: Any
) -> HttpResponse | None:
    if not form.is_valid():
        return None
    given = form.cleaned_data
    try:
        actions.keep_template(
            name=given["name"],
            text=given["text"],
            unit=given["desk"],
            template=found,
            visitor=officer.visitor,
            at=at,
        )
    except Refusal as refusal:
        form.add_error(None, refusal.in_words)
        return None
    messages.success(request, gettext("Der Textbaustein ist gespeichert."))
    return redirect(reverse("answer-templates"))


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(BuiltInGroup.OFFICE)
def four_eyes(request: HttpRequest, me: Visitor, at: datetime) -> HttpResponse:
    """Where a second person releases answers: in the city, or in single processes."""
    if request.method == "POST":
        process = node_by_public_id(request.POST.get("process", ""))
        demanded = request.POST.get("demanded") == "ja"
        if request.POST.get("process") and process is None:
            return missing(request, me)
        actions.demand_four_eyes(process=process, demanded=demanded, visitor=me, at=at)
        return redirect(reverse("four-eyes"))
    context = {"in_city": four_eyes_of(None), "processes": processes_with_four_eyes()}
    return page(request, "answers/four_eyes.html", me, context)
