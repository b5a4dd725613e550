"""The office's desk for texts: read a file in, decide what the importer asks, publish."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.views.pages import only_for, page
from mitmachstadt.strategy import actions, queries
from mitmachstadt.strategy.calculations import finding_in_words
from mitmachstadt.strategy.enums import SectionKind
from mitmachstadt.strategy.forms import (
    NewTextForm,
    TextForm,
    decisions_from,
    kinds_from,
    kinds_seen,
)
from mitmachstadt.strategy.views.paging import asked_for, shown


@require_safe
@only_for(BuiltInGroup.OFFICE)
def desk(request: HttpRequest, me: Visitor, at: datetime) -> HttpResponse:
    """All documents with their drafts."""
    return _desk_page(request, me)


@only_for(BuiltInGroup.OFFICE)
def new_text(request: HttpRequest, me: Visitor, at: datetime) -> HttpResponse:
    """Read a file into a draft edition of a document, new or known."""
    form = NewTextForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            edition = actions.read_in(**form.cleaned_data, visitor=me, at=at)
            return redirect("draft", public_id=edition.node.public_id)
        except Refusal as refusal:
            form.add_error(None, refusal.in_words)
    status = 400 if form.errors else 200
    return page(request, "strategy/new_text.html", me, {"form": form}, status=status)


@only_for(BuiltInGroup.OFFICE)
def replace_text(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """Give a draft the words of another file."""
    edition = _draft(public_id)
    form = TextForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.replace_draft(edition=edition, **form.cleaned_data, visitor=me, at=at)
            return redirect("draft", public_id=public_id)
        except Refusal as refusal:
            form.add_error(None, refusal.in_words)
    context = {"form": form, "edition": edition}
    status = 400 if form.errors else 200
    return page(request, "strategy/replace_text.html", me, context, status=status)


@require_safe
@only_for(BuiltInGroup.OFFICE)
def draft(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """A draft with the importer's report and a preview, before anything is published."""
    return _draft_page(request, me, _draft(public_id))


@require_POST
@only_for(BuiltInGroup.OFFICE)
def decide_flags(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    edition, decisions = _draft(public_id), decisions_from(request.POST)
    try:
        actions.decide(edition=edition, decisions=decisions, visitor=me, at=at)
    except Refusal as refusal:
        return _draft_page(request, me, _draft(public_id), refusal, decisions)
    return redirect(f"{reverse('draft', args=[public_id])}{asked_for(request, 'pruefen')}")


@require_POST
@only_for(BuiltInGroup.OFFICE)
def set_kinds(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """Say of each section what stands below it."""
    edition = _draft(public_id)
    kinds, seen = kinds_from(request.POST), kinds_seen(request.POST)
    try:
        actions.set_section_kinds(edition=edition, kinds=kinds, seen=seen, visitor=me, at=at)
    except Refusal as refusal:
        # What was left alone shows what stands there now.
        typed = {key: kind for key, kind in kinds.items() if kind != (seen or {}).get(key)}
        return _draft_page(request, me, edition, refusal, kinds=typed)
    return redirect(f"{reverse('draft', args=[public_id])}{asked_for(request, 'arten')}")


@require_POST
@only_for(BuiltInGroup.OFFICE)
def revise(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """Begin the next edition as a copy of this one."""
    edition = queries.edition_by_public_id(public_id)
    if edition is None or not edition.is_published:
        raise Http404("Diese Fassung gibt es nicht.")
    label = request.POST.get("label", "")
    try:
        made = actions.revise_edition(edition=edition, label=label, visitor=me, at=at)
    except Refusal as refusal:
        return _desk_page(request, me, refusal, {"edition": public_id, "label": label})
    return redirect("draft", public_id=made.node.public_id)


@require_POST
@only_for(BuiltInGroup.OFFICE)
def discard(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    edition = _draft(public_id)
    try:
        actions.discard_draft(edition=edition, visitor=me, at=at)
    except Refusal as refusal:
        return _draft_page(request, me, edition, refusal)
    return redirect("text-desk")


@require_POST
@only_for(BuiltInGroup.OFFICE)
def publish(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    edition = _draft(public_id)
    try:
        actions.publish_edition(edition=edition, visitor=me, at=at)
    except Refusal as refusal:
        return _draft_page(request, me, _draft(public_id), refusal)
    return redirect("reading", public_id=public_id, leaf=1)


def _desk_page(
    request: HttpRequest,
    me: Visitor,
    refusal: Refusal | None = None,
    typed: Mapping[str, str] | None = None,
) -> HttpResponse:
    drafts = queries.drafts()
    context = {
        "documents": queries.documents_with_editions(drafts_too=True),
        "drafts": drafts,
        "drafted": {edition.document_id for edition in drafts},
        "refusal": refusal,
        "typed": typed,
    }
    status = refusal.status if refusal else 200
    return page(request, "strategy/desk.html", me, context, status=status)


def _draft_page(
    request: HttpRequest,
    me: Visitor,
    edition: Any,
    refusal: Refusal | None = None,
    chosen: Mapping[str, bool] | None = None,
    kinds: Mapping[str, SectionKind] | None = None,
) -> HttpResponse:
    """The draft; after a refusal with what was chosen, so that nobody has to choose it again."""
    answers = chosen or {}
    flags = [
        (
            number,
            {
                **flag,
                "text": finding_in_words(flag),
                "decided": answers.get(str(number), flag["decided"]),
            },
        )
        for number, flag in enumerate(edition.report.get("flags", []))
    ]
    chapters, former = queries.chapters_of(edition), queries.edition_before(edition)
    titled = [section for each in chapters for section in each.sections if section.title]
    headings = [(each, (kinds or {}).get(each.public_id, each.kind)) for each in titled]
    completeness = queries.completeness_of(edition, chapters)
    left_out = queries.left_out_of(edition, former)
    here = reverse("draft", args=[edition.node.public_id])
    continuation = _continuation(edition, former, chapters)
    groups = continuation.groups if continuation else []
    context = {
        "edition": edition,
        "continuation": continuation,
        "groups": [
            (name, shown(request, here, _ASKED_BY[name], rows, most=10)) for name, rows in groups
        ],
        "report": edition.report,
        "flags": shown(request, here, "pruefen", flags, most=15),
        "chapters": shown(request, here, "kapitel", chapters, most=40),
        "headings": shown(request, here, "arten", headings, most=20),
        "completeness": completeness,
        "gaps": shown(request, here, "luecken", completeness.gaps, most=20),
        "left_out": shown(request, here, "herausgenommen", left_out, most=15),
        "former": former,
        "kinds": SectionKind.choices,
        "refusal": refusal,
    }
    status = refusal.status if refusal else 200
    return page(request, "strategy/draft.html", me, context, status=status)


_ASKED_BY = {
    "changed": "geaendert", "moved": "verschoben", "new": "neu", "gone": "entfallen"
}  # fmt: skip


def _continuation(edition: Any, former: Any, chapters: list[queries.DraftChapter]) -> Any:
    """What a text that was read in makes of the passages of the edition before, if there is one."""
    if former is None or not edition.source or edition.report.get("reading"):
        return None
    return queries.continuation(former, [s for chapter in chapters for s in chapter.sections])


def _draft(public_id: str) -> Any:
    edition = queries.edition_by_public_id(public_id)
    if edition is None or edition.is_published:
        raise Http404("Diesen Entwurf gibt es nicht (mehr).")
    return edition
