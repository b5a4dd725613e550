"""Strategies, their documents and the editions of these."""

from dataclasses import dataclass

from django.db.models import Q

from mitmachstadt.kernel.prepared import prepared
from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.nodes.models import Node
from mitmachstadt.strategy.enums import EditionState
from mitmachstadt.strategy.models import (
    Document,
    Edition,
    Strategy,
)
from mitmachstadt.taxonomies.queries import fields_column


def strategies() -> list[Strategy]:
    return list(Strategy.objects.select_related("node").order_by("node__created", "node_id"))


def document_of(node: Node) -> Document | None:
    """The document with the column `fields`: what it is sorted under."""
    found = Document.objects.select_related("node", "strategy__node").filter(node=node)
    return found.annotate(fields=fields_column()).first()


def strategy_of(node: Node) -> Strategy | None:
    return Strategy.objects.select_related("node").filter(node=node).first()


def strategy_by_public_id(public_id: str) -> Strategy | None:
    return Strategy.objects.select_related("node").filter(node__public_id=public_id).first()


def edition_by_public_id(public_id: str) -> Edition | None:
    return (
        Edition.objects.select_related("node", "document__node", "document__strategy__node")
        .filter(node__public_id=public_id)
        .first()
    )


_EDITION_TO_READ = prepared(
    lambda public_id: (
        Edition.objects.select_related("node", "document__node", "document__strategy__node")
        .defer("source", "report", "decisions")
        .filter(node__public_id=public_id)
    )
)


def edition_to_read(public_id: str) -> Edition | None:
    """The same for public pages: how the text was read in only the office's desk needs."""
    return _EDITION_TO_READ.first(public_id)


def latest_edition(document: Document) -> Edition | None:
    """The edition published last."""
    return (
        Edition.objects.select_related("node")
        .filter(document=document, state=EditionState.PUBLISHED)
        .defer("contents", "source", "report", "decisions")
        .order_by("-published", "-node_id")
        .first()
    )


def draft_of(document: Document) -> Edition | None:
    return (
        Edition.objects.select_related("node")
        .filter(document=document, state=EditionState.DRAFT)
        .first()
    )


def edition_before(edition: Edition) -> Edition | None:
    """The edition published before this one, or for a draft the one published last."""
    former = (
        Edition.objects.select_related("node")
        .filter(document=edition.document_id, state=EditionState.PUBLISHED)
        .defer("contents", "source", "report", "decisions")
    )
    if edition.published:
        same_moment = Q(published=edition.published, node_id__lt=edition.pk)
        former = former.filter(Q(published__lt=edition.published) | same_moment)
    return former.order_by("-published", "-node_id").first()


@dataclass(frozen=True)
class EditionLine:
    """An edition in a list. `label_twice` warns of other words under the same label."""

    edition: Edition
    label_twice: bool
    is_latest: bool


@dataclass(frozen=True)
class DocumentLine:
    """A document with its published editions, newest first."""

    document: Document
    editions: list[EditionLine]


def documents_with_editions(
    *, document: Document | None = None, drafts_too: bool = False
) -> list[DocumentLine]:
    """The public documents, oldest first, with their published editions; two queries.

    Args:
        drafts_too: also documents of which nothing is published yet, for the office.
    """
    found = Document.objects.select_related("node", "strategy__node").order_by(
        "node__created", "node_id"
    )
    if document is not None:
        found = found.filter(pk=document.pk)
    if not drafts_too:
        found = found.filter(node__visibility=Visibility.PUBLIC)
    editions: dict[int, list[Edition]] = {}
    for edition in (
        Edition.objects.select_related("node")
        .filter(state=EditionState.PUBLISHED, document__in=found)
        .defer("contents", "source", "report", "decisions")
        .order_by("-published", "-node_id")
    ):
        editions.setdefault(edition.document_id, []).append(edition)
    return [DocumentLine(doc, _edition_lines(editions.get(doc.pk, []))) for doc in found]


def _edition_lines(editions: list[Edition]) -> list[EditionLine]:
    texts: dict[str, set[str]] = {}
    for edition in editions:
        texts.setdefault(edition.label.casefold(), set()).add(edition.content_hash)
    return [
        EditionLine(edition, len(texts[edition.label.casefold()]) > 1, is_latest=index == 0)
        for index, edition in enumerate(editions)
    ]


def namesakes(edition: Edition) -> list[Edition]:
    """Published editions of the same document with the same label and other words."""
    others = (
        Edition.objects.select_related("node")
        .filter(document_id=edition.document_id, state=EditionState.PUBLISHED)
        .exclude(pk=edition.pk)
        .defer("contents", "source", "report", "decisions")
        .order_by("published", "node_id")
    )
    # Compared here: SQLite takes "Ä" and "ä" for different letters.
    label = edition.label.casefold()
    return [
        other
        for other in others
        if other.label.casefold() == label and other.content_hash != edition.content_hash
    ]


def drafts() -> list[Edition]:
    """Editions that are being prepared, newest first."""
    return list(
        Edition.objects.filter(state=EditionState.DRAFT)
        .select_related("node", "document__node")
        .defer("source", "contents", "decisions")
        .order_by("-node__created")
    )
