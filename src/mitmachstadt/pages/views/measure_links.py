"""What a measure pays into, what it takes up and what it was copied from: where it is kept.

Measures and texts are rooms that do not know each other; this desk spans both.
"""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.measures.actions import say_copied, take_back_link, take_up
from mitmachstadt.measures.errors import SourceNotFound
from mitmachstadt.measures.queries import links_of, measure_by_public_id
from mitmachstadt.measures.rules.owning import may_write
from mitmachstadt.measures.views.signed_in import signed_in
from mitmachstadt.nodes.queries import node_by_public_id
from mitmachstadt.pages import actions
from mitmachstadt.pages.forms import CopiedForm, PayForm, TakeUpForm
from mitmachstadt.pages.queries.choosing import Offered, offered_to_measures
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.views.pages import attempt, not_allowed, page, refused

_LONGEST_SEARCH = 100


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def measure_links(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """Say what it pays into, takes up, was copied from; the way to take each of it back."""
    measure = _measure(public_id)
    allowed = may_write(me, measure, at=at)
    if not allowed.allowed and not (me.is_auditor and request.method != "POST"):
        assert allowed.refusal is not None
        return not_allowed(request, me, allowed.refusal)
    asked = request.GET.get("suche", "")[:_LONGEST_SEARCH].replace("\x00", " ").strip()
    offered = offered_to_measures(asked)
    forms, status = _forms(request, offered), 200
    sent = next((form for form in forms if form.is_bound), None)
    if sent is not None:
        status = attempt(sent, lambda: _said(sent, measure, me, at))
        if status == 200:
            messages.success(request, _("Gespeichert."))
            return redirect("measure-links", public_id=public_id)
    context = {
        "measure": measure,
        "links": links_of(measure),
        "forms": dict(zip(("pay", "take_up", "copied"), forms, strict=True)),
        "offered": offered,
        "asked": asked,
    }
    return page(request, "pages/measure_links.html", me, context, status=status)


def _measure(public_id: str) -> Any:
    measure = measure_by_public_id(public_id)
    if measure is None:
        raise Http404(_("Diese Maßnahme gibt es nicht (mehr)."))
    return measure


def _forms(request: HttpRequest, offered: Offered) -> list[Any]:
    """The three forms of the page; the one that was sent has what was typed."""
    sent = request.POST.get("formular", PayForm.prefix) if request.method == "POST" else ""

    def data(form: Any) -> Any:
        return request.POST if sent == form.prefix else None

    return [
        PayForm(data(PayForm), offered=offered.paid_into),
        TakeUpForm(data(TakeUpForm), offered=offered.needs),
        CopiedForm(data(CopiedForm)),
    ]


def _said(form: Any, measure: Any, me: Visitor, at: datetime) -> None:
    if isinstance(form, PayForm):
        actions.let_measure_pay_into(
            measure=measure,
            target=node_by_public_id(form.cleaned_data["target"]),
            rationale=form.cleaned_data["rationale"],
            visitor=me,
            at=at,
        )
    elif isinstance(form, TakeUpForm):
        source = node_by_public_id(form.source)
        if source is None:
            raise SourceNotFound(address=form.source[:40])
        reason = form.cleaned_data["reason"]
        take_up(measure=measure, source=source, reason=reason, visitor=me, at=at)
    else:
        original = measure_by_public_id(form.public_id)
        if original is None:
            raise SourceNotFound(address=form.public_id[:40])
        say_copied(original=original, copy=measure, visitor=me, at=at)


@require_POST
@signed_in
def take_measure_link_back(
    request: HttpRequest, me: Visitor, at: datetime, public_id: str, number: int
) -> HttpResponse:
    """With a reason, which the register keeps."""
    measure, reason = _measure(public_id), request.POST.get("reason", "")
    try:
        take_back_link(measure=measure, number=number, reason=reason, visitor=me, at=at)
    except Refusal as refusal:
        return refused(request, me, refusal)
    messages.success(request, _("Die Verknüpfung ist gelöst."))
    return redirect("measure-links", public_id=public_id)
