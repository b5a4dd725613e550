from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.rules import may_work_as
from mitmachstadt.taxonomies.actions.keeping import locked_entries, new_entry
from mitmachstadt.taxonomies.calculations import Row
from mitmachstadt.taxonomies.enums import LONGEST_DEFINITION, LONGEST_NAME
from mitmachstadt.taxonomies.errors import UnknownTerm
from mitmachstadt.taxonomies.models import Entry, Term, Version
from mitmachstadt.taxonomies.rules import may_close, may_enter, may_remove


def replace_entries(
    *, version: Version, rows: Sequence[Row], visitor: Visitor, at: datetime
) -> list[Entry]:
    """Make a draft what a file says. Terms are known by their slug; what is in use stays.

    Raises:
        Refusal: the file names terms that are not in it, a circle, or leaves out a term in use.
    """
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    with transaction.atomic():
        entries = locked_entries(version)
        given = {row.slug for row in rows}
        gone = [entry for entry in entries if entry.slug not in given]
        _leave_out(gone)
        made: dict[str, Entry] = {}
        old = {entry.slug: entry for entry in entries}
        for position, row in enumerate(rows):
            may_enter(list(made.values()), slug=row.slug, name=row.name_de, parent=None).require()
            entry = old.get(row.slug) or new_entry(version, entries)
            entry.slug, entry.position, entry.parent, entry.successor = (
                row.slug,
                position,
                None,
                None,
            )
            entry.name_de, entry.name_en = row.name_de, row.name_en[:LONGEST_NAME]
            entry.definition = row.definition[:LONGEST_DEFINITION]
            entry.save()
            made[row.slug] = entry
        _join(rows, made)
        # Only now: what stays has stood below them, or led to them, until here.
        forgotten = Term.objects.filter(pk__in=[entry.term_id for entry in gone])
        forgotten.filter(entries__isnull=True).delete()
    return list(made.values())


def _leave_out(gone: list[Entry]) -> None:
    """Take entries out that the file has not; the file itself says what stands below what."""
    for entry in gone:
        may_remove(entry, []).require()
    Entry.objects.filter(pk__in=[entry.pk for entry in gone]).delete()


def _join(rows: Sequence[Row], made: dict[str, Entry]) -> None:
    """Once all terms are there: what stands below what, and what follows what."""
    entries = list(made.values())
    for row in rows:
        entry = made[row.slug]
        if row.broader:
            parent = _named(made, row.broader).term
            may_enter(
                entries, slug=row.slug, name=row.name_de, parent=parent, term=entry.term
            ).require()
            entry.parent = parent
        entry.save(update_fields=["parent"])
    for row in rows:
        if row.successor:
            entry, after = made[row.slug], _named(made, row.successor)
            may_close(entry, after).require()
            entry.successor = after.term
            entry.save(update_fields=["successor"])


def _named(made: dict[str, Entry], slug: str) -> Entry:
    if slug not in made:
        raise UnknownTerm()
    return made[slug]
