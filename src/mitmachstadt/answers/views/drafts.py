"""A draft of an answer, and everything that is done to it."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from mitmachstadt.answers import actions
from mitmachstadt.answers.errors import DraftIncomplete
from mitmachstadt.answers.forms import AnswerForm, PartForm, SignersForm, typed_answer
from mitmachstadt.answers.queries import (
    Officer,
    answers_given_to,
    draft_by_public_id,
    four_eyes_hold,
    nodes_of,
    open_drafts,
    part_by_public_id,
    part_lines,
    parts_of,
    seen_in,
    signature_numbered,
    signatures_of,
    templates,
    to_sign,
    to_supply,
    writers_of,
)
from mitmachstadt.answers.rules import may_release, may_work_on
from mitmachstadt.answers.views.answer import SHOWN, inserted
from mitmachstadt.answers.views.doors import at_a_desk
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.people.queries import answering_units
from mitmachstadt.people.views.pages import missing, number, page, refused


@require_http_methods(["GET", "HEAD"])
@at_a_desk
def drafts(request: HttpRequest, officer: Officer, at: datetime) -> HttpResponse:
    """What is being written, and what others wait for."""
    today = timezone.localdate(at)
    context = {
        "drafts": open_drafts(officer),
        "to_sign": to_sign(officer),
        "to_supply": part_lines(to_supply(officer), today),
        "officer": officer,
    }
    return page(request, "answers/drafts.html", officer.visitor, context)


@require_http_methods(["GET", "HEAD", "POST"])
@at_a_desk
def draft(request: HttpRequest, officer: Officer, at: datetime, public_id: str) -> HttpResponse:
    """The draft's words: shown, changed, and filled from a template or a part."""
    found = draft_by_public_id(public_id)
    if found is None:
        return missing(request, officer.visitor)
    if found.answer is not None:
        return redirect(reverse("answered", args=[found.answer.public_id]))
    nodes = nodes_of(found)
    if request.method != "POST":
        refusal = may_work_on(found, officer, nodes).refusal
        if refusal is not None and not officer.visitor.is_auditor:
            return refused(request, officer.visitor, refusal)
        return _draft_page(request, officer, at, found, nodes)
    if {"insert", "take"}.intersection(request.POST):
        return _filled(request, officer, at, found, nodes)
    return _write(request, officer, at, found, nodes)


def _filled(
    request: HttpRequest, officer: Officer, at: datetime, found: Any, nodes: list[Any]
) -> HttpResponse:
    """The words with a template or another unit's part behind them; nothing is saved as yet."""
    words, refusal = typed_answer(request.POST), None
    if "insert" in request.POST:
        words["reason"], refusal = inserted(request.POST, officer, nodes)
    part = part_by_public_id(request.POST.get("take", ""))
    if part is not None and part.draft_id == found.pk:
        words["reason"] = f"{words['reason'].rstrip()}\n\n{part.text}".lstrip()
    form = AnswerForm(initial=words, units=answering_units(), complete=False)
    return _draft_page(request, officer, at, found, nodes, form=form, refusal=refusal)


def _write(
    request: HttpRequest, officer: Officer, at: datetime, found: Any, nodes: list[Any]
) -> HttpResponse:
    """Save the words, and do with them what the button says."""
    form = AnswerForm(request.POST, units=answering_units(), complete=False)
    if not form.is_valid():
        return _draft_page(request, officer, at, found, nodes, form=form, status=400)
    try:
        actions.write_draft(
            draft=found,
            words=actions.Words(**form.cleaned_data),
            version=number(request.POST.get("version", "")) or 0,
            visitor=officer.visitor,
            at=at,
        )
        return _done(request, officer, at, found)
    except Refusal as refusal:
        form.add_error(None, refusal.in_words)
        now = draft_by_public_id(found.public_id)
        return _draft_page(
            request, officer, at, now, nodes, form=form, theirs=now, status=refusal.status
        )


def _done(request: HttpRequest, officer: Officer, at: datetime, found: Any) -> HttpResponse:
    me = officer.visitor
    here = redirect(reverse("answer-draft", args=[found.public_id]))
    if "publish" in request.POST:
        node = actions.publish_draft(draft=found, visitor=me, at=at)
        return redirect(reverse("answered", args=[node.public_id]))
    if "hand_in" in request.POST:
        if not request.POST.get("kind"):
            raise DraftIncomplete()
        actions.hand_in(draft=found, visitor=me, at=at)
        messages.success(request, gettext("Der Entwurf liegt zur Freigabe vor."))
        return here
    messages.success(request, gettext("Der Entwurf ist gespeichert."))
    return here


def _draft_page(
    request: HttpRequest,
    officer: Officer,
    at: datetime,
    found: Any,
    nodes: list[Any],
    *,
    form: AnswerForm | None = None,
    part_form: PartForm | None = None,
    signers: SignersForm | None = None,
    refusal: Refusal | None = None,
    theirs: Any = None,
    status: int = 200,
) -> HttpResponse:
    units, writers, seen = answering_units(), writers_of(found), seen_in(found)
    others = [unit for unit in units if unit.pk != found.unit_id]
    context = {
        "draft": found,
        "contributions": nodes[:SHOWN],
        "more": nodes[SHOWN:],
        "all": nodes,
        "changed": [node for node in nodes if seen.get(node.public_id) != node.version],
        "form": form or AnswerForm(initial=words_of(found), units=units, complete=False),
        "part_form": part_form or PartForm(units=others),
        "signers": signers or SignersForm(units=others),
        "parts": part_lines(parts_of(found), timezone.localdate(at)),
        "signatures": signatures_of(found),
        "templates": templates(officer),
        "given": answers_given_to(nodes),
        "four_eyes": four_eyes_hold(nodes) or found.ready is not None,
        "may_release": may_release(found, officer, writers).allowed,
        "theirs": theirs,
        "refusal": refusal,
        "officer": officer,
    }
    return page(request, "answers/draft.html", officer.visitor, context, status=status)


def words_of(found: Any) -> dict[str, Any]:
    """What stands in a draft, as the form shows it."""
    return {
        "kind": found.kind,
        "reason": found.reason,
        "unit": found.asked.public_id if found.asked else "",
        "until": found.until,
        "elsewhere": found.elsewhere.public_id if found.elsewhere else "",
    }


@require_http_methods(["POST"])
@at_a_desk
def change(
    request: HttpRequest, officer: Officer, at: datetime, public_id: str, verb: str
) -> HttpResponse:
    """Ask for a part or a signature, take one back, release, drop, read again."""
    found = draft_by_public_id(public_id)
    step = _steps(request, officer, at, found).get(verb) if found is not None else None
    if found is None or step is None:
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
    nodes = nodes_of(found)
    forms: dict[str, Any] = {"part_form": part_form, "signers": signers}
    return _draft_page(request, officer, at, found, nodes, status=status, **forms)


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
