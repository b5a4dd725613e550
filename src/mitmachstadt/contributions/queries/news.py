"""What is new, derived from what is recorded anyway: nobody writes a line of news.

Every source reads what became public in a span of time. Only what everyone may read is news: who
looks later, when something was hidden meanwhile, does not see it.
"""

from collections.abc import Collection, Iterable
from datetime import datetime

from mitmachstadt.contributions.enums import NewsKind, Step
from mitmachstadt.contributions.models import ModerationStep
from mitmachstadt.contributions.queries.news_items import News, Span
from mitmachstadt.contributions.queries.news_sources import SOURCES, closing
from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.nodes.models import Node
from mitmachstadt.nodes.queries import paths_above

IN_FEED = 50
PER_NODE = 12
_MOST_KEPT = 40 * PER_NODE
_SAID = (NewsKind.REMARK, NewsKind.IDEA)


def newest(node: Node | None, *, at: datetime) -> list[News]:
    """The newest about a node and all below it, or about the whole city: what a feed tells."""
    span = Span(None, at, node.path if node else "", IN_FEED)
    found = {news.key: news for source in SOURCES for news in reversed(list(source(span)))}
    return sorted(found.values(), key=lambda news: (news.at, news.key), reverse=True)[:IN_FEED]


class NewsByPath:
    """The news of a span by the nodes they concern, at most some hundred for each node.

    It grows with what happened, not with how many people want to hear it.
    """

    def __init__(self, *, since: datetime, until: datetime) -> None:
        self.since, self.until = since, until
        self._here: dict[str, dict[str, News]] = {}
        self._below: dict[str, dict[str, News]] = {}
        span = Span(since, until)
        for source in (*SOURCES, closing):
            for news in source(span):
                self._put(news)

    def _put(self, news: News) -> None:
        for path in filter(None, (news.path, news.also)):
            for above in paths_above(path):
                _keep_newest(self._here.setdefault(above, {}), news)
            if news.below:
                _keep_newest(self._below.setdefault(path, {}), news)

    def about(
        self, path: str, *, since: datetime, told: Collection[str] = frozenset()
    ) -> list[News]:
        """What is new on this node and below it, newest first, without the keys in `told`."""
        found = dict(self._here.get(path, {}))
        if self._below:
            for above in paths_above(path):
                found |= self._below.get(above, {})
        recent = [n for n in found.values() if n.at > since and n.key not in told]
        return sorted(recent, key=lambda news: news.at, reverse=True)


def _keep_newest(kept: dict[str, News], news: News) -> None:
    # Each source comes newest first, so only another source can have something older.
    if news.key in kept:
        return
    kept[news.key] = news
    if len(kept) > _MOST_KEPT:
        # Very many remarks do not crowd out the rest.
        ranked = sorted(kept.values(), key=lambda one: (one.kind not in _SAID, one.at))
        for one in ranked[: _MOST_KEPT // 2]:
            del kept[one.key]


def gone(nodes: Iterable[int], *, since: datetime, until: datetime) -> dict[int, datetime]:
    """Which of these nodes nobody may read any more, and when that happened in this span."""
    steps = ModerationStep.objects.filter(
        node__in=list(nodes),
        node__visibility__in=(Visibility.HIDDEN, Visibility.WITHDRAWN),
        step__in=(Step.HIDDEN, Step.WITHDRAWN),
        at__gt=since,
        at__lte=until,
    )
    return dict(steps.order_by("at").values_list("node_id", "at"))
