"""The fact sheet, written together."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from mitmachstadt.arena import actions
from mitmachstadt.arena.enums import SHEET_NAMES
from mitmachstadt.arena.errors import SheetChanged
from mitmachstadt.arena.forms import SheetForm
from mitmachstadt.arena.queries import Idea, sheets_of
from mitmachstadt.arena.rules import may_edit_sheet
from mitmachstadt.arena.views.finding import both, found_idea
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.views.pages import page, refused, session_ended, who


@both
def sheet(request: HttpRequest, public_id: str) -> HttpResponse:
    """Everybody reads how it grew; whoever carries the idea writes."""
    me, at = who(request)
    idea = found_idea(public_id)
    may = may_edit_sheet(me, idea)
    if request.method == "POST":
        if me.person is None:
            return session_ended(request)
        if may.refusal is not None:
            return refused(request, me, may.refusal)
        return _write(request, me, at, idea)
    sheets = sheets_of(idea)
    form = SheetForm(sheet=sheets[0] if sheets else None) if may.allowed else None
    return _page(request, me, idea, form)


def _write(request: HttpRequest, me: Visitor, at: datetime, idea: Idea) -> HttpResponse:
    form = SheetForm(request.POST, sheet=None)
    if not form.is_valid():
        return _page(request, me, idea, form, status=400)
    try:
        actions.write_sheet(idea=idea, visitor=me, at=at, **form.given)
    except Refusal as refusal:
        if isinstance(refusal, SheetChanged):
            form.read_newest(refusal.data["number"])
        form.add_error(None, refusal.in_words)
        return _page(request, me, idea, form, status=refusal.status)
    messages.success(request, _("Der Steckbrief ist gespeichert."))
    return redirect("node", public_id=idea.node.public_id)


def _page(
    request: HttpRequest, me: Visitor, idea: Idea, form: SheetForm | None, *, status: int = 200
) -> HttpResponse:
    sheets = sheets_of(idea)
    context = {
        "idea": idea,
        "form": form,
        "newest": sheets[0] if sheets else None,
        "conflict": status == SheetChanged.status,
        "versions": [
            (sheet, [(SHEET_NAMES[name], words) for name, words in sheet.parts.items() if words])
            for sheet in sheets
        ],
    }
    return page(request, "arena/sheet.html", me, context, status=status)
