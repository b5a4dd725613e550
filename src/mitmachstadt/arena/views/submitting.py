"""Submitting an idea, with and without an account."""

from datetime import datetime
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from mitmachstadt.arena import actions
from mitmachstadt.arena.calculations import SimilarIdea, similar_among
from mitmachstadt.arena.forms import IdeaForm
from mitmachstadt.arena.queries import (
    Arena,
    arena_by_public_id,
    fields_to_choose,
    goals_of,
    windows_of,
)
from mitmachstadt.contributions.actions import Said, Submitted
from mitmachstadt.contributions.errors import SignInExpired
from mitmachstadt.contributions.forms import AddressForm, voices_for
from mitmachstadt.contributions.views.personal import ask, has_to_be_asked, wants_to_change
from mitmachstadt.kernel.codes import code_in_groups
from mitmachstadt.kernel.language import current
from mitmachstadt.kernel.rates import address_of
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.kernel.web.visits import uncounted
from mitmachstadt.nodes.enums import Verb
from mitmachstadt.nodes.rules import opening
from mitmachstadt.people.queries import Visitor, affiliation_of, districts, organisations_of
from mitmachstadt.people.views.pages import page, who


@require_http_methods(["GET", "HEAD", "POST"])
def submit(request: HttpRequest, public_id: str) -> HttpResponse:
    """What it is, where and what for, who brings it: one page."""
    me, at = who(request)
    arena = arena_by_public_id(public_id)
    if arena is None:
        raise Http404(gettext("Unter dieser Adresse gibt es nichts."))
    form = _form(request, me, at, arena)
    if request.method != "POST":
        return _form_page(request, me, at, arena, form)
    if "similar" in request.POST:
        return uncounted(_similar(request, me, at, arena, form))
    if form.lost_its_session:
        form.add_error(None, SignInExpired().in_words)
        return _form_page(request, me, at, arena, form, status=SignInExpired.status)
    if wants_to_change(request):
        return uncounted(_form_page(request, me, at, arena, form))
    if not form.is_valid():
        return _form_page(request, me, at, arena, form, status=400)
    if has_to_be_asked(request, *form.read_by_all):
        return ask(request, me, *form.read_by_all)
    try:
        words = actions.IdeaWords(said=Said(**form.said, language=current()), **form.brought)
        done = actions.submit_idea(
            arena=arena, words=words, visitor=me, at=at, address=address_of(request)
        )
    except Refusal as refusal:
        form.add_error(None, refusal.in_words)
        return _form_page(request, me, at, arena, form, status=refusal.status)
    return _submitted_page(request, me, at, done)


def _similar(
    request: HttpRequest, me: Visitor, at: datetime, arena: Arena, form: IdeaForm
) -> HttpResponse:
    """What says something similar: alone for the script, else with the form as it was typed."""
    typed = f"{request.POST.get('title', '')} {request.POST.get('text', '')}"
    found = similar_among(arena, typed)
    if request.POST["similar"] == "liste":
        return page(request, "arena/parts/similar.html", me, {"similar": found})
    return _form_page(request, me, at, arena, form.without_errors(), similar=found)


def _form(request: HttpRequest, me: Visitor, at: datetime, arena: Arena) -> IdeaForm:
    organisations = organisations_of(me.person, at=at) if me.person else []
    return IdeaForm(
        request.POST if request.method == "POST" else None,
        voices=voices_for(organisations, is_office=me.is_office),
        districts=districts,
        signed_in=me.signed_in,
        goals=goals_of(arena),
        terms=fields_to_choose(),
    )


def _form_page(
    request: HttpRequest,
    me: Visitor,
    at: datetime,
    arena: Arena,
    form: IdeaForm,
    *,
    similar: list[SimilarIdea] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The form; where nothing is open, the reason and the words instead."""
    found = opening(Verb.SUBMIT, windows_of(arena), groups=me.groups, at=at)
    typed = ((gettext("Überschrift"), "title"), (gettext("Ihr Text"), "text"))
    context = {
        "arena": arena,
        "form": form,
        "similar": similar,
        "window": found.window,
        "refusal": found.verdict.refusal,
        "words": [(label, text) for label, name in typed if (text := request.POST.get(name, ""))],
        "affiliation": affiliation_of(me, at=at),
    }
    # Where nothing is open, that is what stands in the way, not what the form lacks.
    if found.verdict.refusal is not None and status == HTTPStatus.BAD_REQUEST:
        status = found.verdict.refusal.status
    return page(request, "arena/new.html", me, context, status=status)


def _submitted_page(
    request: HttpRequest, me: Visitor, at: datetime, done: Submitted
) -> HttpResponse:
    """The receipt, as for everything that people say."""
    context = {
        "node": done.node,
        "code": code_in_groups(done.code),
        "again": done.again,
        "unproven": done.unproven,
        "suspicion": done.suspicion,
        "window": done.node.window,
        "now": at,
        "address_form": AddressForm(),
    }
    response = page(request, "contributions/submitted.html", me, context)
    return uncounted(response) if done.again else response
