"""Writes a city that has been read and checked: new, or what an update changes in it."""

import secrets
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db import connection, transaction

from mitmachstadt.cli.output import Failure
from mitmachstadt.cli.own_city import logo
from mitmachstadt.cli.own_city.reading import WORDS, OwnCity
from mitmachstadt.kernel import files
from mitmachstadt.kernel.city import City, Imprint, Words, save_city, saved_city
from mitmachstadt.nodes.enums import Kind
from mitmachstadt.nodes.models import Node
from mitmachstadt.people import actions
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.models import District, Organisation, OrganisationPeriod, Person
from mitmachstadt.people.queries import person_by_email, visitor
from mitmachstadt.strategy.actions import found_strategy

FIRST_ROLES = (BuiltInGroup.ADMINISTRATOR, BuiltInGroup.OFFICE)


@dataclass(frozen=True)
class Entered:
    """What was done: each change in words, and the password of a new administrator."""

    changes: list[str]
    email: str = ""
    password: str = ""


def holds_a_city() -> bool:
    """Whether the database has tables, and somebody in them already."""
    tables = set(connection.introspection.table_names())
    if "kernel_city" not in tables:
        return "people_person" in tables and get_user_model().objects.exists()
    return saved_city() is not None or get_user_model().objects.exists()


def changes(own: OwnCity, *, at: datetime) -> list[str]:
    """What entering this file would change, a line each; nothing is written."""
    found = _city_changes(own)
    found += _district_changes(own)
    found += [f"organisation + {row['name']} ({row['kind']})" for row in _new_organisations(own)]
    if _new_strategy(own):
        found.append(f"strategy + {own.text('city', 'strategy')}")
    return found + _administrator_changes(own, at)


def _new_organisations(own: OwnCity) -> list[dict[str, str]]:
    """Those that nobody has ever been called: what was renamed on the site is not entered anew."""
    known = set(OrganisationPeriod.objects.values_list("name", flat=True))
    return [row for row in own.organisations if row["name"].strip() not in known]


def _enter_organisations(own: OwnCity) -> None:
    districts = {district.name: district for district in District.objects.all()}
    for row in _new_organisations(own):
        actions.found_organisation(
            name=row["name"],
            kind=row["kind"],
            district=districts.get(row.get("district", "")),
            parent=_called(row["parent"]) if row.get("parent") else None,
        )


def _called(name: str) -> Organisation:
    """The organisation that is called so, or was before it was renamed on the site."""
    living = Organisation.objects.filter(ended=None)
    found = living.filter(name=name).first() or living.filter(periods__name=name).first()
    if found is None:
        raise Failure(f"{name} has ended: name another parent, or none. Nothing was changed.")
    return found


def enter(own: OwnCity, *, at: datetime, grant_roles: bool = False) -> Entered:
    """Write everything in one transaction; nothing that is there already is removed.

    Raises:
        Failure: districts would change places, or somebody who has an account already would get
            a role of the first administrator, and `grant_roles` does not ask for it.
    """
    logo_name = files.store(*logo.read(own.logo)) if own.logo else None
    with transaction.atomic():
        done = changes(own, at=at)
        _enter_districts(own)
        _enter_organisations(own)
        person, password = _administrator(own, at, grant_roles=grant_roles)
        if person is not None and _new_strategy(own):
            me = visitor(person, at=at)
            found_strategy(name=own.text("city", "strategy"), visitor=me, at=at)
        city = _city(own)
        save_city(replace(city, logo=logo_name) if logo_name else city, at=at)
    return Entered(done, person.email if person else "", password)


def _present() -> City:
    row = saved_city()
    if row is None:
        return City(name="", demonstration=False, contact="")
    imprint = {**row.imprint, "address": tuple(row.imprint.get("address", ()))}
    return City(
        row.name, False, row.contact, row.address, Imprint(**imprint), Words(**row.words), row.logo
    )


