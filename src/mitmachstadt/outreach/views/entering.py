"""Entering what others said: one by one, a stack at once, and a second time to compare."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from mitmachstadt.contributions.errors import RemarkEmpty
from mitmachstadt.kernel.codes import code_in_groups
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.outreach import actions
from mitmachstadt.outreach.calculations import differences
from mitmachstadt.outreach.enums import ROWS
from mitmachstadt.outreach.forms import (
    FIELD_OF,
    CompareForm,
    RowForm,
    StackForm,
    TableForm,
    blank_rows,
    pasted_rows,
    rows_in,
)
from mitmachstadt.outreach.queries import sheets_of, topics_of
from mitmachstadt.outreach.views.shared import at_occasion, both, for_helpers
from mitmachstadt.people.queries import Visitor, districts
from mitmachstadt.people.views.pages import page


@dataclass
class Stack:
    """What became of the rows that were sent."""

    entered: list[tuple[actions.Entered, str]] = field(default_factory=list)
    refused: list[RowForm] = field(default_factory=list)

    @property
    def status(self) -> int:
        return 400 if self.refused else 200


@both
@for_helpers
@at_occasion
def enter(request: HttpRequest, me: Visitor, at: datetime, here: Any) -> HttpResponse:
    """One contribution, with the code for the person where it stands on no card."""
    return _entering(request, me, at, here, rows=1, template="outreach/enter.html")


@both
@for_helpers
@at_occasion
def stack(request: HttpRequest, me: Visitor, at: datetime, here: Any) -> HttpResponse:
    """A stack of cards: each row is saved or refused by itself, and nothing typed is lost."""
    return _entering(request, me, at, here, rows=None, template="outreach/stack.html")


def _entering(
    request: HttpRequest, me: Visitor, at: datetime, here: Any, *, rows: int | None, template: str
) -> HttpResponse:
    topics, sent = topics_of(here), request.method == "POST"
    form = StackForm(
        request.POST if sent else None,
        topics=topics,
        places=districts(),
        here=here.district_id,
        day=_usual_day(here, at),
    )
    table = TableForm()
    done, status, left_over = Stack(), 200, 0
    if sent and request.POST.get("act") == "paste":
        table, done.refused, left_over = _pasted(request)
        status = 400 if table.errors else 200
    elif sent:
        done = _enter_each(request, form, me, at, here)
        status = 400 if form.errors else done.status
    shown = done.refused or list(blank_rows((), least=rows or ROWS))
    if rows is None and done.refused:
        shown = [*shown, *blank_rows(shown)]
    context = {
        "occasion": here,
        "form": form,
        "rows": shown,
        "done": done,
        "table_form": table,
        "left_over": left_over,
        "sheets": sheets_of(here),
        "has_begun": here.begins <= at,
    }
    return page(request, template, me, context, status=status)


def _usual_day(here: Any, at: datetime) -> date:
    """The day on which people most likely wrote: the occasion's first, if it has come."""
    return min(timezone.localdate(here.begins), timezone.localdate(at))


def _enter_each(
    request: HttpRequest, form: StackForm, me: Visitor, at: datetime, here: Any
) -> Stack:
    """Save each row by itself; what is refused keeps its words and gets its reason."""
    done = Stack(refused=rows_in(request.POST))
    if not done.refused:
        done.refused = [RowForm(request.POST, prefix="z0")]
        done.refused[0].add_error("text", RemarkEmpty().in_words)
        return done
    if not form.is_valid():
        return done
    rows, done.refused = done.refused, []
    for row in rows:
        try:
            if not row.is_valid():
                done.refused.append(row)
                continue
            said = row.said(form.for_all)
            made = actions.enter_for(occasion=here, said=said, visitor=me, at=at)
            done.entered.append((made, code_in_groups(made.code)))
        except Refusal as refusal:
            row.add_error(FIELD_OF.get(refusal.code), refusal.in_words)
            done.refused.append(row)
    return done


def _pasted(request: HttpRequest) -> tuple[TableForm, list[RowForm], int]:
    """What was typed before, and behind it the rows of the pasted table."""
    table, typed = TableForm(request.POST), rows_in(request.POST)
    if not table.is_valid():
        return table, typed, 0
    try:
        rows, left_over = pasted_rows(table.cleaned_data["table"], behind=typed)
    except Refusal as refusal:
        table.add_error("table", refusal.in_words)
        return table, typed, 0
    return TableForm(), [*typed, *rows], left_over


@both
@for_helpers
@at_occasion
def compare(request: HttpRequest, me: Visitor, at: datetime, here: Any) -> HttpResponse:
    """Type a card a second time; where the two differ, both are shown before anything changes."""
    form, status = CompareForm(request.POST or None), 200
    context: dict[str, Any] = {"occasion": here}
    if form.is_bound:
        status = 400
        if form.is_valid():
            card, text = form.cleaned_data["card"], form.cleaned_data["text"]
            try:
                found = actions.compare_card(
                    occasion=here,
                    number=card,
                    text=text,
                    visitor=me,
                    at=at,
                    decision=request.POST.get("decision", ""),
                    meant=form.cleaned_data["meant"],
                )
                context |= {"compared": found, "card": card.upper()}
                if not found.decided:
                    context["changes"] = differences(found.entry.node.text, text)
                else:
                    form = CompareForm()
                status = 200
            except Refusal as refusal:
                form.add_error(_COMPARED.get(refusal.code, "card"), refusal.in_words)
                status = refusal.status
    return page(request, "outreach/compare.html", me, {**context, "form": form}, status=status)


_COMPARED = {"RemarkEmpty": "text", "RemarkTooLong": "text", "LooksPersonal": "meant"}
