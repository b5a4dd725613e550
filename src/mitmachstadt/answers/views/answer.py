"""Writing an answer: to what was chosen, with templates and what others say that is similar."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from mitmachstadt.answers import actions
from mitmachstadt.answers.calculations import alike
from mitmachstadt.answers.cards import alike_html
from mitmachstadt.answers.errors import NothingChosen
from mitmachstadt.answers.forms import (
    AnswerForm,
    chosen_in,
    others_as_text,
    typed_answer,
    versions_from,
)
from mitmachstadt.answers.queries import (
    Officer,
    all_wanted,
    answer_of,
    answered_by,
    answers_given_to,
    balance,
    chosen,
    filling,
    four_eyes_hold,
    neighbours,
    open_drafts_on,
    template_by_public_id,
    templates,
)
from mitmachstadt.answers.rules import Said, may_answer_for, may_fill_in
from mitmachstadt.answers.views.doors import at_a_desk
from mitmachstadt.answers.views.filters import Filter
from mitmachstadt.contributions.errors import PassageGone
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.nodes.queries import node_by_public_id
from mitmachstadt.people.queries import answering_units
from mitmachstadt.people.views.pages import page, refused

SHOWN = 30


@require_http_methods(["GET", "HEAD", "POST"])
@at_a_desk
def answer(request: HttpRequest, officer: Officer, at: datetime) -> HttpResponse:
    """One answer to the contributions that were chosen; choosing may come by GET or POST."""
    sent = request.POST if request.method == "POST" else request.GET
    contributions = chosen(_asked_for(sent, officer, at))
    pressed = {"choose", "insert", "draft"}.intersection(request.POST)
    is_answer = request.method == "POST" and not pressed
    if not contributions and not is_answer:
        way = (reverse("inbox"), gettext("Zurück zum Eingang"))
        return refused(request, officer.visitor, NothingChosen(), way=way)
    if "draft" in request.POST:
        return _keep(request, officer, at, contributions)
    if is_answer:
        return _give(request, officer, at, contributions)
    words, refusal = typed_answer(sent), None
    if "insert" in request.POST:
        words["reason"], refusal = inserted(sent, officer, contributions)
    form = AnswerForm(initial=words, units=answering_units())
    return _form(request, officer, contributions, form, refusal=refusal)


def _asked_for(sent: QueryDict, officer: Officer, at: datetime) -> list[str]:
    """What was chosen one by one, or all that a filter shows."""
    if "all" not in sent:
        return chosen_in(sent)
    asked = QueryDict(sent.get("all", "").removeprefix("?"))
    return all_wanted(Filter.of(asked, officer, at).wanted(balance().windows))


def inserted(
    sent: QueryDict, officer: Officer, contributions: list[Any]
) -> tuple[str, Refusal | None]:
    """The words so far with a template behind them, filled in; or why it does not fit."""
    reason = sent.get("reason", "")
    template = template_by_public_id(sent.get("template", ""), officer)
    if template is None:
        return reason, None
    refusal = may_fill_in(template.text, contributions).refusal
    if refusal is not None:
        return reason, refusal
    filled = filling(contributions, officer).fill(template.text)
    return f"{reason.rstrip()}\n\n{filled}".lstrip(), None


def _keep(
    request: HttpRequest, officer: Officer, at: datetime, contributions: list[Any]
) -> HttpResponse:
    """Keep the words as a draft; where somebody has begun one, show both."""
    form = AnswerForm(request.POST, units=answering_units(), complete=False)
    if not form.is_valid():
        return _form(request, officer, contributions, form, status=400)
    try:
        draft = actions.begin_draft(
            contributions=contributions,
            words=actions.Words(**form.cleaned_data),
            seen=versions_from(request.POST),
            visitor=officer.visitor,
            at=at,
        )
    except Refusal as refusal:
        form.add_error(None, refusal.in_words)
        return _form(request, officer, contributions, form, status=refusal.status)
    return redirect(reverse("answer-draft", args=[draft.public_id]))


def _give(
    request: HttpRequest, officer: Officer, at: datetime, contributions: list[Any]
) -> HttpResponse:
    form = AnswerForm(request.POST, units=answering_units())
    if not form.is_valid():
        return _form(request, officer, contributions, form, status=400)
    try:
        done = actions.answer_many(
            contributions=contributions,
            said=Said(**form.cleaned_data),
            seen=versions_from(request.POST),
            drafts_seen=request.POST.getlist("drafts_seen"),
            visitor=officer.visitor,
            at=at,
        )
    except Refusal as refusal:
        form.add_error(None, refusal.in_words)
        return _form(request, officer, contributions, form, status=refusal.status)
    if not done.left_out:
        return redirect(reverse("answered", args=[done.answer.public_id]))
    return _answered_page(request, officer, done.answer, left_out=done.left_out)


def _form(
    request: HttpRequest,
    officer: Officer,
    contributions: list[Any],
    form: AnswerForm,
    *,
    refusal: Refusal | None = None,
    status: int = 200,
) -> HttpResponse:
    """The form with what it answers, and with what others wrote or have answered meanwhile."""
    one = contributions[0] if len(contributions) == 1 else None
    found = alike(one, neighbours(one)) if one else []
    why_not = may_answer_for(officer, contributions).refusal
    context = {
        "contributions": contributions[:SHOWN],
        "more": contributions[SHOWN:],
        "others": others_as_text(contributions[SHOWN:]),
        "all": contributions,
        "who": _who(contributions),
        "form": form,
        "refusal": refusal or why_not,
        "templates": templates(officer),
        "similar": alike_html(found),
        "drafts": open_drafts_on(contributions),
        "may_read": why_not is None or officer.visitor.is_auditor,
        "given": answers_given_to(contributions),
        "four_eyes": four_eyes_hold(contributions),
        "officer": officer,
    }
    return page(request, "answers/answer.html", officer.visitor, context, status=status)


def _who(contributions: list[Any]) -> list[tuple[int, str]]:
    """Of whom they are, for a look before all of them are answered."""
    public = [node for node in contributions if node.is_public]
    nameless = sum(not node.author_name for node in public)
    speaking = {node.organisation_name for node in public if node.organisation_name}
    names = {node.author_name for node in public if node.author_name}
    return [
        (len(names), gettext("Namen")),
        (len(speaking), gettext("Organisationen")),
        (nameless, gettext("ohne Namen")),
    ]


@require_http_methods(["GET", "HEAD"])
@at_a_desk
def answered(request: HttpRequest, officer: Officer, at: datetime, public_id: str) -> HttpResponse:
    """What was answered just now."""
    node = node_by_public_id(public_id)
    if node is None:
        return refused(request, officer.visitor, PassageGone())
    return _answered_page(request, officer, node)


def _answered_page(
    request: HttpRequest, officer: Officer, node: Any, *, left_out: Any = ()
) -> HttpResponse:
    given = answer_of(node)
    if given is None or not node.is_public:
        return refused(request, officer.visitor, PassageGone())
    context = {
        "node": node,
        "answer": given,
        "answered": answered_by(node),
        "left_out": left_out,
        "officer": officer,
    }
    return page(request, "answers/answered.html", officer.visitor, context)
