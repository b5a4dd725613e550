from collections.abc import Mapping
from datetime import datetime

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Subquery
from django.urls import reverse

from mitmachstadt.contributions.actions import follow_quotes
from mitmachstadt.contributions.models import Quote, QuotePlace
from mitmachstadt.kernel.language import in_language
from mitmachstadt.ledger.actions import append
from mitmachstadt.nodes.actions import link
from mitmachstadt.nodes.enums import Relation, Visibility
from mitmachstadt.nodes.models import Node, Wording
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.rules import may_work_as
from mitmachstadt.strategy import cards
from mitmachstadt.strategy.actions.keeping import (
    forget_lonely,
    hash_of,
    lock_strategy,
    locked,
    place_nodes,
)
from mitmachstadt.strategy.enums import EditionState
from mitmachstadt.strategy.models import (
    Derivation,
    Document,
    Edition,
    EditionPassage,
    EditionSection,
    Leaf,
    Passage,
    Section,
)
from mitmachstadt.strategy.queries import (
    PlacedSection,
    latest_edition,
    placed_sections,
)
from mitmachstadt.strategy.queries.citations import numbers_of
from mitmachstadt.strategy.queries.glossary import terms_of
from mitmachstadt.strategy.rules import may_publish


def publish_edition(*, edition: Edition, visitor: Visitor, at: datetime) -> Edition:
    """Let everyone read a draft. From now on it never changes; its content hash names it.

    Raises:
        Refusal: it is empty, still has open questions, or the same words are published already.
    """
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    with transaction.atomic():
        lock_strategy(edition.document.strategy)
        edition = locked(edition)
        sections = placed_sections(edition)
        content_hash = hash_of(sections)
        may_publish(edition, content_hash=content_hash).require()
        former = latest_edition(edition.document)
        edition.content_hash = content_hash
        edition.state, edition.published = EditionState.PUBLISHED, at
        _keep_leaves(edition, *cards.in_leaves(sections))
        edition.save(update_fields=["state", "published", "content_hash", "contents"])
        place_nodes(edition.document, sections)
        _show_nodes(edition, sections, at)
        _show_document(edition.document, at)
        _keep_kinds(edition)
        _retire_nodes(edition, former, at)
        _tell_derivations(edition, visitor, at)
        _follow_quotes(edition)
        forget_lonely(edition.document)
        content = {"label": edition.label, "content": edition.content_hash}
        append(kind="edition.published", subject=edition.node.public_id, content=content, at=at)
    return edition


def _follow_quotes(edition: Edition) -> None:
    """Let remarks that quote some words of a passage point at them in its new wording."""
    there = QuotePlace.objects.filter(quote=OuterRef("pk"), wording=OuterRef(OuterRef("wording")))
    quoted = Quote.objects.filter(~Exists(there), node__remark__thread=OuterRef("passage"))
    placed = edition.placed_passages.filter(Exists(quoted)).select_related("wording")
    follow_quotes({row.passage_id: row.wording for row in placed})


def _tell_derivations(edition: Edition, visitor: Visitor, at: datetime) -> None:
    """What the editor divided and joined is a trace from now on, if anybody can have seen it."""
    came_of: dict[int, list[Derivation]] = {}
    for row in edition.derivations.select_related("source__node", "target__node").order_by("id"):
        came_of.setdefault(row.source_id, []).append(row)
    public = EditionPassage.objects.filter(
        passage__in=came_of, edition__state=EditionState.PUBLISHED
    ).exclude(edition=edition)
    placed = set(edition.placed_passages.values_list("passage_id", flat=True))
    for source in sorted(set(public.values_list("passage_id", flat=True))):
        for first in came_of[source]:
            for target in _ends(first, came_of, placed):
                if target.pk != source:
                    link(
                        source=first.source.node, target=target.node, by=visitor.person, at=at,
                        relation=Relation(first.relation),
                    )  # fmt: skip
    edition.derivations.all().delete()


def _ends(
    first: Derivation, came_of: Mapping[int, list[Derivation]], placed: set[int]
) -> list[Passage]:
    """Where the words are in the end: a part may have been joined to something else again."""
    ends, seen, waiting = [], {first.source_id}, [first]
    while waiting:
        row = waiting.pop(0)
        if row.target_id in seen:
            continue
        seen.add(row.target_id)
        if row.target_id in placed:
            ends.append(row.target)
        else:
            waiting.extend(came_of.get(row.target_id, ()))
    return ends


