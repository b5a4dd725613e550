"""Needs for action and what took them up."""

from dataclasses import dataclass

from mitmachstadt.nodes.enums import Relation, Visibility
from mitmachstadt.nodes.models import Node, Trace
from mitmachstadt.strategy.enums import Facet, SectionKind
from mitmachstadt.strategy.models import (
    Document,
)
from mitmachstadt.strategy.queries.documents import latest_edition


@dataclass(frozen=True)
class NeedLine:
    """A need for action, and the traces to what took it up, oldest first; none if nothing did."""

    node: Node
    taken_up: list[Trace]
    facets: list[Facet]


def needs_of(document: Document, *, facet: Facet | None = None) -> list[NeedLine]:
    """The needs for action of a document's newest edition, each with what took it up.

    Args:
        facet: only those that have it.
    """
    edition = latest_edition(document)
    if edition is None:
        return []
    nodes = list(
        Node.objects.filter(section__kind=SectionKind.NEED, section__placings__edition=edition)
        .select_related("section")
        .order_by("section__placings__position")
    )
    if facet is not None:
        nodes = [node for node in nodes if node.section.facets & facet]
    traces: dict[int, list[Trace]] = {}
    for trace in (
        Trace.objects.filter(
            source__in=nodes,
            relation__in=(Relation.TAKEN_UP_IN, Relation.CARRIED_OUT_BY),
            target__visibility=Visibility.PUBLIC,
        )
        .select_related("target")
        .order_by("created", "id")
    ):
        traces.setdefault(trace.source_id, []).append(trace)
    return [NeedLine(node, traces.get(node.pk, []), node.section.facet_list) for node in nodes]
