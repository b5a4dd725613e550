"""`mitmachstadt enter-city`: districts, organisations, and who speaks for whom, from a file."""

import argparse
import json
from datetime import datetime
from pathlib import Path
from typing import Any

from mitmachstadt.cli.output import Failure, set_up_django

HELP = "Enter districts, organisations, members and roles from a JSON file; twice changes nothing."
EXAMPLES = """\
  mitmachstadt enter-city city.json
  docs/city.md shows such a file.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="the city as JSON")


def run(arguments: argparse.Namespace) -> int:
    city = read(arguments.file)
    set_up_django()
    from django.db import transaction
    from django.utils import timezone

    with transaction.atomic():
        enter(city, at=timezone.now())
    print(
        f"{len(city['districts'])} districts, {len(city['organisations'])} organisations and "
        f"{len(city['members'])} members are entered."
    )
    return 0


def read(file: Path) -> dict[str, Any]:
    """The file's content with all three lists.

    Raises:
        Failure: there is no such file, or it is not what docs/city.md describes.
    """
    try:
        city = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise Failure(f"{file}: {error.strerror}.") from error
    except ValueError as error:
        raise Failure(f"{file} is not JSON: {error}. docs/city.md shows how it looks.") from error
    lists = ("districts", "organisations", "members")
    if not isinstance(city, dict) or not all(isinstance(city.get(n, []), list) for n in lists):
        raise Failure(f"{file} needs the lists {', '.join(lists)}: docs/city.md shows them.")
    return {name: city.get(name, []) for name in lists}


def enter(city: dict[str, Any], *, at: datetime) -> None:
    """Write the city; what is there already stays as it is."""
    from mitmachstadt.people import actions, enums, queries

    districts = {d.name: d for d in actions.enter_districts([str(n) for n in city["districts"]])}
    organisations = {}
    for row in city["organisations"]:
        kind, name = str(row.get("kind")), str(row.get("name", ""))
        if kind not in enums.OrganisationKind.values or not name:
            known = ", ".join(enums.OrganisationKind.values)
            raise Failure(f"{row} needs a name and a kind, one of: {known}.")
        district = districts.get(str(row.get("district", "")))
        if kind == enums.OrganisationKind.DISTRICT_OFFICE and district is None:
            raise Failure(f"{name} is a district office and needs one of the districts.")
        organisations[name] = actions.found_organisation(name=name, kind=kind, district=district)
    for row in city["members"]:
        person = queries.person_by_email(str(row.get("email", "")))
        if person is None:
            raise Failure(f"There is no account for {row.get('email')}: it has to register first.")
        for role in row.get("roles", []):
            if role not in (known_role.value for known_role in enums.ROLES):
                raise Failure(f"{role} is no role; roles are: {', '.join(enums.ROLES)}.")
            actions.grant_role(person=person, role=role, by=None, at=at)
        if name := row.get("organisation"):
            if name not in organisations:
                raise Failure(f"{name} is not among the organisations of the file.")
            actions.join_organisation(person=person, organisation=organisations[name], at=at)