def _keep_leaves(
    edition: Edition,
    by_leaf: dict[int, list[PlacedSection]],
    pages: list[tuple[int, PlacedSection]],
    top: int,
) -> None:
    """Keep each page's HTML, and the table of contents."""
    mark = cards.marking(terms_of(edition.document.strategy))
    sources = numbers_of(edition)
    for number, title, html in cards.leaves_html(by_leaf, top=top, sources=sources):
        Leaf.objects.create(edition=edition, number=number, title=title, html=mark(html))
    for number, parts in by_leaf.items():
        passages = [passage.node_id for part in parts for passage in part.passages]
        EditionPassage.objects.filter(edition=edition, passage__in=passages).update(leaf=number)
    for number in by_leaf:
        own = [section.node_id for leaf, section in pages if leaf == number]
        EditionSection.objects.filter(edition=edition, section__in=own).update(leaf=number)
    # Kept as the German address; a page in another language leads to its own.
    with in_language(settings.LANGUAGE_CODE):
        address = reverse("reading", args=[edition.node.public_id])
    edition.contents = cards.contents_html(pages, address=address, top=top)


# Written out: for thousands of passages Django's bulk update takes ten times as long.
_SHOW = (
    "UPDATE nodes_node SET title = %s, text = %s, visibility = %s, changed = %s,"
    " version = version + 1 WHERE id = %s"
)


def _show_nodes(edition: Edition, sections: list[PlacedSection], at: datetime) -> None:
    """Make the nodes of this edition public and give them its words."""
    titles = {s.node_id: (s.title, s.title) for s in sections}
    for section in sections:
        for passage in section.passages:
            titles[passage.node_id] = (passage.text, passage.text)
    nodes = list(Node.objects.filter(pk__in=titles).defer("card"))
    moment = connection.ops.adapt_datetimefield_value(at)
    changed = []
    for node in nodes:
        title, text = titles[node.pk]
        title = (title if len(title) <= 120 else title[:119].rsplit(" ", 1)[0] + "…") or node.title
        if (node.title, node.text, node.visibility) != (title, text, Visibility.PUBLIC):
            changed.append((title, text, Visibility.PUBLIC.value, moment, node.pk))
    with connection.cursor() as cursor:
        cursor.executemany(_SHOW, changed)
    Wording.objects.filter(placings__edition=edition, published=None).update(published=at)
    Node.objects.filter(pk=edition.node_id).update(
        visibility=Visibility.PUBLIC, changed=at, created=at
    )
    edition.node.visibility = Visibility.PUBLIC


def _show_document(document: Document, at: datetime) -> None:
    """With its first edition a document is public, and with its first document a strategy."""
    nodes = [document.node_id, document.strategy.node_id]
    Node.objects.filter(pk__in=nodes, visibility=Visibility.DRAFT).update(
        visibility=Visibility.PUBLIC, changed=at
    )
    document.node.refresh_from_db(fields=["visibility", "changed"])


def _keep_kinds(edition: Edition) -> None:
    """What was said of the draft's sections holds for them from now on."""
    own = EditionSection.objects.filter(edition=edition, section=OuterRef("pk"))
    Section.objects.filter(placings__edition=edition).update(kind=Subquery(own.values("kind")[:1]))


def _retire_nodes(edition: Edition, former: Edition | None, at: datetime) -> None:
    """Passages and sections that the former edition had and this one has not."""
    if former is None:
        return
    now_passages = EditionPassage.objects.filter(edition=edition, passage=OuterRef("pk"))
    now_sections = EditionSection.objects.filter(edition=edition, section=OuterRef("pk"))
    Node.objects.filter(
        ~Exists(now_passages), passage__placings__edition=former, visibility=Visibility.PUBLIC
    ).update(visibility=Visibility.RETIRED, changed=at)
    Node.objects.filter(
        ~Exists(now_sections), section__placings__edition=former, visibility=Visibility.PUBLIC
    ).update(visibility=Visibility.RETIRED, changed=at)
