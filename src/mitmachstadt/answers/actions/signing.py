"""Other units sign a draft as well."""

from datetime import datetime

from django.db import transaction

from mitmachstadt.answers.actions.drafting import open_draft
from mitmachstadt.answers.enums import Opinion
from mitmachstadt.answers.models import CoSignature, Draft
from mitmachstadt.answers.queries import officer_of, signatures_of, writers_of
from mitmachstadt.answers.rules import may_ask_to_sign, may_call_off_signature, may_sign
from mitmachstadt.kernel.text import clean_text
from mitmachstadt.people.models import Organisation
from mitmachstadt.people.queries import Visitor


def ask_to_sign(
    *, draft: Draft, units: list[Organisation], visitor: Visitor, at: datetime
) -> list[CoSignature]:
    """Ask units to sign; all of them are asked, or none where one cannot be."""
    asked = list[CoSignature]()
    with transaction.atomic():
        draft, officer, _ = open_draft(draft, visitor, at)
        before = [each for each in signatures_of(draft) if not each.called_off]
        for unit in units:
            may_ask_to_sign(draft, unit, before).require()
            signature = CoSignature.objects.create(
                draft=draft,
                unit=unit,
                unit_name=unit.name,
                asked_by=officer.person,
                asked_at=at,
            )
            asked.append(signature)
            before.append(signature)
    return asked


def sign(
    *,
    signature: CoSignature,
    opinion: Opinion,
    version: int,
    visitor: Visitor,
    at: datetime,
    reason: str = "",
) -> CoSignature:
    """Agree with a draft or not, for the unit that was asked; to the version that was read."""
    reason = clean_text(reason)
    with transaction.atomic():
        signature = _locked(signature)
        may_sign(
            signature,
            officer := officer_of(visitor, at=at),
            opinion=opinion,
            reason=reason,
            version=version,
            writers=writers_of(signature.draft),
        ).require()
        signature.verdict, signature.reason = opinion.value, reason
        signature.version, signature.at = version, at
        signature.by, signature.by_name = officer.person, visitor.name
        signature.save()
    return signature


def call_off_signature(*, signature: CoSignature, visitor: Visitor, at: datetime) -> CoSignature:
    """No longer ask a unit to sign; what it said stays with the draft."""
    with transaction.atomic():
        _, officer, _ = open_draft(signature.draft, visitor, at)
        signature = _locked(signature)
        may_call_off_signature(signature, officer).require()
        signature.called_off = at
        signature.save(update_fields=["called_off"])
    return signature


def _locked(signature: CoSignature) -> CoSignature:
    found = CoSignature.objects.select_for_update(of=("self",), no_key=True)
    return found.select_related("draft", "unit").get(pk=signature.pk)
