"""What the city knows of an organisation, across the rooms."""

from dataclasses import dataclass

from mitmachstadt.answers.models import Decision
from mitmachstadt.nodes.enums import Kind, Visibility
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.models import Organisation
from mitmachstadt.people.queries import History, history_of, organisation_by_public_id

ON_AN_ORGANISATION_PAGE = 20


@dataclass(frozen=True)
class OrganisationPage:
    """An organisation, its history, what it decided and what was said in its name, newest first."""

    organisation: Organisation
    history: History
    decisions: list[Decision]
    said: list[Node]


def organisation_page(public_id: str) -> OrganisationPage | None:
    """Everything about an organisation; eight statements, and one for each level above."""
    organisation = organisation_by_public_id(public_id)
    if organisation is None:
        return None
    decisions = (
        Decision.objects.filter(body=organisation, node__visibility=Visibility.PUBLIC)
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
        history=history_of(organisation),
        decisions=list(decisions[:ON_AN_ORGANISATION_PAGE]),
        said=list(said[:ON_AN_ORGANISATION_PAGE]),
    )
