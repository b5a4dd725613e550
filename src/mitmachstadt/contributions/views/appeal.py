from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from mitmachstadt.contributions import actions
from mitmachstadt.contributions.enums import DECIDE_DAYS
from mitmachstadt.contributions.errors import NotYourContribution, PassageGone
from mitmachstadt.contributions.forms import AppealForm, CodeForm
from mitmachstadt.contributions.queries import Told, told_of
from mitmachstadt.contributions.rules import appealing
from mitmachstadt.contributions.views.code import opened_by
from mitmachstadt.contributions.views.personal import ask, has_to_be_asked, wants_to_change
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.views.pages import page, refused, typed, who


@require_http_methods(["GET", "HEAD", "POST"])
def appeal(request: HttpRequest, public_id: str) -> HttpResponse:
    """Object to the hiding of one's own contribution, with the account or with the code."""
    me, at = who(request)
    found = told_of(public_id)
    if found is None:
        return refused(request, me, PassageGone(), words=typed(request))
    is_author = me.person is not None and me.person.pk == found.node.author_id
    if request.method != "POST" and not is_author:
        return redirect(reverse("code"))
    try:
        code = "" if is_author else _code(request, at, found)
    except Refusal as refusal:
        return refused(request, me, refusal, words=typed(request))
    form = AppealForm(request.POST if "text" in request.POST else None)
    if not form.is_bound or not form.is_valid() or wants_to_change(request):
        return _page(request, me, at, found, form, code)
    if has_to_be_asked(request, form.cleaned_data["text"]):
        return ask(request, me, form.cleaned_data["text"], public=False)
    try:
        actions.appeal(
            node=found.node, visitor=me, text=form.cleaned_data["text"], code=code, at=at
        )
    except Refusal as refusal:
        form.add_error(None, refusal.in_words)
        return _page(request, me, at, found, form, code, status=refusal.status)
    return _page(request, me, at, found, AppealForm(), code)


def _code(request: HttpRequest, at: datetime, found: Told) -> str:
    """The code that opens this contribution.

    Raises:
        Refusal: it opens none, or another one.
    """
    form = CodeForm(request.POST)
    if opened_by(request, form, at).node.pk != found.node.pk:
        raise NotYourContribution()
    return str(form.cleaned_data["code"])


def _page(
    request: HttpRequest,
    me: Visitor,
    at: datetime,
    found: Told,
    form: AppealForm,
    code: str,
    *,
    status: int = 200,
) -> HttpResponse:
    context = {
        "told": found,
        "form": form,
        "code": code,
        "appealing": appealing(found.node, at=at),
        "decide_days": DECIDE_DAYS,
        "now": at,
    }
    return page(request, "contributions/appeal.html", me, context, status=status)
