from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from mitmachstadt.answers import actions
from mitmachstadt.answers.errors import NothingChosen
from mitmachstadt.answers.forms import AnswerForm, versions_from
from mitmachstadt.answers.queries import answer_of, answered_by, chosen
from mitmachstadt.contributions.errors import PassageGone
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.nodes.queries import node_by_public_id
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor, answering_units
from mitmachstadt.people.views.pages import only_for, page, refused

SHOWN = 30


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(BuiltInGroup.OFFICE)
def answer(request: HttpRequest, me: Visitor, at: datetime) -> HttpResponse:
    """One answer to the contributions that were chosen; choosing may come by GET or POST."""
    is_answer = request.method == "POST" and "choose" not in request.POST
    sent = request.POST if request.method == "POST" else request.GET
    form = AnswerForm(request.POST if is_answer else None, units=answering_units())
    contributions = chosen(sent.getlist("n"))
    if not contributions and not is_answer:
        way = (reverse("inbox"), gettext("Zurück zum Eingang"))
        return refused(request, me, NothingChosen(), way=way)
    status = 200
    if is_answer and form.is_valid():
        try:
            node = actions.give_answer(
                contributions=contributions,
                seen=versions_from(request.POST),
                visitor=me,
                at=at,
                **form.cleaned_data,
            )
        except Refusal as refusal:
            form.add_error(None, refusal.in_words)
            status = refusal.status
        else:
            return redirect(reverse("answered", args=[node.public_id]))
    context = {
        "contributions": contributions[:SHOWN],
        "more": contributions[SHOWN:],
        "all": contributions,
        "form": form,
    }
    status = 400 if status == 200 and form.errors else status
    return page(request, "answers/answer.html", me, context, status=status)


@require_http_methods(["GET", "HEAD"])
@only_for(BuiltInGroup.OFFICE)
def answered(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """What was answered just now."""
    node = node_by_public_id(public_id)
    given = answer_of(node) if node is not None else None
    if node is None or given is None:
        return refused(request, me, PassageGone())
    context = {"node": node, "answer": given, "answered": answered_by(node)}
    return page(request, "answers/answered.html", me, context)
