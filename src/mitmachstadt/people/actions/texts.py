"""The city's own words: published in versions, and agreed to."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from mitmachstadt.kernel.text import clean_text
from mitmachstadt.ledger.actions import append
from mitmachstadt.people.enums import BuiltInGroup, TextKind
from mitmachstadt.people.models import Agreement, CityText, Person
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.queries.texts import texts_of
from mitmachstadt.people.rules import may_publish, may_work_as


def publish_text(
    *,
    kind: TextKind,
    text: str,
    text_en: str = "",
    changes: str,
    changes_en: str = "",
    holds_from: date,
    visitor: Visitor,
    at: datetime,
    seen: int | None = None,
) -> CityText:
    """Announce a new version; the one before holds until that day, and can be read for good.

    Args:
        changes: what is different, in plain words.
        seen: the number of the newest version that somebody had before them.

    Raises:
        Refusal: the role is missing, nothing says what changed, the day is past or before that of
            the version before, or a colleague was quicker.
    """
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    text, text_en = clean_text(text), clean_text(text_en)
    changes, changes_en = clean_text(changes), clean_text(changes_en)
    today = timezone.localdate(at)
    with transaction.atomic():
        versions = list(CityText.objects.select_for_update().filter(kind=kind).order_by("-number"))
        newest = versions[0] if versions else None
        may_publish(
            newest, text=text, changes=changes, holds_from=holds_from, today=today, seen=seen
        ).require()
        made = CityText.objects.create(
            kind=kind,
            number=newest.number + 1 if newest else 1,
            text=text,
            text_en=text_en,
            changes=changes,
            changes_en=changes_en,
            holds_from=holds_from,
            published=at,
            published_by=visitor.person,
        )
        content = {"number": made.number, "text": text, "holds_from": holds_from.isoformat()}
        append(kind="city_text.published", subject=f"text-{kind}", content=content, at=at)
    return made


def agree_to_terms(*, person: Person, at: datetime) -> Agreement:
    """Keep that somebody agreed to the terms as they hold at a moment."""
    number = texts_of(TextKind.TERMS, day=timezone.localdate(at)).number
    agreement, _ = Agreement.objects.get_or_create(
        person=person, number=number, defaults={"at": at}
    )
    return agreement
