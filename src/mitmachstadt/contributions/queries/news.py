"""What is new, derived from what is recorded anyway: nobody writes a line of news.

Every source reads what became public in a span of time. Only what everyone may read is news: who
looks later, when something was hidden meanwhile, does not see it.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from mitmachstadt.contributions.enums import CLOSING_DAYS, NewsKind, Step
from mitmachstadt.contributions.models import ModerationStep
from mitmachstadt.kernel.text import shorten
from mitmachstadt.nodes.enums import Kind, Relation, Visibility
from mitmachstadt.nodes.models import Node, Trace, Window, Wording
from mitmachstadt.nodes.queries import paths_above

IN_FEED = 50
PER_NODE = 12
_MOST_KEPT = 40 * PER_NODE
_SEEN = (Visibility.PUBLIC, Visibility.RETIRED)
_LONGEST_WORDS = 300


@dataclass(frozen=True, slots=True)
class News:
    """Something new. `key` names it for ever, `path` is the node it happened to.

    Attributes:
        public_id: what one reads about it.
        about: the title of what it happened to, where that is something else.
        below: whether it concerns everything below `path` as well, as a window does.
        also: another node that it happened to.
        closes: until when something is open.
        relation: how the title follows from `about`, where the kind does not say it.
    """

    at: datetime
    kind: NewsKind
    key: str
    public_id: str
    path: str
    title: str
    words: str = ""
    by: str = ""
    about: str = ""
    below: bool = False
    also: str = ""
    closes: datetime | None = None
    relation: str = ""

    @property
    def in_words(self) -> str:
        """The title as it is shown, in the language that is active."""
        return f"{Relation(self.relation).label}: {self.title}" if self.relation else self.title


@dataclass(frozen=True)
class Span:
    """After `since`, up to and including `until`; on the node with this path and below it."""

    since: datetime | None
    until: datetime
    path: str = ""
    limit: int | None = None

    def of(self, found: QuerySet[Any], moment: str, *paths: str) -> Iterator[Any]:
        """The rows of this span, newest first, a few at a time."""
        if self.since is not None:
            found = found.filter(**{f"{moment}__gt": self.since})
        if self.path:
            here = Q()
            for name in paths:
                here |= Q(**{name: self.path}) | Q(**{f"{name}__startswith": self.path + "/"})
            found = found.filter(here)
        found = found.filter(**{f"{moment}__lte": self.until}).order_by(f"-{moment}", "-pk")
        return (found[: self.limit] if self.limit else found).iterator(chunk_size=500)


def newest(node: Node | None, *, at: datetime) -> list[News]:
    """The newest about a node and all below it, or about the whole city: what a feed tells."""
    span = Span(None, at, node.path if node else "", IN_FEED)
    found = {news.key: news for source in _SOURCES for news in reversed(list(source(span)))}
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
        for source in (*_SOURCES, _closing):
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
        ranked = sorted(kept.values(), key=lambda one: (one.kind != NewsKind.REMARK, one.at))
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


_NODE = ("public_id", "path", "title", "text", "author_name")


def _remarks(span: Span) -> Iterator[News]:
    """Said in this span, or let through in it after waiting."""
    steps = ModerationStep.objects.filter(step__in=(Step.RELEASED, Step.SHOWN))
    fields = ("at", "node__visibility", *(f"node__{name}" for name in _NODE))
    for at, visibility, *row in span.of(steps.values_list(*fields), "at", "node__path"):
        # Asked for in SQL, SQLite would read all remarks instead of the newest steps.
        if visibility == Visibility.PUBLIC:
            yield _remark(at, *row)
    said = Node.objects.filter(kind=Kind.REMARK, visibility=Visibility.PUBLIC)
    for at, *row in span.of(said.values_list("created", *_NODE), "created", "path"):
        yield _remark(at, *row)


def _remark(at: datetime, public_id: str, path: str, title: str, text: str, by: str) -> News:
    words = shorten(text, _LONGEST_WORDS)
    return News(at, NewsKind.REMARK, f"remark/{public_id}", public_id, path, title, words, by)


_KINDS = {Relation.ANSWERED_BY: NewsKind.ANSWER, Relation.DECIDED_BY: NewsKind.DECISION}


def _traces(span: Span) -> Iterator[News]:
    """Answers, decisions, and what else followed. A consultation is told by its window."""
    traces = (
        Trace.objects.exclude(relation=Relation.CONSULTED_IN)
        .exclude(relation=Relation.DEALT_WITH_IN, source__kind=Kind.ANSWER)
        .filter(source__visibility__in=_SEEN, target__visibility__in=_SEEN)
    )
    fields = ("created", "relation", "source__path", "source__title")
    target = (f"target__{name}" for name in ("public_id", "title", "text", "author_name"))
    for at, relation, path, about, public_id, title, text, by in span.of(
        traces.values_list(*fields, *target), "created", "source__path"
    ):
        kind = _KINDS.get(Relation(relation))
        if kind is None:
            key = f"{relation}/{path.rpartition('/')[2]}/{public_id}"
            yield News(
                at, NewsKind.TRACE, key, public_id, path, title, about=about, relation=relation
            )
            continue
        words = shorten(text, _LONGEST_WORDS)
        yield News(at, kind, f"{kind}/{public_id}", public_id, path, title, words, by, about)


def _editions(span: Span) -> Iterator[News]:
    found = Node.objects.filter(kind=Kind.EDITION, visibility=Visibility.PUBLIC)
    for at, public_id, path, title in span.of(
        found.values_list("created", "public_id", "path", "title"), "created", "path"
    ):
        yield News(at, NewsKind.EDITION, f"edition/{public_id}", public_id, path, title)


_TOLD_AS = {Kind.REPORT: NewsKind.REPORT, Kind.NEWS: NewsKind.NEWS}


def _published(span: Span) -> Iterator[News]:
    """Reports and news; their node was made anew, so to speak, when it was published."""
    found = Node.objects.filter(kind__in=_TOLD_AS, visibility=Visibility.PUBLIC)
    for at, kind, public_id, path, title, text in span.of(
        found.values_list("created", "kind", "public_id", "path", "title", "text"),
        "created",
        "path",
    ):
        words = shorten(text, _LONGEST_WORDS)
        told = _TOLD_AS[Kind(kind)]
        yield News(at, told, f"{kind}/{public_id}", public_id, path, title, words)


def _changed(span: Span) -> Iterator[News]:
    """Passages whose words a new edition changed."""
    earlier = Wording.objects.filter(node=OuterRef("node"), published__lt=OuterRef("published"))
    found = Wording.objects.filter(Exists(earlier), node__remark__isnull=True)
    node = ("kind", "visibility", "public_id", "path")
    fields = ("published", "pk", "text", *(f"node__{name}" for name in node))
    for at, pk, text, kind, visibility, public_id, path in span.of(
        found.values_list(*fields), "published", "node__path"
    ):
        # For the same reason not asked for in SQL.
        if kind in {Kind.PASSAGE, Kind.SECTION} and visibility == Visibility.PUBLIC:
            title = shorten(text, 120)
            yield News(at, NewsKind.CHANGED, f"wording/{pk}", public_id, path, title)


def _retired(span: Span) -> Iterator[News]:
    found = Node.objects.filter(kind=Kind.PASSAGE, visibility=Visibility.RETIRED)
    for at, public_id, path, title in span.of(
        found.values_list("changed", "public_id", "path", "title"), "changed", "path"
    ):
        yield News(at, NewsKind.RETIRED, f"retired/{public_id}", public_id, path, title)


def _opened(span: Span) -> Iterator[News]:
    for window in span.of(_windows(), "opens", "path", "opened_by__path"):
        yield _window(window, window.opens, NewsKind.OPENED)


def opened_in(district: int, span: Span) -> list[News]:
    """What opened for a district's own processes; a phase's windows are one."""
    found = _windows().filter(opened_by__district=district)
    opened = (_window(each, each.opens, NewsKind.OPENED) for each in span.of(found, "opens"))
    return list({news.key: news for news in opened}.values())


def _closing(span: Span) -> Iterator[News]:
    """Windows that close in a few days. Not for feeds: it becomes true without a write."""
    early = timedelta(days=CLOSING_DAYS)
    assert span.since is not None
    soon = Span(span.since + early, span.until + early)
    for window in soon.of(_windows().filter(opens__lte=span.until), "closes", "path"):
        yield _window(window, max(window.closes - early, window.opens), NewsKind.CLOSING)


def _windows() -> QuerySet[Window]:
    found = Window.objects.select_related("node", "opened_by")
    told = Q(opened_by__isnull=True) | Q(opened_by__visibility__in=_SEEN)
    return found.filter(told, node__visibility__in=_SEEN)


def _window(window: Window, at: datetime, kind: NewsKind) -> News:
    """A phase has a window for each verb: the same node and moment are the same news."""
    node = window.opened_by or window.node
    return News(
        at=at,
        kind=kind,
        key=f"{kind}/{node.public_id}/{window.closes:%Y%m%dT%H%M}",
        public_id=node.public_id,
        path=window.path,
        title=node.title,
        below=True,
        also=node.path if node.path != window.path else "",
        closes=window.closes,
    )


_SOURCES = (_remarks, _traces, _editions, _published, _changed, _retired, _opened)
