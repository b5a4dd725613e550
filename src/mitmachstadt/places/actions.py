"""Keeping the directory of places, as the office."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from mitmachstadt.kernel.text import clean_line
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.ledger.actions import append
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor, districts
from mitmachstadt.people.rules import may_work_as
from mitmachstadt.places.calculations import Described, described, known_of, read_table
from mitmachstadt.places.enums import MOST_SPECIAL_DAYS
from mitmachstadt.places.errors import RowTwice, TooManySpecialDays
from mitmachstadt.places.models import OpeningHours, Place, SpecialDay
from mitmachstadt.places.queries import same_place
from mitmachstadt.places.rules import may_be_called, may_be_found, may_hold, may_keep, may_say

_OF_THE_ROW = (
    "name", "address", "district", "neighbourhood", "access", "services", "languages", "contact",
    "way_there", "note", "valid_from", "valid_until", "shown",
)  # fmt: skip
_NOTHING = Described(name="", address="")


def keep_place(
    *,
    place: Place | None,
    says: Described,
    visitor: Visitor,
    at: datetime,
    seen: int | None = None,
) -> Place:
    """Enter a place, or change one that is known.

    Args:
        seen: the version that somebody had before them while they wrote.

    Raises:
        Refusal: the role, the name, the address or what one can do there is missing, hours that
            end before they begin to hold, or a colleague was quicker.
    """
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    _may_be_said(says)
    with transaction.atomic():
        known = Place.objects.select_for_update().get(pk=place.pk) if place else None
        may_keep(known, same_place(says.name, says.address), seen=seen).require()
        kept = known or Place()
        for name in _OF_THE_ROW:
            setattr(kept, name, getattr(says, name))
        kept.version = kept.version + 1 if known else 1
        kept.changed, kept.changed_by = at, visitor.person
        kept.save()
        _keep_hours(kept, says)
        kind = "place.changed" if known else "place.entered"
        append(kind=kind, subject=kept.public_id, content=_content(says), at=at)
    return kept


def _may_be_said(says: Described) -> None:
    may_be_found(name=says.name, address=says.address, services=says.services).require()
    texts = (says.way_there, says.note)
    may_say(says.languages, says.contact, texts=texts).require()
    may_be_called(says.neighbourhood).require()
    may_hold(says.valid_from, says.valid_until).require()
    if len(says.special) > MOST_SPECIAL_DAYS:
        raise TooManySpecialDays(most=MOST_SPECIAL_DAYS)


def _keep_hours(place: Place, says: Described) -> None:
    place.hours.all().delete()
    place.special_days.all().delete()
    OpeningHours.objects.bulk_create(
        OpeningHours(place=place, weekday=day, opens=opens, closes=closes)
        for day, spans in says.week.items()
        for opens, closes in spans
    )
    SpecialDay.objects.bulk_create(
        SpecialDay(place=place, day=day, hours=[list(span) for span in spans], note=note[:120])
        for day, (spans, note) in says.special.items()
    )


def _content(says: Described) -> dict[str, object]:
    content = asdict(says)
    content["district"] = says.district.name if says.district else ""
    content["week"] = {str(day): spans for day, spans in says.week.items()}
    content["special"] = {day.isoformat(): list(rest) for day, rest in says.special.items()}
    for name in ("valid_from", "valid_until"):
        day = content[name]
        content[name] = day.isoformat() if day else ""
    return content


@dataclass(frozen=True)
class Outcome:
    """What would become, or became, of a row of a table."""

    line: int
    name: str
    is_new: bool = False
    refusal: Refusal | None = None


@dataclass(frozen=True)
class ReadIn:
    """What would become, or became, of a list, and which of its headings say nothing to us."""

    outcomes: list[Outcome]
    unknown: list[str]


def enter_list(*, table: str, visitor: Visitor, at: datetime, only_check: bool) -> ReadIn:
    """Enter the places of a CSV table, each row by itself; a wrong row keeps no other back.

    A place of the same name and address is changed: in what the table has a column for.

    Raises:
        Refusal: the role is missing, or this is no table.
    """
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    read, known = read_table(table), districts()
    lines: dict[tuple[str, str], int] = {}
    outcomes = []
    for line, row in read.rows:
        name, address = clean_line(row["name"]), clean_line(row["address"])
        try:
            before = lines.setdefault((name.lower(), address.lower()), line)
            if before != line:
                raise RowTwice(line=before)
            place = same_place(name, address)
            says = described(row, read, known, known_of(place) if place else _NOTHING)
            _may_be_said(says)
            if not only_check:
                keep_place(place=place, says=says, visitor=visitor, at=at)
            outcomes.append(Outcome(line, name, is_new=place is None))
        except Refusal as refusal:
            outcomes.append(Outcome(line, name[:80], refusal=refusal))
    return ReadIn(outcomes, read.unknown)


def enter_rows(*, rows: Iterable[Described], visitor: Visitor, at: datetime) -> list[Place]:
    """Enter several places at once: all of them, or none."""
    with transaction.atomic():
        return [keep_place(place=None, says=says, visitor=visitor, at=at) for says in rows]
