"""Rules and units for tests."""

from mitmachstadt.people.actions import found_organisation
from mitmachstadt.people.enums import OrganisationKind
from mitmachstadt.people.models import Organisation
from mitmachstadt.responsibilities.actions import enter_responsibility
from mitmachstadt.responsibilities.models import Responsibility
from mitmachstadt.taxonomies import actions as taxonomies
from mitmachstadt.taxonomies.models import Entry
from tests import factories as f
from tests.factories import NOW

TODAY = NOW.date()


def unit(name="Straßenamt", **rest) -> Organisation:
    kind = rest.pop("kind", OrganisationKind.SUBORDINATE_AUTHORITY)
    return found_organisation(name=name, kind=kind, **rest)


def rule(to, *, by=None, since=TODAY, at=NOW, **named) -> Responsibility:
    return enter_responsibility(unit=to, since=since, visitor=by or f.office(), at=at, **named)


def former(made: Responsibility, *, since, until=None) -> Responsibility:
    """The rule as if it had been entered long ago."""
    made.since, made.until = since, until
    made.save()
    return made


def subjects(*ways: str, office=None) -> dict[str, Entry]:
    """A taxonomy in force: `verkehr/rad` stands below `verkehr`."""
    by = office or f.office()
    version = taxonomies.found_taxonomy(slug="felder", name_de="Felder", visitor=by, at=NOW)
    entries: dict[str, Entry] = {}
    for way in ways:
        above, _, slug = way.rpartition("/")
        entries[slug] = taxonomies.write_entry(
            version=version, slug=slug, name_de=slug.title(),
            parent=entries[above.rpartition("/")[2]].term if above else None, visitor=by, at=NOW,
        )  # fmt: skip
    taxonomies.publish_version(version=version, valid_from=TODAY, visitor=by, at=NOW)
    return entries


def sorted_under(node, *entries, office=None) -> None:
    terms = [entry.term.public_id for entry in entries]
    taxonomies.sort_under(node=node, terms=terms, visitor=office or f.office(), at=NOW)
