"""Organisations: a body that meets, a post, somebody who asks to speak for one."""

from typing import Any

from mitmachstadt.arena.actions import merge_ideas
from mitmachstadt.people import actions as people
from mitmachstadt.people.enums import OrganisationKind, PostState
from mitmachstadt.people.models import Organisation, Person
from tests import factories as f
from tests.arena import ideas
from tests.factories import DAY, NOW

TODAY = NOW.date()


def arena(owner: Person) -> dict[str, Any]:
    """An arena that is open around NOW, an idea in it, and one that went into another."""
    inside = ideas.arena(f.passage(text="Ein Ziel"))
    idea = ideas.idea(inside, by=f.visitor(owner))
    whole, part = ideas.idea(inside, "Ganzes"), ideas.idea(inside, "Teil")
    merge_ideas(whole=whole, parts=[part], reason="Dasselbe.", visitor=f.office(), at=NOW)
    return {"arena": inside.node, "idea": idea.node, "merged": part.node}


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
