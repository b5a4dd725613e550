"""Which nodes a mail names, in which words, and whether it may still do so."""

from collections.abc import Iterable

from mitmachstadt.contributions.queries.news_items import News
from mitmachstadt.kernel.canonical import digest
from mitmachstadt.nodes.models import Node

# A public id, and a mark of the title that is said of it: the words themselves are kept once.
type Named = tuple[str, str]


def named_in(node: Node, news: Iterable[News]) -> list[Named]:
    """The nodes that are named where something new is told of a node."""
    titles = {(node.public_id, node.title)}
    for one in news:
        titles |= set(one.names)
    return sorted((public_id, _mark(title)) for public_id, title in titles)


def still_named_so(names: Iterable[Named]) -> bool:
    """Whether everyone may read all of these, and they still bear these titles; one query."""
    wanted = {public_id for public_id, _ in names}
    found = Node.objects.filter(public_id__in=wanted).only("public_id", "title", "visibility")
    marks = {node.public_id: _mark(node.title) for node in found if node.is_public}
    return all(
        public_id in marks and mark in {_mark(""), marks[public_id]} for public_id, mark in names
    )


def _mark(title: str) -> str:
    return digest(title)[:16] if title else ""
