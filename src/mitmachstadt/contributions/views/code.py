from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from mitmachstadt.contributions import actions
from mitmachstadt.contributions.enums import CODE_MINUTES, CODE_TRIES
from mitmachstadt.contributions.errors import CardNotEntered, UnknownCode
from mitmachstadt.contributions.forms import CodeForm, CorrectionForm
from mitmachstadt.contributions.queries import Told, is_printed, node_by_code, told
from mitmachstadt.contributions.rules import appealing, may_correct, may_withdraw
from mitmachstadt.contributions.views.personal import ask, has_to_be_asked, wants_to_change
from mitmachstadt.kernel.rates import address_of, count_attempt, period_ends
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.people.errors import TooManyAttempts
from mitmachstadt.people.queries import Visitor, districts
from mitmachstadt.people.views.pages import page, who


@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Ask for a code; show what became of the contribution it belongs to."""
    me, at = who(request)
    form = CodeForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return page(request, "contributions/code.html", me, {"form": form})
    try:
        found = opened_by(request, form, at)
    except Refusal as refusal:
        return _ask_again(request, me, form, refusal)
    return _told_page(request, me, at, form, found)


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest) -> HttpResponse:
    """Change the words of the contribution that the code belongs to."""
    if request.method != "POST":
        return redirect(reverse("code"))
    me, at = who(request)
    form, words = CodeForm(request.POST), CorrectionForm(request.POST, districts=districts)
    try:
        found = opened_by(request, form, at)
    except Refusal as refusal:
        return _ask_again(request, me, form, refusal, text=request.POST.get("text", ""))
    if wants_to_change(request):
        return _told_page(request, me, at, form, found, words)
    if not words.is_valid():
        return _told_page(request, me, at, form, found, words, status=400)
    if has_to_be_asked(request, *words.read_by_all):
        return ask(request, me, *words.read_by_all)
    try:
        text, code = words.cleaned_data["text"], form.cleaned_data["code"]
        node = actions.correct_remark(
            code=code, text=text, place=words.place, title=words.new_title, at=at
        )
    except Refusal as refusal:
        words.add_error("text", refusal.in_words)
        return _told_page(request, me, at, form, found, words, status=refusal.status)
    messages.success(request, gettext("Ihr Text ist geändert."))
    return _told_page(request, me, at, form, told(node))


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest) -> HttpResponse:
    """Take the contribution back, after being asked once."""
    if request.method != "POST":
        return redirect(reverse("code"))
    me, at = who(request)
    form = CodeForm(request.POST)
    try:
        found = opened_by(request, form, at)
        may_withdraw(found.node, at=at).require()
        if request.POST.get("sure") != "ja":
            context = {"code": form.cleaned_data["code"], "told": found}
            return page(request, "contributions/withdraw.html", me, context)
        node = actions.withdraw_remark(code=form.cleaned_data["code"], at=at)
    except Refusal as refusal:
        return _ask_again(request, me, form, refusal)
    messages.success(request, gettext("Ihr Beitrag ist zurückgezogen. Ihre Worte sind gelöscht."))
    return _told_page(request, me, at, form, told(node))


def opened_by(request: HttpRequest, form: CodeForm, at: datetime) -> Told:
    """What the code belongs to. Tries are counted for each address, before anything is said.

    Raises:
        UnknownCode, CardNotEntered, TooManyAttempts
    """
    if form.data.get("code"):
        tries = count_attempt("code", address_of(request), at=at, minutes=CODE_MINUTES)
        if tries > CODE_TRIES:
            raise TooManyAttempts(until=period_ends(at, CODE_MINUTES))
    node = node_by_code(form.cleaned_data["code"]) if form.is_valid() else None
    if node is None:
        waits = form.is_valid() and is_printed(form.cleaned_data["code"])
        raise CardNotEntered() if waits else UnknownCode()
    return told(node)


def _ask_again(
    request: HttpRequest, me: Visitor, form: CodeForm, refusal: Refusal, text: str = ""
) -> HttpResponse:
    if not form.errors:
        about_the_code = isinstance(refusal, UnknownCode | CardNotEntered)
        form.add_error("code" if about_the_code else None, refusal.in_words)
    context = {"form": form, "words": [(gettext("Ihr Text"), text)] if text else []}
    return page(request, "contributions/code.html", me, context, status=refusal.status)


def _told_page(
    request: HttpRequest,
    me: Visitor,
    at: datetime,
    form: CodeForm,
    found: Told,
    words: CorrectionForm | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {
        "told": found,
        "code": form.cleaned_data["code"],
        "now": at,
        "may_correct": may_correct(found.node, at=at),
        "may_withdraw": may_withdraw(found.node, at=at),
        "appealing": appealing(found.node, at=at) if found.hidden_because else None,
        "words": words or CorrectionForm(node=found.node, districts=districts),
    }
    return page(request, "contributions/told.html", me, context, status=status)
