"""What is new in a district."""

from datetime import datetime

from mitmachstadt.contributions.enums import NewsKind
from mitmachstadt.contributions.queries.news import IN_FEED
from mitmachstadt.contributions.queries.news_items import News, Span
from mitmachstadt.contributions.queries.news_sources import opened_in
from mitmachstadt.kernel.text import shorten
from mitmachstadt.nodes.enums import CONTRIBUTIONS, Kind, Relation, Visibility
from mitmachstadt.nodes.models import Node, Trace

_TOLD_AS = {
    Kind.REMARK: NewsKind.REMARK,
    Kind.IDEA: NewsKind.IDEA,
    Kind.REPORT: NewsKind.REPORT,
    Kind.NEWS: NewsKind.NEWS,
}
_LONGEST_WORDS = 300


def newest_in(district: int, *, at: datetime) -> list[News]:
    """The newest about a district: remarks, answers, reports, processes; three queries."""
    said = Node.objects.filter(
        kind__in=_TOLD_AS, visibility=Visibility.PUBLIC, district=district, created__lte=at
    ).order_by("-created", "-pk")[:IN_FEED]
    found = [_said(node) for node in said]
    found += opened_in(district, Span(None, at, limit=IN_FEED))
    answers = (
        Trace.objects.filter(
            relation=Relation.ANSWERED_BY,
            source__district=district,
            source__visibility=Visibility.PUBLIC,
            target__visibility=Visibility.PUBLIC,
            created__lte=at,
        )
        .select_related("source", "target")
        .order_by("-created", "-pk")[:IN_FEED]
    )
    found += {trace.target_id: _answered(trace) for trace in answers}.values()
    return sorted(found, key=lambda news: (news.at, news.key), reverse=True)[:IN_FEED]


def _said(node: Node) -> News:
    kind = _TOLD_AS[Kind(node.kind)]
    said = node.kind in CONTRIBUTIONS
    words = shorten(node.text, _LONGEST_WORDS)
    key = f"{node.kind}/{node.public_id}"
    return News(
        node.created, kind, key, node.public_id, node.path, node.title, words,
        by=node.author_name if said else "", capacity=node.capacity if said else "",
        organisation=node.organisation_name, affiliation=node.affiliation,
    )  # fmt: skip


def _answered(trace: Trace) -> News:
    node = trace.target
    words = shorten(node.text, _LONGEST_WORDS)
    key = f"answer/{node.public_id}"
    kind = NewsKind.ANSWER
    return News(
        trace.created, kind, key, node.public_id, trace.source.path, node.title, words,
        node.author_name, trace.source.title,
    )  # fmt: skip
