"""Small taxonomies for tests."""

from datetime import date

from mitmachstadt.taxonomies import actions
from mitmachstadt.taxonomies.models import Entry, Term, Version
from tests import factories as f

TODAY = date(2026, 11, 21)


def draft(slug: str = "felder", name: str = "Handlungsfelder") -> Version:
    return actions.found_taxonomy(slug=slug, name_de=name, visitor=f.office(), at=f.NOW)


def entry(version: Version, slug: str, *, parent: Entry | None = None, **rest: str) -> Entry:
    """A term called as its slug, unless it is given a name."""
    return actions.write_entry(
        version=version,
        slug=slug,
        name_de=rest.pop("name_de", slug.capitalize()),
        parent=parent.term if parent else None,
        visitor=f.office(),
        at=f.NOW,
        **rest,
    )


def published(*slugs: str, slug: str = "felder") -> tuple[Version, list[Entry]]:
    """A version in force with these terms, all at the top."""
    version = draft(slug)
    entries = [entry(version, each) for each in slugs or ("bildung", "verkehr")]
    publish(version)
    return version, entries


def publish(version: Version, day: date = TODAY) -> Version:
    return actions.publish_version(version=version, valid_from=day, visitor=f.office(), at=f.NOW)


def next_version(version: Version) -> Version:
    return actions.begin_version(taxonomy=version.taxonomy, visitor=f.office(), at=f.NOW)


def sort(node, *terms: Term) -> None:
    ids = [term.public_id for term in terms]
    actions.sort_under(node=node, terms=ids, visitor=f.office(), at=f.NOW)
