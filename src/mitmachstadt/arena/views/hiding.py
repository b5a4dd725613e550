"""Moderators look at words beside an idea, hide them with a reason, and show them again."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from mitmachstadt.arena.actions import hiding
from mitmachstadt.arena.enums import Words
from mitmachstadt.arena.forms import ReasonForm
from mitmachstadt.arena.queries.hiding import Judged, words_to_judge
from mitmachstadt.arena.views.finding import both
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.views.pages import attempt, only_for, page


@both
@only_for(BuiltInGroup.MODERATOR)
def words(request: HttpRequest, me: Visitor, at: datetime, what: str, number: int) -> HttpResponse:
    """The words as they stand in the row, hidden or not, and the one decision about them."""
    judged = _judged(what, number)
    form, status = ReasonForm(request.POST or None), 200
    if request.method == "POST":
        form = ReasonForm(request.POST)
        act = hiding.show_words if "show" in request.POST else hiding.hide_words
        status = attempt(
            form,
            lambda: act(
                what=judged.what, number=number, reason=form.cleaned_data["reason"],
                visitor=me, at=at,
            ),
        )  # fmt: skip
        if status == 200:
            messages.success(request, _("Gespeichert. Der Grund ist öffentlich."))
            return redirect("words-hide", what=what, number=number)
    way = reverse(judged.way[0], args=judged.way[1:])
    context = {"judged": judged, "way": way, "form": form}
    return page(request, "arena/hiding.html", me, context, status=status)


def _judged(what: str, number: int) -> Judged:
    known = what in Words.values and number < 10**18
    found = words_to_judge(Words(what), number) if known else None
    if found is None:
        raise Http404(_("Unter dieser Adresse gibt es nichts."))
    return found
