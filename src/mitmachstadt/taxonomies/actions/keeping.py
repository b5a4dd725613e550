"""What the verbs on taxonomies share: one writer at a time, and only at drafts."""

from collections.abc import Sequence

from mitmachstadt.taxonomies.errors import NotInThisVersion
from mitmachstadt.taxonomies.models import Entry, Taxonomy, Term, Version
from mitmachstadt.taxonomies.queries import entries_of
from mitmachstadt.taxonomies.rules import may_write


def lock_taxonomy(taxonomy: Taxonomy) -> None:
    """Let nobody else write at this taxonomy until the transaction ends."""
    Taxonomy.objects.select_for_update(of=("self",), no_key=True).get(pk=taxonomy.pk)


def locked_entries(version: Version) -> list[Entry]:
    """The entries of a draft, at which nobody else writes in the meantime."""
    lock_taxonomy(version.taxonomy)
    version.refresh_from_db(fields=["state", "published", "valid_from"])
    may_write(version).require()
    return entries_of(version)


def entry_for(entries: Sequence[Entry], term: Term) -> Entry:
    found = next((entry for entry in entries if entry.term_id == term.pk), None)
    if found is None:
        raise NotInThisVersion()
    return found


def new_entry(version: Version, entries: Sequence[Entry]) -> Entry:
    term = Term.objects.create(taxonomy=version.taxonomy)
    last = max((entry.position for entry in entries), default=-1)
    return Entry(version=version, term=term, position=last + 1)
