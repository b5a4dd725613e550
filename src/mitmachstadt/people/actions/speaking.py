"""Asking to speak for an organisation, and what the administration says to it."""

from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from mitmachstadt.kernel.language import current
from mitmachstadt.kernel.tasks import enqueue
from mitmachstadt.kernel.text import clean_line
from mitmachstadt.ledger.actions import append, forget_words
from mitmachstadt.people.actions.describing import verify_organisation
from mitmachstadt.people.actions.directory import let_speak_for
from mitmachstadt.people.actions.organisations import enter_organisation
from mitmachstadt.people.enums import (
    ASKED_FOR,
    LONGEST_FUNCTION,
    LONGEST_PROOF,
    BuiltInGroup,
    MembershipRole,
    OrganisationKind,
    RequestState,
)
from mitmachstadt.people.errors import RequestAlreadyOpen, SignInNeeded
from mitmachstadt.people.models import Organisation, SpeakingRequest
from mitmachstadt.people.queries import Visitor, organisation_asked_for
from mitmachstadt.people.rules import (
    may_ask_to_speak,
    may_decide_request,
    may_decline,
    may_grant,
    may_work_as,
)

_LONGEST_REASON = 300
_MAIL = "mitmachstadt.people.tasks.mail_request_decided"


def ask_to_speak(
    *,
    function: str,
    proof: str,
    visitor: Visitor,
    at: datetime,
    organisation: Organisation | None = None,
    name: str = "",
    kind: OrganisationKind = OrganisationKind.CIVIL_SOCIETY,
    website: str = "",
) -> SpeakingRequest:
    """Ask to speak for an organisation: a known one, or a new one with name, kind and website.

    Nobody speaks for it by asking.

    Raises:
        Refusal: without an account, without what it takes to look into it, or asked already.
    """
    if visitor.person is None:
        raise SignInNeeded()
    name = organisation.name if organisation else clean_line(name)
    function, proof = clean_line(function)[:LONGEST_FUNCTION], clean_line(proof)[:LONGEST_PROOF]
    may_ask_to_speak(
        visitor.person, organisation=organisation, name=name, function=function, proof=proof,
        at=at,
    ).require()  # fmt: skip
    if organisation is None and kind not in ASKED_FOR:
        kind = OrganisationKind.CIVIL_SOCIETY
    try:
        with transaction.atomic():
            request = SpeakingRequest.objects.create(
                person=visitor.person, organisation=organisation, name=name,
                kind="" if organisation else kind, website="" if organisation else website,
                function=function, proof=proof, created=at,
            )  # fmt: skip
            append(kind="request.made", subject=request.public_id, content={}, at=at)
    except IntegrityError as error:
        raise RequestAlreadyOpen(name=name) from error
    return request


def take_request_back(*, request: SpeakingRequest, visitor: Visitor, at: datetime) -> None:
    """Take one's own request back while nobody has decided on it."""
    if visitor.person is None or request.person_id != visitor.person.pk:
        raise SignInNeeded()
    with transaction.atomic():
        request = _locked(request)
        may_decide_request(request).require()
        _decide(request, RequestState.WITHDRAWN, visitor, at)


def grant_request(
    *,
    request: SpeakingRequest,
    role: MembershipRole,
    visitor: Visitor,
    at: datetime,
    grounds: str = "",
) -> Organisation:
    """Let somebody speak or work for the organisation that they asked for.

    Args:
        grounds: how the organisation was verified; needed where nobody has done so before.

    Raises:
        Refusal: nobody verified it, it has ended, or the request is decided.
    """
    grounds = clean_line(grounds)
    may_work_as(visitor, BuiltInGroup.ADMINISTRATOR).require()
    with transaction.atomic():
        request = _locked(request)
        known = organisation_asked_for(request)
        may_grant(request, known, grounds=grounds).require()
        organisation = known or enter_organisation(
            name=request.name, kind=OrganisationKind(request.kind), district=None,
            website=request.website, visitor=visitor, at=at,
        )  # fmt: skip
        if not organisation.verified:
            verify_organisation(organisation=organisation, grounds=grounds, visitor=visitor, at=at)
            organisation.refresh_from_db()
        let_speak_for(
            person=request.person, organisation=organisation, role=role, visitor=visitor, at=at
        )
        request.organisation, request.role = organisation, role
        _decide(request, RequestState.GRANTED, visitor, at)
        _tell(request)
    return organisation


def decline_request(
    *, request: SpeakingRequest, reason: str, visitor: Visitor, at: datetime
) -> None:
    """Say no with a reason, which the person reads in their account and by mail.

    Raises:
        Refusal: the reason is missing, or the request is decided.
    """
    reason = clean_line(reason)[:_LONGEST_REASON]
    may_work_as(visitor, BuiltInGroup.ADMINISTRATOR).require()
    with transaction.atomic():
        request = _locked(request)
        may_decline(request, reason=reason).require()
        request.reason = reason
        _decide(request, RequestState.DECLINED, visitor, at)
        _tell(request)


def forget_requests(found: QuerySet[SpeakingRequest]) -> int:
    """Delete requests, and from the register's lines who dealt with them; returns how many."""
    with transaction.atomic():
        for request in list(found):
            forget_words(subject=request.public_id)
        return found.delete()[0]


def _locked(request: SpeakingRequest) -> SpeakingRequest:
    """As it is now: two administrators at once, the second sees what the first said."""
    rows = SpeakingRequest.objects.select_for_update(of=("self",))
    return rows.select_related("person", "organisation").get(pk=request.pk)


def _decide(request: SpeakingRequest, state: RequestState, visitor: Visitor, at: datetime) -> None:
    request.state, request.decided, request.decided_by = state, at, visitor.person
    request.save()
    by = visitor.person.public_id if visitor.person else ""
    append(kind=f"request.{state}", subject=request.public_id, content={"by": by}, at=at)


def _tell(request: SpeakingRequest) -> None:
    enqueue(_MAIL, public_id=request.public_id, site=settings.SITE, language=current())
