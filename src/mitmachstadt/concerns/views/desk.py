"""What people wrote to the office, soonest due first."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mitmachstadt.concerns import actions
from mitmachstadt.concerns.enums import Shelf
from mitmachstadt.concerns.forms import AnswerForm
from mitmachstadt.concerns.queries import concern_by_public_id, counts_of_desk, desk_page
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.views.pages import missing, only_for, page, refused


@require_safe
@only_for(BuiltInGroup.OFFICE)
def desk(request: HttpRequest, me: Visitor, at: datetime) -> HttpResponse:
    """A part of the desk; what came without a proof of work stands by itself."""
    asked = request.GET.get("stand", "")
    shelf = Shelf(asked) if asked in Shelf else Shelf.OPEN
    context = {
        "shelf": shelf,
        "shelves": list(Shelf),
        "counts": counts_of_desk(at=at),
        "found": desk_page(shelf, after=request.GET.get("nach", ""), at=at),
    }
    return page(request, "concerns/desk.html", me, context)


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(BuiltInGroup.OFFICE)
def answer(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """One concern, and the answer to it."""
    found = concern_by_public_id(public_id)
    if found is None:
        return missing(request, me)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    status = 200
    if form.is_bound:
        status = 400
        if form.is_valid():
            text = form.cleaned_data["text"]
            try:
                actions.answer_concern(concern=found, text=text, visitor=me, at=at)
                messages.success(request, _("Die Antwort ist gespeichert."))
                return redirect("concern-answer", public_id=public_id)
            except Refusal as refusal:
                form.add_error(None, refusal.in_words)
                status = refusal.status
                found = concern_by_public_id(public_id) or found
    context = {"concern": found, "form": form, "now": at}
    return page(request, "concerns/answer.html", me, context, status=status)


@require_POST
@only_for(BuiltInGroup.OFFICE)
def discard(request: HttpRequest, me: Visitor, at: datetime) -> HttpResponse:
    """Put what was chosen away as spam."""
    try:
        gone = actions.discard_concerns(
            public_ids=request.POST.getlist("chosen")[:200], visitor=me, at=at
        )
    except Refusal as refusal:
        return refused(request, me, refusal)
    messages.success(request, _("Als Spam gelöscht: {count}").format(count=gone))
    return redirect("concern-desk")


@require_POST
@only_for(BuiltInGroup.OFFICE)
def accept(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """What came without a proof of work is no spam."""
    found = concern_by_public_id(public_id)
    if found is None:
        return missing(request, me)
    actions.put_among_the_others(concern=found, visitor=me)
    return redirect("concern-answer", public_id=public_id)
