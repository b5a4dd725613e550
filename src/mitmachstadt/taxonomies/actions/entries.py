from datetime import datetime

from django.db import transaction

from mitmachstadt.kernel.text import clean_line, clean_text
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.rules import may_work_as
from mitmachstadt.taxonomies.actions.keeping import entry_for, locked_entries, new_entry
from mitmachstadt.taxonomies.enums import LONGEST_DEFINITION
from mitmachstadt.taxonomies.models import Entry, Term, Version
from mitmachstadt.taxonomies.rules import may_close, may_enter, may_remove


def write_entry(
    *,
    version: Version,
    slug: str,
    name_de: str,
    visitor: Visitor,
    at: datetime,
    name_en: str = "",
    definition: str = "",
    parent: Term | None = None,
    term: Term | None = None,
) -> Entry:
    """Give a draft another term, or a term of it other words or another place."""
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    with transaction.atomic():
        entries = locked_entries(version)
        name = clean_line(name_de)
        may_enter(entries, slug=slug, name=name, parent=parent, term=term).require()
        entry = entry_for(entries, term) if term else new_entry(version, entries)
        entry.slug, entry.name_de, entry.name_en = slug, name, clean_line(name_en)
        entry.definition = clean_text(definition)[:LONGEST_DEFINITION]
        entry.parent = parent
        entry.save()
    return entry


def remove_entry(*, version: Version, term: Term, visitor: Visitor, at: datetime) -> None:
    """Take a term out of a draft; what is in use can only be closed."""
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    with transaction.atomic():
        entries = locked_entries(version)
        entry = entry_for(entries, term)
        may_remove(entry, entries).require()
        entry.delete()
        if not Entry.objects.filter(term=term).exists():
            term.delete()


def reopen_entry(*, version: Version, term: Term, visitor: Visitor, at: datetime) -> Entry:
    """Open a term of a draft again that is closed in it."""
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    with transaction.atomic():
        entry = entry_for(locked_entries(version), term)
        entry.successor = None
        entry.save(update_fields=["successor"])
    return entry


def close_entry(
    *, version: Version, term: Term, successor: Term | None, visitor: Visitor, at: datetime
) -> Entry:
    """Close a term in favour of another one; what is sorted under it is found there."""
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    with transaction.atomic():
        entries = locked_entries(version)
        entry = entry_for(entries, term)
        after = next((e for e in entries if successor and e.term_id == successor.pk), None)
        may_close(entry, after).require()
        entry.successor = successor
        entry.save(update_fields=["successor"])
    return entry
