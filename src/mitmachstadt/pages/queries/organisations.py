"""What the city knows of an organisation, across the rooms."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from mitmachstadt.answers.models import Decision
from mitmachstadt.nodes.enums import Kind, Visibility
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.enums import OrganisationKind
from mitmachstadt.people.models import Meeting, Organisation
from mitmachstadt.people.queries import (
    AssignmentLine,
    History,
    Meetings,
    Members,
    Staff,
    done_assignments_of,
    history_of,
    meetings_around,
    meetings_of,
    members_of,
    open_assignments_of,
    organisation_by_public_id,
    staff_of,
)

ON_AN_ORGANISATION_PAGE = 20


@dataclass(frozen=True)
class OrganisationPage:
    """An organisation, its history, what it decided and what was said in its name, newest first."""

    organisation: Organisation
    history: History
    decisions: list[Decision]
    said: list[Node]
    members: Members | None
    staff: Staff | None
    meetings: Meetings | None
    assignments: Sequence[AssignmentLine]

    @property
    def is_body(self) -> bool:
        return self.members is not None


def organisation_page(
    public_id: str, *, at: datetime, with_hidden: bool = False
) -> OrganisationPage | None:
    """Everything about an organisation; eight statements, for a body ten.

    Args:
        with_hidden: whether bodies that are not public, and what they decided, are shown.
    """
    organisation = organisation_by_public_id(public_id)
    if organisation is None or not (organisation.public or with_hidden):
        return None
    is_body, today = organisation.kind == OrganisationKind.BODY, timezone.localdate(at)
    decisions = _decisions(organisation, with_hidden=with_hidden)
    said = (
        Node.objects.filter(
            organisation=organisation, kind=Kind.REMARK, visibility=Visibility.PUBLIC
        )
        .defer("card", "text")
        .order_by("-created", "-pk")
    )
    return OrganisationPage(
        organisation=organisation,
        history=history_of(organisation, with_hidden=with_hidden),
        decisions=list(decisions[:ON_AN_ORGANISATION_PAGE]) if is_body else [],
        said=list(said[:ON_AN_ORGANISATION_PAGE]),
        members=members_of(organisation, on=today) if is_body else None,
        staff=None if is_body else staff_of(organisation, at=at),
        meetings=meetings_around(organisation, on=today, with_hidden=with_hidden)
        if is_body
        else None,
        assignments=open_assignments_of(organisation, on=today, with_hidden=with_hidden)
        if is_body
        else [],
    )


def _decisions(body: Organisation, *, with_hidden: bool) -> QuerySet[Decision]:
    """What a body decided, newest first."""
    seen = [Visibility.PUBLIC, Visibility.DRAFT] if with_hidden else [Visibility.PUBLIC]
    found = Decision.objects.filter(body=body, node__visibility__in=seen)
    return found.select_related("node").order_by("-decided_on", "-pk")


@dataclass(frozen=True)
class MeetingLine:
    """A meeting, and what was decided on its day."""

    meeting: Meeting
    decisions: list[Decision]


@dataclass(frozen=True)
class MeetingsPage:
    """The meetings of a body that can be shown, page by page, and what it assigned."""

    body: Organisation
    to_come: list[MeetingLine]
    past: list[MeetingLine]
    more: date | None
    open: Sequence[AssignmentLine]
    done: Sequence[AssignmentLine]


def meetings_page(
    public_id: str, *, at: datetime, with_hidden: bool = False, before: date | None = None
) -> MeetingsPage | None:
    """When a body met and meets, what it decided and assigned; six statements.

    Args:
        before: only meetings that were before this day, and no assignments.
    """
    body, today = organisation_by_public_id(public_id), timezone.localdate(at)
    if body is None or body.kind != OrganisationKind.BODY or not (body.public or with_hidden):
        return None
    meetings = meetings_of(body, on=today, with_hidden=with_hidden, before=before)
    days = [meeting.day for meeting in [*meetings.to_come, *meetings.past]]
    decided: dict[date, list[Decision]] = {}
    for decision in _decisions(body, with_hidden=with_hidden).filter(decided_on__in=days):
        decided.setdefault(decision.decided_on, []).append(decision)

    def lines(of: list[Meeting]) -> list[MeetingLine]:
        return [MeetingLine(meeting, decided.get(meeting.day, [])) for meeting in of]

    first = before is None
    return MeetingsPage(
        body=body,
        to_come=lines(meetings.to_come),
        past=lines(meetings.past),
        more=meetings.more,
        open=open_assignments_of(body, on=today, with_hidden=with_hidden) if first else [],
        done=done_assignments_of(body, with_hidden=with_hidden) if first else [],
    )
