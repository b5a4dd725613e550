"""The city's own words about what binds, as the office publishes them."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.people.actions.texts import publish_text
from mitmachstadt.people.calculations import gaps_in
from mitmachstadt.people.enums import BuiltInGroup, TextKind
from mitmachstadt.people.forms.texts import CityTextForm
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.queries.texts import TextsOfKind, all_texts, texts_of
from mitmachstadt.people.views.pages import missing, only_for, page


@require_safe
@only_for(BuiltInGroup.OFFICE)
def desk(request: HttpRequest, me: Visitor, at: datetime) -> HttpResponse:
    """Each text with the version that holds, and what the city has not entered as yet."""
    found = all_texts(day=timezone.localdate(at))
    rows = [
        (kind, texts, gaps_in(texts.holding.text) if texts.holding else [])
        for kind, texts in found.items()
    ]
    return page(request, "people/texts.html", me, {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@only_for(BuiltInGroup.OFFICE)
def edit(request: HttpRequest, me: Visitor, at: datetime, kind: str) -> HttpResponse:
    """Write and publish the next version of a text."""
    if kind not in TextKind:
        return missing(request, me)
    of, today = TextKind(kind), timezone.localdate(at)
    texts = texts_of(of, day=today)
    data = request.POST if request.method == "POST" else None
    form = CityTextForm(data, initial=_of(texts, today))
    status = 200
    if form.is_bound:
        status = 400
        if form.is_valid():
            try:
                made = publish_text(kind=of, **form.cleaned_data, visitor=me, at=at)
                says = _("Fassung {number} ist veröffentlicht.").format(number=made.number)
                messages.success(request, says)
                return redirect("city-texts")
            except Refusal as refusal:
                form.has_seen(_newest(texts))
                form.add_error(None, refusal.in_words)
                status = refusal.status
    context = {"form": form, "kind": of, "texts": texts}
    return page(request, "people/text_edit.html", me, context, status=status)


def _newest(texts: TextsOfKind) -> int:
    return texts.versions[0].number if texts.versions else 0


def _of(texts: TextsOfKind, today: object) -> dict[str, object]:
    before = texts.versions[0] if texts.versions else None
    return {
        "text": before.text if before else "",
        "text_en": before.text_en if before else "",
        "holds_from": today,
        "seen": _newest(texts),
    }
