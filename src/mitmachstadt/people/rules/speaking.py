"""Who may ask to speak for an organisation, and what may be said to it."""

from datetime import datetime

from mitmachstadt.kernel.verdicts import YES, Verdict, no
from mitmachstadt.people.enums import RequestState
from mitmachstadt.people.errors import (
    DeclineNeedsReason,
    GroundsMissing,
    NameOfHiddenBody,
    OrganisationHasEnded,
    OrganisationNameMissing,
    RequestAlreadyOpen,
    RequestDecided,
    RequestIncomplete,
    SpeaksAlready,
    TooManyRequests,
)
from mitmachstadt.people.models import Organisation, Person, SpeakingRequest
from mitmachstadt.people.queries import hidden_body_named, open_requests_of, speaks_or_works_for
from mitmachstadt.people.rules.directory import LONGEST_ORGANISATION

MOST_OPEN_REQUESTS = 5


def may_ask_to_speak(
    person: Person,
    *,
    organisation: Organisation | None,
    name: str,
    function: str,
    proof: str,
    at: datetime,
) -> Verdict:
    """Once for each organisation, for a few at a time, and with what it takes to look into it."""
    if organisation is not None and organisation.ended:
        return no(OrganisationHasEnded(name=organisation.name))
    if not name or len(name) > LONGEST_ORGANISATION:
        return no(OrganisationNameMissing(longest=LONGEST_ORGANISATION))
    if not function or not proof:
        return no(RequestIncomplete())
    if organisation is not None and speaks_or_works_for(person, organisation, at=at):
        return no(SpeaksAlready(name=organisation.name))
    waiting = open_requests_of(person)
    if name.casefold() in {each.name.casefold() for each in waiting}:
        return no(RequestAlreadyOpen(name=name))
    if len(waiting) >= MOST_OPEN_REQUESTS:
        return no(TooManyRequests(most=MOST_OPEN_REQUESTS))
    return YES


def may_decide_request(request: SpeakingRequest) -> Verdict:
    """A request is decided once."""
    if request.state != RequestState.OPEN:
        return no(RequestDecided(state=request.get_state_display()))
    return YES


def may_grant(request: SpeakingRequest, known: Organisation | None, *, grounds: str) -> Verdict:
    """Nobody speaks for an organisation before somebody looked whether it is one.

    Nor does somebody become a member of a body that is not public because of its name.
    """
    if known is not None and known.ended:
        return no(OrganisationHasEnded(name=known.name))
    if known is None and hidden_body_named(request.name):
        return no(NameOfHiddenBody(name=request.name))
    if not (known is not None and known.verified) and not grounds:
        return no(GroundsMissing(name=request.name))
    return may_decide_request(request)


def may_decline(request: SpeakingRequest, *, reason: str) -> Verdict:
    """A no has a reason."""
    if not reason:
        return no(DeclineNeedsReason())
    return may_decide_request(request)
