"""Who was invited: entered at the desk of a process, and read over all of them."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from mitmachstadt.formats import actions
from mitmachstadt.formats.forms import CorrectionForm, InvolvementForm, ReminderForm
from mitmachstadt.formats.queries import ProcessPage, invitation_numbered, involvement_page
from mitmachstadt.formats.rules import is_of_another_district
from mitmachstadt.formats.views.desk_page import answer, facts_of, sent
from mitmachstadt.kernel.days import midnight_after
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.kernel.web.anonymous_pages import keep
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor, districts, public_organisations
from mitmachstadt.people.views.pages import number, only_for, page, who

both = require_http_methods(["GET", "HEAD", "POST"])
COLUMNS = (
    "district", "organisation", "unit", "audience", "channel", "invited_on", "respond_by",
    "answered_on", "stance", "answer", "responses",
)  # fmt: skip


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Which districts and units were invited to which process, when and how."""
    me, at = who(request)
    found, older = involvement_page(at=at, after=number(request.GET.get("ab", "")) or 0)
    context = {"processes": found, "older": f"?ab={older}" if older else ""}
    if me.signed_in:
        return page(request, "formats/involvement.html", me, context)
    response = render(request, "formats/involvement.html", {"person": None, **context})
    # Whether an answer is late is told from the day.
    return keep(response, until=midnight_after(timezone.localdate(at)))


@both
@only_for(BuiltInGroup.OFFICE)
def involvement(request: HttpRequest, me: Visitor, at: datetime, public_id: str) -> HttpResponse:
    """Enter that somebody was invited, or what they answered."""
    facts = facts_of(public_id, at)
    form = _form(InvolvementForm, request, facts)

    def do() -> str:
        record = actions.record_involvement(
            process=facts.process, visitor=me, at=at, **form.cleaned_data
        )
        _warn(request, record)
        return gettext("Die Einbindung ist vermerkt.")

    return answer(request, me, facts, {"involvement_form": form}, do)


def _form(kind: Any, request: HttpRequest, facts: ProcessPage, **options: Any) -> Any:
    return kind(
        sent(request), districts=facts.known, organisations=public_organisations(), **options
    )


def _warn(request: HttpRequest, record: Any) -> None:
    """A unit of one district that was invited for another may be a slip."""
    if is_of_another_district(record.district, record.organisation):
        words = gettext(
            "Bitte prüfen: „{unit}“ gehört nicht zu {district}. Vermerkt ist es trotzdem; "
            "berichtigen können Sie es beim Vermerk."
        )
        messages.warning(
            request, words.format(unit=record.organisation.name, district=record.district.name)
        )


@both
@only_for(BuiltInGroup.OFFICE)
def invitation(
    request: HttpRequest, me: Visitor, at: datetime, public_id: str, number: int
) -> HttpResponse:
    """One record: enter a reminder, or put right what was entered wrongly."""
    facts = facts_of(public_id, at)
    record = invitation_numbered(facts.process, number) if number < 2**63 else None
    if record is None:
        raise Http404(gettext("Diesen Vermerk gibt es nicht."))
    reminding = request.POST.get("act") == "remind"
    data = sent(request)
    remind = ReminderForm(data if reminding else None, initial={"on": timezone.localdate(at)})
    correct = CorrectionForm(
        None if reminding else data, initial=_now(record), districts=districts(),
        organisations=public_organisations(),
    )  # fmt: skip
    status = 200
    if data is not None:
        status = _done(request, remind if reminding else correct, record, me, at)
        if status == 200:
            messages.success(request, gettext("Eingetragen."))
            return redirect("process-desk", public_id=public_id)
    context = {"page": facts, "record": record, "remind": remind, "correct": correct}
    return page(request, "formats/desk/invitation.html", me, context, status=status)


def _done(
    request: HttpRequest,
    form: ReminderForm | CorrectionForm,
    record: Any,
    me: Visitor,
    at: datetime,
) -> int:
    """Do what the form says; the status of the answer, 200 when it was done."""
    if not form.is_valid():
        return 400
    try:
        if isinstance(form, ReminderForm):
            actions.remind(record=record, visitor=me, at=at, **form.cleaned_data)
        else:
            _warn(
                request,
                actions.correct_invitation(record=record, visitor=me, at=at, **form.cleaned_data),
            )
    except Refusal as refusal:
        form.show(refusal)
        return refusal.status
    return 200


def _now(record: Any) -> dict[str, Any]:
    """A record as its form shows it."""
    shown = {name: getattr(record, name) for name in COLUMNS}
    shown["district"] = str(record.district_id or "")
    shown["organisation"] = record.organisation.public_id if record.organisation else ""
    return shown
