"""Where bodies, posts and requests of the demonstration city have their pages."""

from collections.abc import Callable

from mitmachstadt.cli.demonstration.load import EMAIL
from mitmachstadt.people.enums import RequestState
from mitmachstadt.people.models import (
    Assignment,
    Meeting,
    Organisation,
    OrganisationMembership,
    Post,
    Seat,
    SpeakingRequest,
)

Find = Callable[[], str]


def body(pattern: str) -> Find:
    """One that is not public."""

    def find() -> str:
        return pattern.format(Organisation.objects.get(public=False).public_id)

    return find


def seated_body(pattern: str) -> Find:
    def find() -> str:
        seat = Seat.objects.filter(body__public=True).select_related("body").earliest("pk")
        return pattern.format(seat.body.public_id)

    return find


def post(pattern: str) -> Find:
    def find() -> str:
        return pattern.format(Post.objects.filter(ended=None).earliest("pk").public_id)

    return find


def meeting(pattern: str) -> Find:
    """The last one of which is known what came of it."""

    def find() -> str:
        return pattern.format(Meeting.objects.exclude(outcome="").latest("day").public_id)

    return find


def meeting_to_come(pattern: str) -> Find:
    def find() -> str:
        return pattern.format(Meeting.objects.latest("day").public_id)

    return find


def assignment(pattern: str) -> Find:
    def find() -> str:
        return pattern.format(Assignment.objects.filter(done=None).earliest("pk").public_id)

    return find


def request(pattern: str) -> Find:
    """The one that has waited longest."""

    def find() -> str:
        waiting = SpeakingRequest.objects.filter(state=RequestState.OPEN)
        return pattern.format(waiting.earliest("pk").public_id)

    return find


def own_organisation(pattern: str) -> Find:
    """Of the office."""

    def find() -> str:
        mine = OrganisationMembership.objects.filter(person__email=EMAIL.format(key="buero1"))
        return pattern.format(mine.latest("pk").organisation.public_id)

    return find
