"""What readers reported."""

from collections.abc import Iterable

from mitmachstadt.contributions.models import Report
from mitmachstadt.nodes.models import Node


def report_by_key(key: str) -> Report | None:
    """The report that came from this form."""
    return Report.objects.filter(key=key).first()


def open_reports_about(node: Node) -> int:
    """How many reports about a contribution nobody has decided yet."""
    return Report.objects.filter(node=node, settled__isnull=True).count()


def are_reports_full(most: int) -> bool:
    """Whether as many reports wait as may; stops counting there."""
    waiting = Report.objects.filter(settled__isnull=True).order_by()
    return waiting.values_list("pk", flat=True)[most - 1 : most].exists()


def reports_about(nodes: Iterable[Node]) -> dict[int, list[Report]]:
    """The open reports about these contributions, oldest first; one query."""
    found: dict[int, list[Report]] = {}
    waiting = Report.objects.filter(node__in=[node.pk for node in nodes], settled__isnull=True)
    for report in waiting.order_by("pk"):
        found.setdefault(report.node_id, []).append(report)
    return found
