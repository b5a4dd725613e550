"""Writing at the passages of a draft. Every verb is a form; a module makes it quicker."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.people.queries import Visitor
from mitmachstadt.strategy import actions, queries
from mitmachstadt.strategy.enums import Direction, PassageForm
from mitmachstadt.strategy.errors import NothingThere, PassageNotInDraft
from mitmachstadt.strategy.forms import WritingForm, parts_of
from mitmachstadt.strategy.rules import may_leave_words
from mitmachstadt.strategy.views.drafts import at_a_draft
from mitmachstadt.strategy.views.editor.chapter import chapter_page
from mitmachstadt.strategy.views.editor.desk import Desk


@require_safe
@at_a_draft
def write_first(request: HttpRequest, me: Visitor, at: datetime, edition: Any) -> HttpResponse:
    """To the first chapter; a draft without any begins with its first heading."""
    chapters = queries.chapters_of(edition)
    if not chapters:
        return chapter_page(request, me, edition, "")
    return redirect("write", public_id=edition.node.public_id, section_id=chapters[0].public_id)


@require_safe
@at_a_draft
def write(
    request: HttpRequest, me: Visitor, at: datetime, edition: Any, section_id: str
) -> HttpResponse:
    """A chapter to write at; `stelle`, `neu` and `kopf` in the address open a form in it."""
    asked = {word: request.GET.get(word, "")[:12] for word in ("stelle", "neu", "kopf")}
    return chapter_page(
        request, me, edition, section_id,
        passage=asked["stelle"], behind=asked["neu"], heading=asked["kopf"],
    )  # fmt: skip


@require_POST
@at_a_draft
def write_passage(
    request: HttpRequest, me: Visitor, at: datetime, edition: Any, passage_id: str
) -> HttpResponse:
    """Change, divide, join, move or leave out a passage."""
    typed = WritingForm(request.POST)
    typed.is_valid()
    desk = Desk(request, me, at, edition, {**typed.cleaned_data, "passage": passage_id})
    desk.typed["text"] = request.POST.get("text", "")
    placing = queries.placing_of(edition, passage_id)
    where = request.POST.get("section", "")[:12]
    if placing is None:
        return desk.refused(PassageNotInDraft(), where)
    verb = _VERBS.get(request.POST.get("what", "change"), _change)
    try:
        return desk.back_to(verb(desk, placing))
    except Refusal as refusal:
        opened = {"passage": passage_id} if "text" in request.POST else {}
        return desk.refused(refusal, passage_id, **opened)


def _change(desk: Desk, placing: Any) -> str:
    form, seen_form = _form_in(desk, "form"), _form_in(desk, "seen_form")
    actions.change_passage(
        passage=placing.passage, text=desk.typed["text"], form=form, seen=_seen(desk),
        seen_form=seen_form, **desk.by,
    )  # fmt: skip
    return str(placing.passage.node.public_id)


def _split(desk: Desk, placing: Any) -> str:
    parts = parts_of(desk.typed["text"])
    placed = actions.split_passage(
        passage=placing.passage, texts=parts, seen=_seen(desk), **desk.by
    )
    return str(placed[0].passage.node.public_id)


def _join(desk: Desk, placing: Any) -> str:
    text = desk.typed["text"] if "text" in desk.request.POST else None
    before = actions.merge_passages(passage=placing.passage, text=text, seen=_seen(desk), **desk.by)
    return str(before.passage.node.public_id)


def _leave_out(desk: Desk, placing: Any) -> str:
    may_leave_words(desk.typed["text"].strip(), placing.wording.text).require()
    actions.remove_passage(passage=placing.passage, seen=_seen(desk), **desk.by)
    return str(placing.section.node.public_id)


def _move(direction: Direction | None) -> Callable[[Desk, Any], str]:
    def move(desk: Desk, placing: Any) -> str:
        may_leave_words(desk.typed["text"].strip(), placing.wording.text).require()
        target = None
        if direction is None:
            heading = queries.heading_of(desk.edition, desk.typed.get("to") or "")
            if heading is None:
                raise NothingThere()
            target = heading.section
        actions.move_passage(passage=placing.passage, direction=direction, to=target, **desk.by)
        return str(placing.passage.node.public_id)

    return move


_VERBS: dict[str, Callable[[Desk, Any], str]] = {
    "change": _change,
    "split": _split,
    "join": _join,
    "leave-out": _leave_out,
    "up": _move(Direction.UP),
    "down": _move(Direction.DOWN),
    "move": _move(None),
}


def _form_in(desk: Desk, name: str) -> PassageForm | None:
    return PassageForm(desk.typed[name]) if desk.typed.get(name) else None


def _seen(desk: Desk) -> int | None:
    seen: int | None = desk.typed.get("seen")
    return seen


@require_POST
@at_a_draft
def add_passage(
    request: HttpRequest, me: Visitor, at: datetime, edition: Any, passage_id: str
) -> HttpResponse:
    """A new passage behind this one."""
    desk = Desk(
        request, me, at, edition, {"text": request.POST.get("text", ""), "form": _form_of(request)}
    )
    placing = queries.placing_of(edition, passage_id)
    if placing is None:
        return desk.refused(PassageNotInDraft(), request.POST.get("section", "")[:12])
    try:
        made = actions.add_passage(
            after=placing, text=desk.typed["text"], form=_form_of(request), **desk.by
        )
    except Refusal as refusal:
        return desk.refused(refusal, passage_id, behind=passage_id)
    return desk.back_to(made.passage.node.public_id)


@require_POST
@at_a_draft
def begin_section(
    request: HttpRequest, me: Visitor, at: datetime, edition: Any, section_id: str
) -> HttpResponse:
    """A new passage right below a heading."""
    desk = Desk(
        request, me, at, edition, {"text": request.POST.get("text", ""), "form": _form_of(request)}
    )
    heading = queries.heading_of(edition, section_id)
    if heading is None:
        return desk.refused(PassageNotInDraft(), section_id)
    try:
        made = actions.begin_section(
            section=heading.section, text=desk.typed["text"], form=_form_of(request), **desk.by
        )
    except Refusal as refusal:
        return desk.refused(refusal, section_id, behind=section_id)
    return desk.back_to(made.passage.node.public_id)


@require_POST
@at_a_draft
def bring_back(
    request: HttpRequest, me: Visitor, at: datetime, edition: Any, passage_id: str
) -> HttpResponse:
    """Take a passage that was left out in again."""
    desk = Desk(request, me, at, edition)
    passage = queries.passage_called(edition, passage_id)
    if passage is None:
        raise Http404("Diese Textstelle gibt es nicht.")
    try:
        actions.bring_passage_back(passage=passage, **desk.by)
    except Refusal as refusal:
        return desk.refused(refusal, "")
    return desk.back_to(passage_id)


def _form_of(request: HttpRequest) -> PassageForm:
    form = request.POST.get("form", "")
    return PassageForm(form) if form in PassageForm.values else PassageForm.PARAGRAPH
