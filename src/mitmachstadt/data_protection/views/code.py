"""The same rights for whoever has no account, but the code of a contribution."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from mitmachstadt.contributions.forms import CodeForm
from mitmachstadt.contributions.queries import Told
from mitmachstadt.contributions.views.code import opened_by
from mitmachstadt.data_protection import actions
from mitmachstadt.data_protection.enums import Form
from mitmachstadt.data_protection.forms import ChoiceForm
from mitmachstadt.data_protection.queries import held_node
from mitmachstadt.data_protection.rules import ways_to_forget
from mitmachstadt.data_protection.views.own import TYPES, as_file
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.views.pages import page, who

both = require_http_methods(["GET", "HEAD", "POST"])


@both
def data(request: HttpRequest) -> HttpResponseBase:
    """What is kept about a contribution; as a file where a form of it is named."""
    me, at = who(request)
    if request.method != "POST":
        return redirect("code")
    code = CodeForm(request.POST)
    try:
        found = opened_by(request, code, at)
    except Refusal as refusal:
        return _ask_again(request, me, code, refusal)
    wanted = request.POST.get("form", "")
    if wanted not in Form:
        form = ChoiceForm(ways=ways_to_forget(found.node))
        return _page(request, me, at, code, found, form)
    kind = Form(wanted)
    pieces = actions.export_node(node=found.node, form=kind, at=at)
    return as_file(StreamingHttpResponse(pieces, content_type=TYPES[kind]), kind)


@both
def forget(request: HttpRequest) -> HttpResponse:
    """Delete the words, or only the name; at once, or once nothing is open about it."""
    me, at = who(request)
    if request.method != "POST":
        return redirect("code")
    code = CodeForm(request.POST)
    try:
        found = opened_by(request, code, at)
        form = ChoiceForm(request.POST, ways=ways_to_forget(found.node))
        if not form.is_valid():
            return _page(request, me, at, code, found, form, status=400)
        choice = form.cleaned_data["choice"]
        wish = actions.ask_to_forget(node=found.node, choice=choice, at=at)
    except Refusal as refusal:
        return _ask_again(request, me, code, refusal)
    context = {"wish": wish, "held": held_node(found.node, at=at)}
    return page(request, "data_protection/code_forgotten.html", me, context)


def _ask_again(request: HttpRequest, me: Visitor, form: CodeForm, refusal: Refusal) -> HttpResponse:
    if not form.errors:
        form.add_error("code", refusal.in_words)
    return page(request, "contributions/code.html", me, {"form": form}, status=refusal.status)


def _page(
    request: HttpRequest,
    me: Visitor,
    at: datetime,
    code: CodeForm,
    found: Told,
    form: ChoiceForm,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {
        "code": code.cleaned_data["code"],
        "told": found,
        "form": form,
        "forms": Form.choices,
        "held": held_node(found.node, at=at),
    }
    return page(request, "data_protection/code_data.html", me, context, status=status)
