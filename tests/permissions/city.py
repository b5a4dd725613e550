"""A small city with one of everything that an address can name, and everybody who may knock."""

from dataclasses import dataclass, field
from typing import Any

from mitmachstadt.people.actions import choose_district, join_organisation
from mitmachstadt.people.enums import BuiltInGroup, MembershipRole, OrganisationKind
from mitmachstadt.people.models import Person
from mitmachstadt.responsibilities.actions import hand_over
from mitmachstadt.strategy import actions as strategy
from mitmachstadt.strategy.models import EditionPassage
from tests import factories as f
from tests.factories import DAY, NOW
from tests.permissions.actors import Actor

BEFORE, OPEN, OVER = NOW - 9 * DAY, NOW, NOW + 9 * DAY
STATES = {"before": BEFORE, "open": OPEN, "over": OVER}


@dataclass
class City:
    """Who there is, and what stands for each name in an address or a form."""

    people: dict[Actor, Person | None]
    names: dict[str, Any] = field(default_factory=dict)


def build() -> City:
    people = _people()
    city = City(people)
    city.names |= _text() | _words()
    _talk(city)
    _rooms(city)
    return city


def _people() -> dict[Actor, Person | None]:
    roles = {
        Actor.HELPER: BuiltInGroup.HELPER,
        Actor.AUDITOR: BuiltInGroup.AUDITOR,
        Actor.MODERATOR: BuiltInGroup.MODERATOR,
        Actor.OFFICE: BuiltInGroup.OFFICE,
        Actor.ADMINISTRATOR: BuiltInGroup.ADMINISTRATOR,
    }
    people: dict[Actor, Person | None] = {
        actor: f.person(actor.value, *([roles[actor]] if actor in roles else []))
        for actor in Actor
        if actor != Actor.NOBODY
    }
    return {Actor.NOBODY: None, **people}


def _text() -> dict[str, Any]:
    """A published text, one that is being written, and what stands in them."""
    edition = f.published_edition()
    draft = strategy.revise_edition(
        edition=edition, label="Fassung 2", visitor=f.office(), at=NOW - 15 * DAY
    )
    placed = f.placed(edition, "sichere Wege")
    in_draft = EditionPassage.objects.select_related("passage__node", "section__node").filter(
        edition=draft
    )
    first = in_draft.order_by("pk")[0]
    return {
        "strategy": edition.document.node.parent,
        "document": edition.document.node,
        "edition": edition.node,
        "draft": draft.node,
        "draft_passage": first.passage.node,
        "draft_section": next(row for row in in_draft if row.section).section.node,
        "passage": placed.passage.node,
        "section": placed.section.node,
    }


def _words() -> dict[str, Any]:
    return {"token": "abc-def", "number": 1, "leaf": 1}


def _talk(city: City) -> None:
    """A window around NOW, and what its owner and a stranger said through it."""
    names, people = city.names, city.people
    f.open_window(names["passage"])
    owner, colleague = people[Actor.OWNER], people[Actor.COLLEAGUE]
    names["organisation"] = club = f.organisation("Radverein")
    for member in (owner, colleague):
        join_organisation(person=member, organisation=club, at=NOW - 30 * DAY)
    unit = f.organisation("Straßenamt", kind=OrganisationKind.SUBORDINATE_AUTHORITY)
    join_organisation(
        person=people[Actor.UNIT], organisation=unit, role=MembershipRole.WORKS, at=NOW - 30 * DAY
    )
    names["unit"] = unit
    other = f.organisation("Parkamt", kind=OrganisationKind.SUBORDINATE_AUTHORITY)
    join_organisation(
        person=people[Actor.OTHER_UNIT],
        organisation=other,
        role=MembershipRole.WORKS,
        at=NOW - 30 * DAY,
    )
    names["remark"] = f.remark(names["passage"], by=f.visitor(owner))
    names["another"] = f.remark(names["passage"], "Und an die Kinder.", by=f.citizen())
    hand_over(nodes=[names["remark"]], unit=unit, reason="Radwege.", visitor=f.office(), at=NOW)
    names["answer"] = f.answer(names["another"])
    names["person"] = owner
    names["code"] = f.code_of(names["remark"])


def _rooms(city: City) -> None:
    """A process in preparation, news, a place."""
    names = city.names
    names["process"] = f.planned_process(names["edition"], at=NOW - 20 * DAY).node
    names["report"] = f.article()
    f.district()
    for person in city.people.values():
        if person is not None:
            choose_district(person=person, number=1)
