"""Who may read lists in, and what may come in with them."""

from collections.abc import Collection
from datetime import date, datetime

from django.utils.translation import gettext

from mitmachstadt.kernel.verdicts import YES, Verdict, no
from mitmachstadt.measures.enums import LONGEST_LINE, STANDS_STILL_AFTER
from mitmachstadt.measures.errors import (
    HereFromElsewhere,
    ListBeingRead,
    OwnerNotNamed,
    OwnerUnknown,
    TitleIsPlaceholder,
)
from mitmachstadt.measures.models import HeldList
from mitmachstadt.measures.rules.contents import Content, may_contain
from mitmachstadt.measures.rules.words import is_placeholder, must_stand
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.models import Organisation
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.rules import may_work_as


def may_import(visitor: Visitor, *, source: str) -> Verdict:
    """The office, and it says where the list comes from."""
    allowed = may_work_as(visitor, BuiltInGroup.OFFICE)
    if not allowed.allowed:
        return allowed
    return must_stand({gettext("Woher stammt sie?"): source}, longest=LONGEST_LINE)


def may_replace(held: HeldList | None) -> Verdict:
    """Another list takes its place, unless the worker is at it."""
    if held is not None and held.is_being_read:
        return no(ListBeingRead(name=held.name))
    return YES


def stands_still(held: HeldList, *, at: datetime) -> bool:
    """Whether the worker should have gone on with it long ago."""
    return held.moved is not None and held.moved + STANDS_STILL_AFTER <= at


def may_come_in(
    content: Content, *, owner: Organisation | None, named: str, today: date,
    elsewhere: Collection[frozenset[int]],
) -> Verdict:  # fmt: skip
    """An entry has a name and somebody who is here, and is not here from elsewhere already.

    Args:
        named: who is responsible, as the list says it.
        elsewhere: the districts of those measures here that are called so.
    """
    if is_placeholder(content.title):
        return no(TitleIsPlaceholder(title=content.title))
    if owner is None:
        return no(OwnerUnknown(name=named[:80]) if named else OwnerNotNamed())
    if frozenset(district.pk for district in content.districts) in elsewhere:
        return no(HereFromElsewhere(title=content.title))
    return may_contain(content, names=(), today=today, imported=True)
