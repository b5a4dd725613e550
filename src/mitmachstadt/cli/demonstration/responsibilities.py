"""Who answers what in the demonstration city, and what a unit left behind that ended."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from mitmachstadt.cli.demonstration.cast import Cast
from mitmachstadt.cli.demonstration.files import days_before, read
from mitmachstadt.cli.demonstration.texts import OFFICE, Library
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.actions import dissolve
from mitmachstadt.people.models import District
from mitmachstadt.people.queries import districts
from mitmachstadt.responsibilities import actions
from mitmachstadt.responsibilities.models import Responsibility
from mitmachstadt.taxonomies.models import Entry

ADMINISTRATOR = "admin"


def load_register(cast: Cast, library: Library, at: datetime) -> None:
    """The first rules; what is said from then on is routed by them."""
    given = read("responsibilities.json")
    moment = days_before(at, given["days_ago"])
    for row in given["rules"]:
        _enter(row, cast, moment, node=_named(row, library), district=_district(row))


def load_later_duties(cast: Cast, library: Library, at: datetime) -> None:
    """Rules by subject, a change to come, an end, and a unit dissolved with two successors.

    Some contributions of before find their unit; others stay a gap that everybody sees.
    """
    given, office = read("responsibilities.json"), cast.visitors[OFFICE]
    for row in given["subjects"]:
        term = Entry.objects.get(slug=row["field"]).term
        _enter(row, cast, days_before(at, 30), term=term)
    later, ended, gone = given["later"], given["ended"], given["dissolved"]
    actions.change_responsibility(
        rule=_rule(later, library), unit=cast.organisations[later["unit"]], note=later["note"],
        since=timezone.localdate(at) + timedelta(days=later["in_days"]), visitor=office, at=at,
    )  # fmt: skip
    moment = days_before(at, ended["days_ago"])
    actions.end_responsibility(
        rule=_rule(ended, library), on=timezone.localdate(moment), reason=ended["reason"],
        visitor=office, at=moment,
    )  # fmt: skip
    actions.route_open(visitor=office, at=at)
    organisation, moment = (
        cast.organisations[gone["organisation"]],
        days_before(at, gone["days_ago"]),
    )
    dissolve(
        organisation=organisation,
        successors=[cast.organisations[key] for key in gone["successors"]],
        on=timezone.localdate(moment), reason=gone["reason"],
        visitor=cast.visitors[ADMINISTRATOR], at=moment,
    )  # fmt: skip
    organisation.refresh_from_db()
    actions.settle_dissolution(organisation=organisation, at=moment)


def _enter(row: dict[str, Any], cast: Cast, at: datetime, **named: Any) -> None:
    actions.enter_responsibility(
        unit=cast.organisations[row["unit"]], since=timezone.localdate(at), note=row["note"],
        visitor=cast.visitors[OFFICE], at=at, **named,
    )  # fmt: skip


def _named(row: dict[str, Any], library: Library) -> Node:
    if "section" in row:
        return library.sections[row["section"]]
    return library.editions[f"{row['document']}:1"].document.node


def _district(row: dict[str, Any]) -> District | None:
    return next((each for each in districts() if each.number == row.get("district")), None)


def _rule(row: dict[str, Any], library: Library) -> Responsibility:
    return Responsibility.objects.get(node=_named(row, library), district=None, until=None)
