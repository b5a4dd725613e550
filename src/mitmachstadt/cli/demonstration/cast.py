"""Who lives and works in the demonstration city."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from mitmachstadt.cli.demonstration.files import read
from mitmachstadt.people.actions import (
    dissolve,
    enter_districts,
    found_organisation,
    grant_role,
    join_organisation,
    register_person,
    reorganise,
)
from mitmachstadt.people.enums import ROLES
from mitmachstadt.people.models import Organisation, Person
from mitmachstadt.people.queries import Visitor, visitor

DISTRICTS = [
    "Mitte",
    "Friedrichshain-Kreuzberg",
    "Pankow",
    "Charlottenburg-Wilmersdorf",
    "Spandau",
    "Steglitz-Zehlendorf",
    "Tempelhof-Schöneberg",
    "Neukölln",
    "Treptow-Köpenick",
    "Marzahn-Hellersdorf",
    "Lichtenberg",
    "Reinickendorf",
]
# Before anything else happens in the city.
FOUNDED = timedelta(days=800)


@dataclass
class Cast:
    """Organisations and persons by the keys that the files use."""

    organisations: dict[str, Organisation] = field(default_factory=dict)
    persons: dict[str, Person] = field(default_factory=dict)
    organisation_of: dict[str, str] = field(default_factory=dict)
    visitors: dict[str, Visitor] = field(default_factory=dict)

    def add(self, key: str, visitor: Visitor) -> None:
        """Somebody who comes later."""
        assert visitor.person is not None
        self.persons[key] = visitor.person
        self.visitors[key] = visitor


def load_cast(cast: Cast, email: str, passwords: dict[str, str], at: datetime) -> None:
    """Enter districts, organisations and persons, as if long ago."""
    since = at - FOUNDED
    roles = {role.value for role in ROLES}
    districts = {district.number: district for district in enter_districts(DISTRICTS)}
    people = read("people.json")
    for row in people["organisations"]:
        cast.organisations[row["key"]] = found_organisation(
            name=row["name"],
            kind=row["kind"],
            district=districts.get(row["district"]),
            parent=cast.organisations.get(row.get("parent", "")),
        )
    for row in people["persons"]:
        key = row["key"]
        person = register_person(
            email=email.format(key=key), name=row["name"], password=passwords.get(key), at=since
        )
        for role in roles.intersection(row["roles"]):
            grant_role(person=person, role=role, by=None, at=since)
        if row["organisation"]:
            organisation = cast.organisations[row["organisation"]]
            join_organisation(person=person, organisation=organisation, at=since)
            cast.organisation_of[key] = row["organisation"]
        cast.persons[key] = person
        cast.visitors[key] = visitor(person, at=at)
    _reorganise(cast, people, at)


def _reorganise(cast: Cast, people: dict[str, Any], at: datetime) -> None:
    """What moved, and what ended in favour of others, since the city began."""
    boss = next(v for v in cast.visitors.values() if v.is_administrator)
    known = cast.organisations
    for row in people["reorganisations"]:
        moment = at - timedelta(days=row["days_ago"])
        reorganise(
            organisation=known[row["organisation"]],
            name=row["name"],
            parent=known[row["parent"]],
            since=timezone.localdate(moment),
            reason=row["reason"],
            visitor=boss,
            at=moment,
        )
    for row in people["dissolutions"]:
        moment = at - timedelta(days=row["days_ago"])
        dissolve(
            organisation=known[row["organisation"]],
            successors=[known[key] for key in row["successors"]],
            on=timezone.localdate(moment),
            reason=row["reason"],
            visitor=boss,
            at=moment,
        )
    for organisation in known.values():
        organisation.refresh_from_db()
