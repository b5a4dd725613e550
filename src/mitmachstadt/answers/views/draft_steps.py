"""What is done to a draft besides writing it: others are asked, it is released or dropped."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from mitmachstadt.answers import actions
from mitmachstadt.answers.forms import PartForm, SignersForm
from mitmachstadt.answers.queries import (
    Officer,
    draft_by_public_id,
    nodes_of,
    part_by_public_id,
    signature_numbered,
)
from mitmachstadt.answers.views.doors import at_a_desk
from mitmachstadt.answers.views.drafts import draft_page, kept_out
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.people.queries import answering_units
from mitmachstadt.people.views.pages import missing, number, refused


@require_http_methods(["POST"])
@at_a_desk
def change(
    request: HttpRequest, officer: Officer, at: datetime, public_id: str, verb: str
) -> HttpResponse:
    """Ask for a part or a signature, take one back, release, drop, read again."""
    found = draft_by_public_id(public_id)
    nodes = nodes_of(found) if found is not None else []
    if (no := kept_out(request, officer, found, nodes)) is not None:
        return no
    step = _steps(request, officer, at, found).get(verb)
    if step is None:
        return missing(request, officer.visitor)
    part_form, signers = None, None
    if verb == "zulieferung":
        part_form = PartForm(request.POST, units=answering_units())
    if verb == "mitzeichnung":
        signers = SignersForm(request.POST, units=answering_units())
    form = part_form or signers
    status = 400
    if form is None or form.is_valid():
        try:
            step(**(form.cleaned_data if form else {}))
            return redirect(reverse("answer-draft", args=[public_id]))
        except Refusal as refusal:
            if form is None:
                return refused(request, officer.visitor, refusal)
            form.add_error(None, refusal.in_words)
            status = refusal.status
    forms: dict[str, Any] = {"part_form": part_form, "signers": signers}
    return draft_page(request, officer, at, found, nodes, status=status, **forms)


def _steps(
    request: HttpRequest, officer: Officer, at: datetime, found: Any
) -> dict[str, Callable[..., Any]]:
    """What can be done to a draft, by the last word of its address."""
    by: dict[str, Any] = {"visitor": officer.visitor, "at": at}
    which = request.POST.get("which", "")
    part = part_by_public_id(which)
    signature = signature_numbered(found, number(which) or 0)
    steps: dict[str, Callable[..., Any]] = {
        "zulieferung": partial(actions.ask_for_part, draft=found, **by),
        "mitzeichnung": partial(actions.ask_to_sign, draft=found, **by),
        "freigabe": partial(actions.publish_draft, draft=found, **by),
        "verwerfen": partial(actions.drop_draft, draft=found, **by),
        "gelesen": partial(actions.read_again, draft=found, **by),
    }
    if part is not None and part.draft_id == found.pk:
        steps["ohne-zulieferung"] = partial(actions.withdraw_part, part=part, **by)
    if signature is not None:
        off = partial(actions.call_off_signature, signature=signature, **by)
        steps["ohne-mitzeichnung"] = off
    return steps
