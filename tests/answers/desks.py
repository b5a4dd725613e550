"""People at desks, for tests."""

from datetime import datetime

from mitmachstadt.nodes.models import Node
from mitmachstadt.people.actions import end_speaking_for, join_organisation
from mitmachstadt.people.enums import MembershipRole, OrganisationKind
from mitmachstadt.people.models import Organisation, Person
from mitmachstadt.people.queries import Visitor
from tests import factories as f


def unit(name: str = "Straßenamt") -> Organisation:
    return f.organisation(name, kind=OrganisationKind.SUBORDINATE_AUTHORITY)


def employ(person: Person, *units: Organisation) -> None:
    for each in units:
        join_organisation(
            person=person, organisation=each, role=MembershipRole.WORKS, at=f.NOW - f.DAY
        )


def officer(*units: Organisation, name: str = "Amtsperson") -> Visitor:
    """Somebody who works for these units."""
    person = f.person(name)
    employ(person, *units)
    return f.visitor(person)


def dismiss(person: Person, organisation: Organisation, *, at: datetime = f.NOW) -> None:
    end_speaking_for(person=person, organisation=organisation, visitor=f.administrator(), at=at)


def lies_with(organisation: Organisation | None, *nodes: Node) -> list[Node]:
    """As if these had been routed there when they came."""
    for node in nodes:
        node.unit = organisation
        node.save(update_fields=["unit"])
    return list(nodes)


def duty(organisation: Organisation | None, text: str = "Der Radweg ist zu schmal.") -> Node:
    """An open remark that lies with a unit."""
    return lies_with(organisation, f.remark(f.open_passage(), text))[0]
