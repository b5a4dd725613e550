"""What the verbs on texts share: one writer at a time, and nodes in their place."""

from django.db.models import Value
from django.db.models.functions import Concat, Substr

from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.nodes.models import Node, Window, Wording
from mitmachstadt.strategy.calculations import content_hash
from mitmachstadt.strategy.models import Document, Edition, Passage, Section, Strategy
from mitmachstadt.strategy.queries import PlacedSection


def lock_document(document: Document) -> None:
    """Let nobody else write at the editions of this document until the transaction ends."""
    Document.objects.select_for_update(of=("self",), no_key=True).get(pk=document.pk)


def lock_strategy(strategy: Strategy) -> None:
    """Let nobody else write at this strategy's glossary, or publish, until the transaction ends.

    So a page that is published while a term changes has either the old explanation, and is then
    marked again, or the new one.
    """
    Strategy.objects.select_for_update(of=("self",), no_key=True).get(pk=strategy.pk)


def locked(edition: Edition) -> Edition:
    """The edition as the database has it now; nobody else writes at it in the meantime."""
    lock_document(edition.document)
    edition.refresh_from_db(fields=["state", "content_hash", "published", "report", "decisions"])
    return edition


def hash_of(sections: list[PlacedSection]) -> str:
    """The content hash of an edition laid out like this."""
    return content_hash(
        [(s.level, s.number, s.title) for s in sections],
        [
            (index, p.form, p.marker, p.depth, p.text)
            for index, section in enumerate(sections)
            for p in section.passages
        ],
    )


def forget_lonely(document: Document) -> None:
    """Delete what drafts of this document made and no edition has: nodes, and mere wordings."""
    for model in (Passage, Section):
        lonely = model._default_manager.filter(
            document=document, node__visibility=Visibility.DRAFT, placings__isnull=True
        )
        ids = list(lonely.values_list("pk", flat=True))
        model._default_manager.filter(pk__in=ids).delete()
        Node.objects.filter(pk__in=ids).update(parent=None)
        Wording.objects.filter(node__in=ids).delete()
        Node.objects.filter(pk__in=ids).delete()
    Wording.objects.filter(
        node__passage__document=document, published=None, placings__isnull=True
    ).delete()


def place_nodes(document: Document, sections: list[PlacedSection]) -> None:
    """Let sections and passages stand below what they stand below in this layout.

    An address stays for life, a place does not: a section can move to another chapter, and with
    it everything that was said below it.
    """
    wanted = _parents(document, sections)
    nodes = Node.objects.defer("card", "text").in_bulk([document.node_id, *wanted])
    for node_id, parent_id in wanted.items():
        node, parent = nodes[node_id], nodes[parent_id]
        if node.parent_id != parent_id:
            Node.objects.filter(pk=node_id).update(parent=parent)
        old, new = node.path, f"{parent.path}/{node.public_id}"
        if old != new:
            _move(old, new)
            for other in nodes.values():
                if other.path == old or other.path.startswith(f"{old}/"):
                    other.path = new + other.path[len(old) :]


def _parents(document: Document, sections: list[PlacedSection]) -> dict[int, int]:
    """What each section and passage stands below, in reading order."""
    parents: dict[int, int] = {}
    above: list[PlacedSection] = []
    for section in sections:
        while above and above[-1].level >= section.level:
            above.pop()
        parents[section.node_id] = above[-1].node_id if above else document.node_id
        parents |= dict.fromkeys((p.node_id for p in section.passages), section.node_id)
        above.append(section)
    return parents


def _move(old: str, new: str) -> None:
    """Give a node, all below it and the windows on them their new path."""
    moved = Concat(Value(new), Substr("path", len(old) + 1))
    for rows in (Node.objects.all(), Window.objects.all()):
        rows.filter(path=old).update(path=new)
        rows.filter(path__startswith=f"{old}/").update(path=moved)
