from datetime import datetime

from django.db import transaction

from mitmachstadt.kernel.text import clean_line
from mitmachstadt.ledger.actions import append
from mitmachstadt.nodes.actions import link, new_node
from mitmachstadt.nodes.enums import Kind, Relation, Visibility
from mitmachstadt.nodes.models import Node, Trace
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.rules import may_work_as
from mitmachstadt.strategy.enums import DocumentKind
from mitmachstadt.strategy.models import Document, Strategy


def found_strategy(*, name: str, visitor: Visitor, at: datetime, text: str = "") -> Strategy:
    """Begin a strategy; it is public as soon as one of its documents is."""
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    node = new_node(
        kind=Kind.STRATEGY, parent=None, title=clean_line(name), at=at, text=text,
        visibility=Visibility.DRAFT,
    )  # fmt: skip
    with transaction.atomic():
        node.save(force_insert=True)
        strategy = Strategy.objects.create(node=node)
        content = {"name": node.title}
        append(kind="strategy.founded", subject=node.public_id, content=content, at=at)
    return strategy


def add_document(
    *, strategy: Strategy, kind: DocumentKind, title: str, visitor: Visitor, at: datetime
) -> Document:
    """Add a document; it is public as soon as an edition of it is."""
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    node = new_node(
        kind=Kind.DOCUMENT, parent=strategy.node, title=clean_line(title), at=at,
        visibility=Visibility.DRAFT,
    )  # fmt: skip
    with transaction.atomic():
        node.save(force_insert=True)
        document = Document.objects.create(node=node, strategy=strategy, kind=kind)
        content = {"kind": str(kind), "title": node.title}
        append(kind="document.added", subject=node.public_id, content=content, at=at)
    return document


def relate(
    *,
    earlier: Node,
    later: Node,
    relation: Relation,
    visitor: Visitor,
    at: datetime,
    note: str = "",
) -> Trace:
    """Say that a document or strategy builds on, replaces or runs beside another.

    Raises:
        CircularRelation: the two would follow from each other.
    """
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    return link(
        source=earlier, target=later, relation=relation, by=visitor.person, at=at, note=note
    )
