"""Requests to speak for an organisation."""

from datetime import datetime

from django.db.models import Q

from mitmachstadt.people.enums import RequestState
from mitmachstadt.people.models import (
    Organisation,
    OrganisationMembership,
    Person,
    SpeakingRequest,
)

REQUESTS_PAGE = 30
_SHOWN_TO_THE_PERSON = 10


def open_requests_of(person: Person) -> list[SpeakingRequest]:
    return list(SpeakingRequest.objects.filter(person=person, state=RequestState.OPEN))


def requests_of(person: Person) -> list[SpeakingRequest]:
    """What somebody asked for last, and what became of it."""
    found = SpeakingRequest.objects.filter(person=person).select_related("organisation")
    return list(found.order_by("-created", "-pk")[:_SHOWN_TO_THE_PERSON])


def requests_waiting(*, after: int | None = None) -> tuple[list[SpeakingRequest], int | None]:
    """What waits for the administration, oldest first: a page and where the next one begins."""
    found = SpeakingRequest.objects.filter(state=RequestState.OPEN)
    if after is not None:
        found = found.filter(pk__gt=after)
    page = list(found.select_related("person", "organisation").order_by("pk")[: REQUESTS_PAGE + 1])
    shown = page[:REQUESTS_PAGE]
    return shown, shown[-1].pk if len(page) > REQUESTS_PAGE else None


def request_by_public_id(public_id: str) -> SpeakingRequest | None:
    found = SpeakingRequest.objects.select_related("person", "organisation")
    return found.filter(public_id=public_id).first()


def organisation_asked_for(request: SpeakingRequest) -> Organisation | None:
    """The one that was chosen, or one that is called like the new one by now."""
    if request.organisation is not None:
        return request.organisation
    return Organisation.objects.filter(name=request.name, ended=None, public=True).first()


def hidden_body_named(name: str) -> bool:
    """Whether a body that is not public is called so."""
    return Organisation.objects.filter(name=name, ended=None, public=False).exists()


def speaks_or_works_for(person: Person, organisation: Organisation, *, at: datetime) -> bool:
    found = OrganisationMembership.objects.filter(person=person, organisation=organisation)
    return found.filter(Q(until=None) | Q(until__gt=at)).exists()
