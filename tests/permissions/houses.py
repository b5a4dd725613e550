"""Organisations: a body that meets, a post, somebody who asks to speak for one."""

from dataclasses import replace
from typing import Any

from mitmachstadt.arena.actions import (
    assessing,
    checking,
    merge_ideas,
    offering,
    sponsoring,
    stating,
)
from mitmachstadt.arena.models import Arena
from mitmachstadt.arena.rules.assessing import CriterionWords
from mitmachstadt.nodes.models import Node
from mitmachstadt.people import actions as people
from mitmachstadt.people.enums import OrganisationKind, PostState
from mitmachstadt.people.models import Organisation, Person
from tests import factories as f
from tests.arena import ideas
from tests.arena.test_checks import TRIED
from tests.arena.test_offers import WORDS
from tests.arena.test_statements import SAID
from tests.factories import DAY, NOW

TODAY = NOW.date()


def arena(owner: Person, colleague: Person) -> dict[str, Any]:
    """An arena that is open around NOW, an idea in it, and one that went into another.

    The owner brought the idea, cares for it, has said something about it and tried it; the
    colleague is offered it, offers to help, and assesses another one.
    """
    goal = f.passage(text="Ein Ziel")
    inside = ideas.arena(goal)
    mine, other = f.visitor(owner), f.visitor(colleague)
    idea = ideas.idea(inside, by=mine)
    whole, part = ideas.idea(inside, "Ganzes"), ideas.idea(inside, "Teil")
    merge_ideas(whole=whole, parts=[part], reason="Dasselbe.", visitor=f.office(), at=NOW)
    held = sponsoring.sponsor(idea=idea, visitor=mine, at=NOW)
    offered = sponsoring.offer_sponsorship(
        sponsorship=held, email=colleague.email, visitor=mine, at=NOW
    )
    said = replace(SAID, interest="Es ist meine Idee.", no_interest=False)
    stated = stating.state(idea=idea, said=said, visitor=mine, at=NOW)
    tried = checking.record_trial(idea=idea, tried=TRIED, visitor=mine, at=NOW)
    offer = offering.offer_competence(arena=inside, visitor=other, at=NOW, **WORDS)
    joining = offering.join_idea(offer=offer, idea=idea, visitor=other, at=NOW)
    return {
        "arena": inside.node,
        "idea": idea.node,
        "merged": part.node,
        "sponsorship": held.pk,
        "hand_over": offered.pk,
        "statement": stated.pk,
        "trial": tried.pk,
        "offer": offer,
        "joining": joining.pk,
    } | _assessed(inside, goal, colleague)


def _assessed(inside: Arena, goal: Node, assessor: Person) -> dict[str, Any]:
    """An idea that is assessed, and somebody who may assess it."""
    brought = ideas.idea(inside, "Bänke am Kanal", goals=[(goal, ideas.REASON)])
    idea = ideas.ready_for_assessment(brought)
    words = CriterionWords("Wie vielen hilft es?", goal, ("gar nicht", "wenig", "viel", "sehr"))
    by = f.office()
    assessing.keep_criteria(arena=inside, criteria=[words], visitor=by, at=NOW)
    named = assessing.name_assessor(arena=inside, email=assessor.email, visitor=by, at=NOW)
    assessing.begin_assessment(idea=idea, visitor=by, at=NOW)
    return {"assessed": idea.node, "assessor": named.pk}


def houses(unit: Organisation, club: Organisation) -> dict[str, Any]:
    by = f.administrator()
    body = f.organisation("Beirat", kind=OrganisationKind.BODY)
    people.seat_in_body(
        body=body, sender=club, since=TODAY, until=TODAY + 300 * DAY, visitor=by, at=NOW
    )
    post = people.establish_post(
        organisation=unit, name="Wegebeauftragte", state=PostState.FILLED, since=TODAY,
        visitor=by, at=NOW,
    )  # fmt: skip
    request = people.ask_to_speak(
        name="Neuer Verein", function="Vorstand", proof="Register", visitor=f.citizen(), at=NOW
    )
    meeting = people.enter_meeting(body=body, day=TODAY, visitor=by, at=NOW)
    assignment = people.assign(
        body=body, assignee=club, text="Berichten.", given=TODAY, due=TODAY, visitor=by, at=NOW
    )
    return {
        "body": body,
        "post": post,
        "request": request,
        "meeting": meeting,
        "assignment": assignment,
    }
