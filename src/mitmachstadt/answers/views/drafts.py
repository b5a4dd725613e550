"""A draft of an answer: shown, written, saved and handed in."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from mitmachstadt.answers import actions
from mitmachstadt.answers.errors import DraftChanged, DraftIncomplete
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
    signatures_of,
    templates,
    to_sign,
    to_supply,
    went_along,
    writers_of,
)
from mitmachstadt.answers.rules import may_release, may_still_answer, may_work_on, speaks_for
from mitmachstadt.answers.views.answer import SHOWN, inserted
from mitmachstadt.answers.views.doors import at_a_desk
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.people.queries import answering_units
from mitmachstadt.people.views.pages import missing, number, page, refused, typed


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
    if found is not None and found.answer is not None and request.method != "POST":
        return redirect(reverse("answered", args=[found.answer.public_id]))
    nodes = nodes_of(found) if found is not None else []
    if (no := kept_out(request, officer, found, nodes)) is not None:
        return no
    if request.method != "POST":
        return draft_page(request, officer, at, found, nodes)
    if {"insert", "take"}.intersection(request.POST):
        return _filled(request, officer, at, found, nodes)
    return _write(request, officer, at, found, nodes)


def kept_out(
    request: HttpRequest, officer: Officer, found: Any, nodes: list[Any]
) -> HttpResponse | None:
    """The page for who may not work on this draft, with what they typed; an auditor may look."""
    if found is None:
        return missing(request, officer.visitor)
    went_along(found, nodes)
    refusal = may_work_on(found, officer, nodes).refusal
    looking = request.method != "POST"
    if refusal is None or (looking and officer.visitor.is_auditor):
        return None
    return refused(request, officer.visitor, refusal, words=None if looking else typed(request))


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
    return draft_page(request, officer, at, found, nodes, form=form, refusal=refusal)


def _write(
    request: HttpRequest, officer: Officer, at: datetime, found: Any, nodes: list[Any]
) -> HttpResponse:
    """Save the words, and do with them what the button says."""
    form = AnswerForm(request.POST, units=answering_units(), complete=False)
    if not form.is_valid():
        return draft_page(request, officer, at, found, nodes, form=form, status=400)
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
        theirs = now if isinstance(refusal, DraftChanged) else None
        return draft_page(
            request, officer, at, now, nodes, form=form, theirs=theirs, status=refusal.status
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


def draft_page(
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
        "changed": [
            node
            for node in nodes
            if seen.get(node.public_id) != node.version
            or not may_still_answer(found, [node]).allowed
        ],
        "form": form or AnswerForm(initial=words_of(found), units=units, complete=False),
        "part_form": part_form or PartForm(units=others),
        "signers": signers or SignersForm(units=others),
        "parts": part_lines(parts_of(found), timezone.localdate(at)),
        "signatures": signatures_of(found),
        "templates": templates(officer),
        "given": answers_given_to(nodes),
        "four_eyes": four_eyes_hold(nodes) or found.ready is not None,
        "may_write": speaks_for(found, officer),
        "may_release": officer.has_desk and may_release(found, officer, writers).allowed,
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
