"""What the public register tells: no room below them knows of processes and measures."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from django.db.models import Q

from mitmachstadt.contributions.enums import NewsKind
from mitmachstadt.contributions.queries.news_items import News, Span
from mitmachstadt.kernel.text import shorten
from mitmachstadt.ledger.models import CALLED_OFF, TOLD, Entry
from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.nodes.models import Node, Window
from mitmachstadt.nodes.queries import paths_above

_LONGEST_WORDS = 300
_MILESTONES = {
    "measure.milestone-reached": NewsKind.REACHED,
    "measure.milestone-moved": NewsKind.MOVED,
}
_KINDS = {
    "measure.status": (NewsKind.STATUS, "words"),
    "measure.recognition-revoked": (NewsKind.REVOKED, "reason"),
    "measure.lesson": (NewsKind.LESSON, "changes"),
}
type Nodes = dict[str, Node]


def told_by_register(span: Span) -> Iterator[News]:
    """Processes that ended before their time, and what happened to measures."""
    lines = Entry.objects.filter(kind__in=TOLD).select_related("payload")
    if span.path:
        here = Q(subject=span.path.partition("/")[0])
        lines = lines.filter(Q(kind=CALLED_OFF) | here)
    entries = list(replace(span, path="").of(lines, "at"))
    if not entries:
        return
    nodes = _nodes(entries)
    paths = _paths_of_processes(entries, nodes)
    for entry in entries:
        called_off = entry.kind == CALLED_OFF
        told = _called_off(entry, nodes, paths) if called_off else _of_measure(entry, nodes)
        if told is None:
            continue
        above = {*paths_above(told.path), *(paths_above(told.also) if told.also else ())}
        if not span.path or span.path in above:
            yield told


def _paths_of_processes(entries: Iterable[Entry], nodes: Nodes) -> dict[int, str]:
    """What the windows of those processes are about that were called off."""
    ended = {entry.subject for entry in entries if entry.kind == CALLED_OFF} & set(nodes)
    if not ended:
        return {}
    by = [nodes[public_id] for public_id in ended]
    return dict(Window.objects.filter(opened_by__in=by).values_list("opened_by", "path"))


def _called_off(entry: Entry, nodes: Nodes, paths: dict[int, str]) -> News | None:
    node = nodes.get(entry.subject)
    if node is None:
        return None
    path = paths.get(node.pk, node.path)
    return News(
        entry.at, NewsKind.CALLED_OFF, f"called_off/{node.public_id}", node.public_id, path,
        node.title, _words(_content(entry), "reason"), below=True,
        also=node.path if node.path != path else "",
    )  # fmt: skip


def _content(entry: Entry) -> dict[str, Any]:
    payload = getattr(entry, "payload", None)
    return payload.content if payload else {}


def _nodes(entries: Iterable[Entry]) -> Nodes:
    """What they are about, as far as everybody sees it."""
    ids = {entry.subject for entry in entries}
    ids |= {_content(e).get("milestone", "") for e in entries if e.kind in _MILESTONES}
    found = Node.objects.filter(
        public_id__in=ids,
        visibility__in=(Visibility.PUBLIC, Visibility.RETIRED),
    )
    return {node.public_id: node for node in found.defer("text", "card")}


def _of_measure(entry: Entry, nodes: Nodes) -> News | None:
    measure, content = nodes.get(entry.subject), _content(entry)
    if measure is None or not content:
        return None
    key = f"{entry.kind}/{entry.pk}"
    if entry.kind in _MILESTONES:
        milestone = nodes.get(content.get("milestone", ""))
        if milestone is None:
            return None
        return News(
            entry.at, _MILESTONES[entry.kind], key, milestone.public_id, measure.path,
            milestone.title, _words(content, "reason"), about=measure.title, also=milestone.path,
        )  # fmt: skip
    if entry.kind == "measure.moved":
        forward = content.get("after", 0) > content.get("before", 0)
        kind, said = NewsKind.FORWARD if forward else NewsKind.BACK, "reason"
    else:
        kind, said = _KINDS[entry.kind]
    words = _words(content, said)
    return News(entry.at, kind, key, measure.public_id, measure.path, measure.title, words)


def _words(content: dict[str, Any], name: str) -> str:
    return shorten(str(content.get(name, "")), _LONGEST_WORDS)