def _city(own: OwnCity) -> City:
    """The present city with what the file names."""
    now = _present()
    named: dict[str, Any] = {key: own.text("city", key) for key in ("name", "contact", "address")}
    given = own.section("imprint")
    imprint: dict[str, Any] = {key: own.text("imprint", key) for key in given if key != "address"}
    if "address" in given:
        imprint["address"] = tuple(given["address"])
    words = {key: own.text("words", key) for key in WORDS if key in own.section("words")}
    return replace(
        now,
        **{key: value for key, value in named.items() if key in own.section("city")},
        imprint=replace(now.imprint, **imprint),
        words=replace(now.words, **words),
    )


def _city_changes(own: OwnCity) -> list[str]:
    before, after, found = _present(), _city(own), []
    for part, old, new in (
        ("city", before, after),
        ("imprint", before.imprint, after.imprint),
        ("words", before.words, after.words),
    ):
        for item in fields(old):
            was, becomes = getattr(old, item.name), getattr(new, item.name)
            if was != becomes and not isinstance(becomes, Imprint | Words):
                found.append(f"{part}.{item.name}: {_shown(was)} -> {_shown(becomes)}")
    if own.logo is not None and files.name_of(*logo.read(own.logo)) != before.logo:
        found.append(f"city.logo: {own.logo.name}")
    return found


def _shown(value: object) -> str:
    return (", ".join(value) if isinstance(value, tuple) else str(value)) or "(nothing)"


def _district_changes(own: OwnCity) -> list[str]:
    present = dict(District.objects.values_list("number", "name"))
    found = []
    for number, name in enumerate(own.districts, start=1):
        if number not in present:
            found.append(f"district {number} + {name}")
        elif present[number] != name:
            found.append(f"district {number}: {present[number]} -> {name}")
    return found


def _enter_districts(own: OwnCity) -> None:
    numbers = {name: number for number, name in District.objects.values_list("number", "name")}
    for number, name in enumerate(own.districts, start=1):
        if numbers.get(name, number) != number:
            raise Failure(
                f"{name} is district {numbers[name]} here and stands in place {number} of the "
                "file: what people said belongs to the number, so districts keep their order. "
                "New ones go to the end. Nothing was changed."
            )
    actions.enter_districts(own.districts)


def _administrator_changes(own: OwnCity, at: datetime) -> list[str]:
    email = own.text("administrator", "email").lower()
    person = person_by_email(email) if email else None
    if person is None:
        return [f"administrator + {email}"] if email else []
    return [f"role + {role} for {email}" for role in _lacking(person, at)]


def _lacking(person: Person, at: datetime) -> list[str]:
    groups = visitor(person, at=at).groups
    return [role.value for role in FIRST_ROLES if role not in groups]


def _administrator(own: OwnCity, at: datetime, *, grant_roles: bool) -> tuple[Person | None, str]:
    """Whoever is named; a new account has a password that is known nowhere else."""
    email = own.text("administrator", "email").lower()
    if not email:
        return None, ""
    person, password = person_by_email(email), ""
    if person is None:
        password = secrets.token_urlsafe(15)
        name = own.text("administrator", "name") or email.partition("@")[0]
        person = actions.register_person(email=email, name=name, password=password, at=at)
    # An old file does not undo what was taken away, nor is an address proof of who registered it.
    elif (lacking := _lacking(person, at)) and not grant_roles:
        raise Failure(
            f"{email} has an account without the role {' and '.join(lacking)}: leave "
            "[administrator] out of the file, or give it with --grant-roles if the account is "
            "the right person's. Nothing was changed."
        )
    for role in FIRST_ROLES:
        actions.grant_role(person=person, role=role, by=None, at=at)
    return person, password


def _new_strategy(own: OwnCity) -> bool:
    name = own.text("city", "strategy")
    return bool(name) and not Node.objects.filter(kind=Kind.STRATEGY, title=name).exists()
