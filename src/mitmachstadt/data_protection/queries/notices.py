"""What people are told before they say something in a process (Art. 13 DSGVO)."""

from dataclasses import dataclass

from mitmachstadt.data_protection.queries.registering import Activity, activities
from mitmachstadt.formats.models import ParticipationConcept, Process
from mitmachstadt.nodes.enums import Moderation
from mitmachstadt.nodes.models import Node

# What arises where somebody takes part; the rest arises where people work for the city.
_ARISES = (
    "nodes.Node",
    "contributions.Remark",
    "contributions.Quote",
    "contributions.Receipt",
    "contributions.Support",
    "contributions.Follow",
    "contributions.ModerationStep",
    "contributions.Report",
    "contributions.Appeal",
    "outreach.Entry",
    "kernel.RateCount",
    "ledger.Entry",
)


@dataclass(frozen=True)
class Notice:
    """One process as its notice tells of it."""

    node: Node
    concept: ParticipationConcept | None
    activities: list[Activity]
    is_read_before: bool

    @property
    def licence(self) -> str:
        return self.concept.licence if self.concept else ""

    @property
    def how_used(self) -> str:
        return self.concept.how_used if self.concept else ""


def notice_of(public_id: str) -> Notice | None:
    """The notice of a public process; four queries."""
    process = Process.objects.select_related("node").filter(node__public_id=public_id).first()
    if process is None or not process.node.is_public:
        return None
    moderation = set(process.phases.values_list("moderation", flat=True))
    return Notice(
        node=process.node,
        concept=process.concepts.order_by("-version").first(),
        activities=[one for one in activities() if one.declared.model in _ARISES],
        is_read_before=Moderation.EVERYBODY in moderation,
    )
