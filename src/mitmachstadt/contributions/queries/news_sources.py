"""What became public in a span of time, one query for each kind of news.

Only what everyone may read is news: who looks later, when something was hidden meanwhile, does not
see it.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from mitmachstadt.contributions.enums import CLOSING_DAYS, NewsKind, Step
from mitmachstadt.contributions.models import ModerationStep
from mitmachstadt.contributions.queries.news_items import News, Span
from mitmachstadt.contributions.queries.news_register import told_by_register
from mitmachstadt.kernel.text import shorten
from mitmachstadt.nodes.enums import CONTRIBUTIONS, Kind, Relation, Visibility
from mitmachstadt.nodes.models import Node, Trace, Window, Wording

_SEEN = (Visibility.PUBLIC, Visibility.RETIRED)
_LONGEST_WORDS = 300
_NODE = (
    "kind", "public_id", "path", "title", "text", "author_name", "capacity", "organisation_name",
    "affiliation",
)  # fmt: skip


def _contributions(span: Span) -> Iterator[News]:
    """Said in this span, or let through in it after waiting."""
    steps = ModerationStep.objects.filter(step__in=(Step.RELEASED, Step.SHOWN))
    fields = ("at", "node__visibility", *(f"node__{name}" for name in _NODE))
    for at, visibility, *row in span.of(steps.values_list(*fields), "at", "node__path"):
        # Asked for in SQL, SQLite would read all remarks instead of the newest steps.
        if visibility == Visibility.PUBLIC:
            yield _said(at, *row)
    said = Node.objects.filter(kind__in=CONTRIBUTIONS, visibility=Visibility.PUBLIC)
    for at, *row in span.of(said.values_list("created", *_NODE), "created", "path"):
        yield _said(at, *row)


def _said(
    at: datetime, kind: str, public_id: str, path: str, title: str, text: str, by: str,
    capacity: str, organisation: str, affiliation: str,
) -> News:  # fmt: skip
    words = shorten(text, _LONGEST_WORDS)
    return News(
        at, NewsKind(kind), f"{kind}/{public_id}", public_id, path, title, words, by,
        capacity=capacity, organisation=organisation, affiliation=affiliation,
    )  # fmt: skip


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


_TOLD_AS = {
    Kind.EDITION: NewsKind.EDITION,
    Kind.REPORT: NewsKind.REPORT,
    Kind.NEWS: NewsKind.NEWS,
}


def _published(span: Span) -> Iterator[News]:
    """Editions, reports and news; their node counts from when they were published."""
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


def closing(span: Span) -> Iterator[News]:
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


SOURCES = (
    _contributions, _traces, _published, _changed, _retired, _opened, told_by_register,
)  # fmt: skip
