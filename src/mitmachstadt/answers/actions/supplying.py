"""Parts of an answer that other units supply."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from mitmachstadt.answers.actions.drafting import open_draft
from mitmachstadt.answers.models import Draft, PartRequest
from mitmachstadt.answers.queries import heirs_of, officer_of
from mitmachstadt.answers.rules import may_ask_for_part, may_deliver, may_withdraw_part
from mitmachstadt.kernel.text import clean_text
from mitmachstadt.people.models import Organisation
from mitmachstadt.people.queries import Visitor


def ask_for_part(
    *,
    draft: Draft,
    unit: Organisation,
    question: str,
    due: date,
    visitor: Visitor,
    at: datetime,
) -> PartRequest:
    """Ask another unit to write a part, by a day."""
    question = clean_text(question)
    with transaction.atomic():
        draft, officer, _ = open_draft(draft, visitor, at)
        today = timezone.localdate(at)
        may_ask_for_part(draft, unit, question=question, due=due, today=today).require()
        return PartRequest.objects.create(
            draft=draft,
            unit=unit,
            unit_name=unit.name,
            question=question,
            due=due,
            asked_by=officer.person,
            asker=draft.desk_name,
            asked_at=at,
        )


def deliver_part(*, part: PartRequest, text: str, visitor: Visitor, at: datetime) -> PartRequest:
    """Write what was asked for, for the unit that was asked or one that took over from it.

    While the answer is not given it can be written anew.
    """
    text = clean_text(text)
    with transaction.atomic():
        part = _locked(part)
        officer, today = officer_of(visitor, at=at), timezone.localdate(at)
        heirs = heirs_of(part.unit)
        may_deliver(part, officer, text=text, today=today, heirs=heirs).require()
        if part.unit_id not in officer.unit_ids:
            heir = next(unit for unit in officer.units if unit.pk in heirs)
            part.unit, part.unit_name = heir, heir.name
        part.text, part.delivered_by = text, officer.person
        part.delivered_on, part.delivered_at = part.delivered_on or today, at
        part.supplier = part.unit.name
        part.save()
    return part


def withdraw_part(*, part: PartRequest, visitor: Visitor, at: datetime) -> PartRequest:
    """No longer ask for a part."""
    with transaction.atomic():
        open_draft(part.draft, visitor, at)
        part = _locked(part)
        may_withdraw_part(part, timezone.localdate(at)).require()
        part.withdrawn = at
        part.save(update_fields=["withdrawn"])
    return part


def _locked(part: PartRequest) -> PartRequest:
    found = PartRequest.objects.select_for_update(of=("self",), no_key=True)
    return found.select_related("unit", "draft__unit", "draft__answer").get(pk=part.pk)
