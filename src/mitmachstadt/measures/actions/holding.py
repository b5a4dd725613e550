"""A list from elsewhere is held while somebody looks at what it would become."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from mitmachstadt.kernel.text import clean_line
from mitmachstadt.measures.calculations.imports import Here, ReadList, by_name, read_list
from mitmachstadt.measures.enums import LONGEST_LINE, MeasureType
from mitmachstadt.measures.errors import OwnerHasEnded
from mitmachstadt.measures.models import HeldList
from mitmachstadt.measures.queries.imports import names_of_fields
from mitmachstadt.measures.rules.imports import may_import, may_replace
from mitmachstadt.people.models import Organisation
from mitmachstadt.people.queries import Visitor, districts

_UNREAD: dict[str, Any] = {
    "reading": "", "expected": 0, "batch": 0, "moved": None, "refused": {},
}  # fmt: skip


def hold_list(
    *,
    content: bytes,
    name: str,
    kind: str,
    source: str,
    type: MeasureType,
    owner: Organisation | None,
    year: int | None,
    visitor: Visitor,
    at: datetime,
) -> HeldList:
    """Keep a list that can be read, instead of the one that was held before.

    Args:
        source: where it comes from; by it and their keys its entries are known again.
        type, owner, year: what holds for entries that do not say it themselves.

    Raises:
        Refusal: only the office may; or why it cannot be read, and what to do; or the one before
            is being read in.
    """
    may_import(visitor, source=source).require()
    if owner is not None and owner.ended:
        raise OwnerHasEnded(name=owner.name)
    name = clean_line(name)[:LONGEST_LINE]
    read_list(content, name=name, kind=kind, here=_here(at))
    with transaction.atomic():
        may_replace(locked_list(visitor)).require()
        held, _ = HeldList.objects.update_or_create(
            person=visitor.person,
            defaults={
                "content": content, "name": name, "kind": kind, "source": clean_line(source),
                "type": type, "owner": owner, "year": year, "at": at, **_UNREAD,
            },
        )  # fmt: skip
    return held


def locked_list(visitor: Visitor) -> HeldList | None:
    """The list that somebody holds, as it is now, so that nobody else changes it meanwhile."""
    found = HeldList.objects.select_for_update(of=("self",)).select_related("owner", "person")
    return found.filter(person=visitor.person).defer("content").first()


def stop_reading(*, visitor: Visitor) -> None:
    """The worker takes over no more of it; what is here stays, and the rest can follow."""
    HeldList.objects.filter(person=visitor.person).update(moved=None)


def put_list_away(*, visitor: Visitor) -> None:
    """Hold it no longer; what was read in stays."""
    HeldList.objects.filter(person=visitor.person).delete()


def read_held(held: HeldList, *, at: datetime) -> ReadList:
    """What a held list says, as this city understands it now."""
    return read_list(bytes(held.content), name=held.name, kind=held.kind, here=_here(at))


def _here(at: datetime) -> Here:
    return Here(districts(), timezone.localdate(at), by_name(names_of_fields()))
