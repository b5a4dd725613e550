"""Writing the fact sheet together."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from mitmachstadt.arena.actions.moving import locked_idea
from mitmachstadt.arena.enums import SHEET_NAMES
from mitmachstadt.arena.models import SHEET_FIELDS, FactSheet, Idea
from mitmachstadt.arena.queries import newest_sheet
from mitmachstadt.arena.rules import may_change_sheet, may_edit_sheet
from mitmachstadt.kernel.text import clean_line, clean_text
from mitmachstadt.ledger.actions import append
from mitmachstadt.people.queries import Visitor


def write_sheet(
    *,
    idea: Idea,
    parts: Mapping[str, str],
    seen: int,
    visitor: Visitor,
    at: datetime,
    note: str = "",
) -> FactSheet:
    """Write a new version on top of the one that was read; the versions before stay.

    Args:
        parts: the words of some of `SHEET_FIELDS`; what is left out stays as it is.
        seen: the number of the version that was read, 0 for none.

    Raises:
        Refusal: somebody else wrote meanwhile, nothing changed, or one may not write here.
    """
    may_edit_sheet(visitor, idea).require()
    assert visitor.person is not None
    with transaction.atomic():
        idea = locked_idea(idea)
        newest = newest_sheet(idea)
        before = newest.parts if newest else dict.fromkeys(SHEET_FIELDS, "")
        words = {name: clean_text(parts.get(name, before[name])) for name in SHEET_FIELDS}
        names = {name: str(label) for name, label in SHEET_NAMES.items()}
        may_change_sheet(words, newest, seen=seen, names=names).require()
        sheet = FactSheet.objects.create(
            idea=idea,
            number=(newest.number if newest else 0) + 1,
            **words,
            note=clean_line(note)[:300],
            by=visitor.person,
            by_name=visitor.name,
            at=at,
        )
        content = {"number": sheet.number, "by": visitor.person.public_id, **words}
        append(kind="idea.sheet", subject=idea.node.public_id, content=content, at=at)
    return sheet
