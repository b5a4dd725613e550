"""A small city with one of everything that an address can name, and everybody who may knock."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mitmachstadt.people.actions import choose_district, join_organisation
from mitmachstadt.people.enums import BuiltInGroup, MembershipRole, OrganisationKind
from mitmachstadt.people.models import Organisation, Person
from mitmachstadt.responsibilities.actions import hand_over
from mitmachstadt.strategy import actions as strategy
from mitmachstadt.strategy.models import EditionPassage
from tests import factories as f
from tests.factories import DAY, NOW
from tests.permissions import desks, words
from tests.permissions.actors import Actor
from tests.permissions.houses import arena, houses

BEFORE, OPEN, OVER = NOW - 9 * DAY, NOW, NOW + 9 * DAY
STATES = {"before": BEFORE, "open": OPEN, "over": OVER}


@dataclass
class City:
    """Who there is, and what stands for each name in an address or a form."""

    people: dict[Actor, Person | None]
    names: dict[str, Any] = field(default_factory=dict)


def build() -> City:
    city = City(_people())
    city.names |= _text()
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
    edition = f.published_edition(words.TEXT)
    draft = strategy.revise_edition(
        edition=edition, label="Fassung 2", visitor=f.office(), at=NOW - 15 * DAY
    )
    placed = f.placed(edition, "sichere Wege")
    in_draft = EditionPassage.objects.select_related("passage__node", "section__node").filter(
        edition=draft
    )
    first = in_draft.order_by("pk")[0]
    need = f.placed(edition, "fehlt ein Netz").section
    return words.vocabulary(edition, draft, first, placed.passage.node) | {
        "need": need.node,
        "strategy": edition.document.node.parent,
        "document": edition.document.node,
        "edition": edition.node,
        "draft": draft.node,
        "draft_passage": first.passage.node,
        "draft_section": next(row for row in in_draft if row.section).section.node,
        "passage": placed.passage.node,
        "section": placed.section.node,
    }


def _talk(city: City) -> None:
    """A window around NOW, and what its owner and a stranger said through it."""
    names, people = city.names, city.people
    passage = names["passage"]
    f.open_window(passage)
    owner = people[Actor.OWNER]
    names["organisation"] = _organisation("Radverein", owner, people[Actor.COLLEAGUE])
    names["unit"] = unit = _unit("Straßenamt", people[Actor.UNIT])
    names["other_unit"] = other = _unit("Parkamt", people[Actor.OTHER_UNIT])
    names["remark"] = f.remark(passage, by=f.visitor(owner))
    names["another"] = f.remark(passage, "Und an die Kinder.", by=f.citizen())
    hidden = f.remark(passage, "Wer das baut, ist dumm.", by=f.visitor(owner))
    names["code"], names["hidden_code"] = f.code_of(names["remark"]), f.code_of(hidden)
    names["hidden"] = f.hidden(hidden)
    hand_over(nodes=[names["remark"]], unit=unit, reason="Radwege.", visitor=f.office(), at=NOW)
    names["answer"] = f.answer(names["another"])
    names["person"] = owner
    worker = people[Actor.UNIT]
    assert worker is not None
    names |= desks.answering(passage, worker, unit, other)


def _organisation(
    name: str,
    *members: Person | None,
    kind: OrganisationKind = OrganisationKind.CIVIL_SOCIETY,
    role: MembershipRole = MembershipRole.SPEAKS,
) -> Organisation:
    made = f.organisation(name, kind=kind)
    for member in members:
        join_organisation(person=member, organisation=made, role=role, at=NOW - 30 * DAY)
    return made


def _unit(name: str, worker: Person | None) -> Organisation:
    kind = OrganisationKind.SUBORDINATE_AUTHORITY
    return _organisation(name, worker, kind=kind, role=MembershipRole.WORKS)


def _rooms(city: City) -> None:
    """What the rooms of the city hold: processes, news, places, occasions, taxonomies."""
    names, helper = city.names, city.people[Actor.HELPER]
    assert helper is not None
    names |= desks.process(names["edition"]) | desks.duties()
    names |= desks.occasion(names["passage"], helper)
    names |= desks.responsibility(names["section"], names["unit"])
    names |= words.taxonomy() | houses(names["unit"], names["organisation"])
    names |= desks.measures(names["unit"])
    names["report"] = f.article()
    owner, colleague = city.people[Actor.OWNER], city.people[Actor.COLLEAGUE]
    assert owner is not None and colleague is not None
    names |= arena(owner, colleague)
    for person in city.people.values():
        if person is not None:
            choose_district(person=person, number=1)


def named(names: Mapping[str, str], city: City) -> dict[str, Any]:
    """What the city has for these names; a word that it does not know stands for itself."""
    things = {key: city.names.get(name, name) for key, name in names.items()}
    return {key: getattr(thing, "public_id", thing) for key, thing in things.items()}
