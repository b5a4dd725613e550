"""What the city knows of an organisation, across the rooms."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from mitmachstadt.answers.models import Decision
from mitmachstadt.nodes.enums import Kind, Visibility
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.enums import OrganisationKind
from mitmachstadt.people.models import Organisation
from mitmachstadt.people.queries import (
    History,
    Members,
    Staff,
    history_of,
    members_of,
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

    @property
    def is_body(self) -> bool:
        return self.members is not None


def organisation_page(
    public_id: str, *, at: datetime, with_hidden: bool = False
) -> OrganisationPage | None:
    """Everything about an organisation; eight statements.

    Args:
        with_hidden: whether bodies that are not public, and what they decided, are shown.
    """
    organisation = organisation_by_public_id(public_id)
    if organisation is None or not (organisation.public or with_hidden):
        return None
    is_body = organisation.kind == OrganisationKind.BODY
    seen = [Visibility.PUBLIC, Visibility.DRAFT] if with_hidden else [Visibility.PUBLIC]
    decisions = (
        Decision.objects.filter(body=organisation, node__visibility__in=seen)
        .select_related("node")
        .order_by("-decided_on", "-pk")
    )
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
        members=members_of(organisation, on=timezone.localdate(at)) if is_body else None,
        staff=None if is_body else staff_of(organisation, at=at),
    )
