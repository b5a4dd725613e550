from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q

from mitmachstadt.kernel.prepared import prepared
from mitmachstadt.nodes.enums import Kind, Relation, Visibility
from mitmachstadt.nodes.models import Node, Trace, Window
from mitmachstadt.nodes.queries import paths_above
from mitmachstadt.strategy.enums import MOST_LEAVES, EditionState, SectionKind
from mitmachstadt.strategy.models import (
    Document,
    Edition,
    EditionPassage,
    EditionSection,
    Leaf,
    Section,
    Strategy,
)


def strategies() -> list[Strategy]:
    return list(Strategy.objects.select_related("node").order_by("node__created", "node_id"))


def document_of(node: Node) -> Document | None:
    return Document.objects.select_related("node", "strategy__node").filter(node=node).first()


def strategy_of(node: Node) -> Strategy | None:
    return Strategy.objects.select_related("node").filter(node=node).first()


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
    """An edition in a list. `label_twice` warns that another edition carries the same label."""

    edition: Edition
    label_twice: bool
    is_latest: bool


@dataclass(frozen=True)
class DocumentLine:
    """A document with its published editions, newest first, and its remarks in number."""

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
    labels = [edition.label.casefold() for edition in editions]
    return [
        EditionLine(edition, labels.count(label) > 1, is_latest=index == 0)
        for index, (edition, label) in enumerate(zip(editions, labels, strict=True))
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
    return [other for other in others if other.label.casefold() == label]


_LEAF = prepared(lambda edition, number: Leaf.objects.filter(edition=edition, number=number))


def leaf_of(edition: Edition, number: int) -> Leaf | None:
    return _LEAF.first(edition, number) if number <= MOST_LEAVES else None


def remark_counts(edition: Edition, leaf: int) -> dict[str, int]:
    """How many remarks there are on passages and sections of a page: public id -> number."""
    return dict(_REMARK_COUNTS(edition, leaf))


_REMARK_COUNTS = prepared(
    lambda edition, leaf: (
        Node.objects.filter(
            passage__placings__edition=edition, passage__placings__leaf=leaf, remarks__gt=0
        )
        .values_list("public_id", "remarks")
        .union(
            Node.objects.filter(
                section__placings__edition=edition, section__placings__leaf=leaf, remarks__gt=0
            ).values_list("public_id", "remarks"),
            all=True,
        )
    )
)


@dataclass(frozen=True)
class PlacedPassage:
    """A passage as it stands in an edition."""

    public_id: str
    node_id: int
    section_id: int
    form: str
    marker: str
    depth: int
    wording_id: int
    text: str
    html: str


@dataclass(frozen=True)
class PlacedSection:
    """A section as it stands in an edition, with its passages."""

    public_id: str
    node_id: int
    kind: SectionKind
    level: int
    number: str
    title: str
    passages: list[PlacedPassage] = field(default_factory=list)


def placed_sections(edition: Edition) -> list[PlacedSection]:
    """The whole edition in reading order; two queries."""
    sections = [
        PlacedSection(
            public_id=row.section.node.public_id,
            node_id=row.section_id,
            kind=SectionKind(row.kind),
            level=row.level,
            number=row.number,
            title=row.title,
        )
        for row in EditionSection.objects.filter(edition=edition)
        .select_related("section__node")
        .order_by("position")
    ]
    by_id = {section.node_id: section for section in sections}
    rows = (
        EditionPassage.objects.filter(edition=edition)
        .order_by("position")
        .values_list(
            "passage__node__public_id", "passage_id", "section_id", "form", "marker", "depth",
            "wording_id", "wording__text", "wording__html",
        )
    )  # fmt: skip
    for row in rows:
        by_id[row[2]].passages.append(PlacedPassage(*row))
    return sections


def placing_of(edition: Edition, public_id: str) -> EditionPassage | None:
    """Where the passage with this address stands in an edition."""
    return (
        EditionPassage.objects.select_related("passage__node", "section__node")
        .filter(edition=edition, passage__node__public_id=public_id)
        .first()
    )


@dataclass(frozen=True)
class NeedLine:
    """A need for action, and what took it up: nothing, or chains of nodes."""

    node: Node
    remarks: int
    taken_up: list[Trace]


def needs_of(document: Document) -> list[NeedLine]:
    """The needs for action of a document's newest edition, each with what took it up."""
    edition = latest_edition(document)
    if edition is None:
        return []
    nodes = list(
        Node.objects.filter(
            section__kind=SectionKind.NEED, section__placings__edition=edition
        ).order_by("section__placings__position")
    )
    traces: dict[int, list[Trace]] = {}
    for trace in (
        Trace.objects.filter(
            source__in=nodes,
            relation__in=(Relation.TAKEN_UP_IN, Relation.CARRIED_OUT_BY),
            target__visibility=Visibility.PUBLIC,
        )
        .select_related("target")
        .order_by("created", "id")
    ):
        traces.setdefault(trace.source_id, []).append(trace)
    return [NeedLine(node, node.remarks, traces.get(node.pk, [])) for node in nodes]


def section_of(node: Node) -> Section | None:
    return Section.objects.filter(node=node).first()


@dataclass(frozen=True)
class WordingLine:
    """What a passage says, and the editions in which it says so."""

    wording_id: int
    text: str
    html: str
    created: datetime
    editions: list[Edition]


_PUBLISHED_PLACINGS = prepared(
    lambda node: (
        EditionPassage.objects.filter(passage=node, edition__state=EditionState.PUBLISHED)
        .select_related("edition__node", "wording")
        .defer("edition__contents", "edition__source", "edition__report", "edition__decisions")
        .order_by("edition__published")
    )
)


def wording_history(node: Node) -> list[WordingLine]:
    """The wordings of a passage in published editions, oldest first; one query."""
    lines: dict[int, WordingLine] = {}
    for placing in _PUBLISHED_PLACINGS(node):
        words = placing.wording
        line = lines.setdefault(
            words.pk, WordingLine(words.pk, words.text, words.html, words.created, [])
        )
        line.editions.append(placing.edition)
    return list(lines.values())


def drafts() -> list[Edition]:
    """Editions that are being prepared, newest first."""
    return list(
        Edition.objects.filter(state=EditionState.DRAFT)
        .select_related("node", "document__node")
        .defer("source", "contents", "decisions")
        .order_by("-node__created")
    )


@dataclass(frozen=True)
class Surroundings:
    """What else there is around a page of an edition."""

    pages: list[tuple[int, str]]
    before: int | None
    after: int | None
    latest: Edition | None
    namesakes: list[Edition]

    @property
    def is_latest(self) -> bool:
        return self.latest is None


_LEAVES = prepared(
    lambda edition: (
        Leaf.objects.filter(edition=edition).order_by("number").values_list("number", "title")
    )
)
_OTHER_EDITIONS = prepared(
    lambda document, edition: (
        Edition.objects.select_related("node")
        .filter(document=document, state=EditionState.PUBLISHED)
        .exclude(pk=edition)
        .defer("contents", "source", "report", "decisions")
        .order_by("published", "node_id")
    )
)


def surroundings_of(edition: Edition, leaf: int) -> Surroundings:
    """The other pages of the edition, and whether other editions should be known; two queries."""
    pages = _LEAVES(edition)
    numbers = [number for number, _ in pages]
    others = _OTHER_EDITIONS(edition.document_id, edition)
    own = (edition.published, edition.pk)
    newer = [other for other in others if (other.published, other.pk) > own]
    label = edition.label.casefold()
    return Surroundings(
        pages=pages,
        before=leaf - 1 if leaf - 1 in numbers else None,
        after=leaf + 1 if leaf + 1 in numbers else None,
        latest=newer[-1] if newer else None,
        namesakes=[other for other in others if other.label.casefold() == label],
    )


_WINDOWS_WITH_OPENERS = prepared(
    lambda paths: (
        Window.objects.filter(path__in=paths).select_related("audience", "opened_by").order_by("id")
    )
)


def windows_on(edition: Edition) -> list[Window]:
    """The windows over the document of an edition, with the node that opened each; one query."""
    return _WINDOWS_WITH_OPENERS(paths_above(edition.document.node.path))


@dataclass(frozen=True)
class PassageChange:
    """A passage that is new, gone, or has other words, and what that goes back to."""

    public_id: str
    section: str
    old: PlacedPassage | None
    new: PlacedPassage | None
    because_of: list[Node]

    @property
    def texts(self) -> tuple[str, str]:
        """The old and the new words; empty where there was or is nothing."""
        return (self.old.text if self.old else "", self.new.text if self.new else "")


def changes_between(former: Edition, edition: Edition) -> list[PassageChange]:
    """In reading order, what changed from one edition to the next; five queries."""
    old = {p.public_id: (s, p) for s in placed_sections(former) for p in s.passages}
    new = {p.public_id: (s, p) for s in placed_sections(edition) for p in s.passages}
    order = [*new, *(i for i in old if i not in new)]
    changed = [i for i in order if _differ(old.get(i), new.get(i))]
    ids = [(new.get(i) or old[i])[1].node_id for i in changed]
    because: dict[str, list[Node]] = {}
    for trace in (
        Trace.objects.filter(
            target__in=ids,
            relation=Relation.TAKEN_UP_IN,
            source__kind=Kind.REMARK,
            source__visibility=Visibility.PUBLIC,
            created__lte=edition.published or edition.node.created,
            created__gt=former.published or former.node.created,
        )
        .select_related("source", "target")
        .order_by("id")
    ):
        because.setdefault(trace.target.public_id, []).append(trace.source)
    return [
        PassageChange(
            public_id=i,
            section=(new.get(i) or old[i])[0].title,
            old=old[i][1] if i in old else None,
            new=new[i][1] if i in new else None,
            because_of=because.get(i, []),
        )
        for i in changed
    ]


def _differ(
    old: tuple[PlacedSection, PlacedPassage] | None,
    new: tuple[PlacedSection, PlacedPassage] | None,
) -> bool:
    if old is None or new is None:
        return True
    return old[1].text != new[1].text
