"""What stands where in an edition, and what changed from one to the next."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from mitmachstadt.kernel.prepared import prepared
from mitmachstadt.nodes.enums import Kind, Relation, Visibility
from mitmachstadt.nodes.models import Node, Trace
from mitmachstadt.strategy.enums import EditionState, SectionKind
from mitmachstadt.strategy.models import (
    Edition,
    EditionPassage,
    EditionSection,
    Section,
)
from mitmachstadt.strategy.queries.citations import (
    CitationLine,
    citations_column,
    citations_in,
)
from mitmachstadt.strategy.queries.quoting import (
    lost_column,
    of_newest,
    places_column,
    places_in,
)
from mitmachstadt.taxonomies.queries import fields_column


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
    """The whole edition in reading order; two queries.

    If a heading is taken out between the two, both are read again.
    """
    for _ in range(_MOST_READINGS):
        passages = _placed_passages(edition)
        sections = _sections_alone(edition)
        by_id = {section.node_id: section for section in sections}
        if all(passage.section_id in by_id for passage in passages):
            break
    for passage in passages:
        by_id[passage.section_id].passages.append(passage)
    return sections


_MOST_READINGS = 5


def _sections_alone(edition: Edition) -> list[PlacedSection]:
    return [
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


def _placed_passages(edition: Edition) -> list[PlacedPassage]:
    rows = (
        EditionPassage.objects.filter(edition=edition)
        .order_by("position")
        .values_list(
            "passage__node__public_id", "passage_id", "section_id", "form", "marker", "depth",
            "wording_id", "wording__text", "wording__html",
        )
    )  # fmt: skip
    return [PlacedPassage(*row) for row in rows]


def chapter_level(sections: list[PlacedSection]) -> int:
    """The level of the chapters; a first heading above all others is the text's title."""
    titled = [section for section in sections if section.title] or sections
    top = min(section.level for section in titled)
    deeper = [section.level for section in titled[1:] if section.level > top]
    is_title = titled[0].level == top and not titled[0].passages
    return min(deeper) if is_title and deeper and len(deeper) == len(titled) - 1 else top


def placing_of(edition: Edition, public_id: str) -> EditionPassage | None:
    """Where the passage with this address stands in an edition."""
    return (
        EditionPassage.objects.select_related("passage__node", "section__node", "wording")
        .filter(edition=edition, passage__node__public_id=public_id)
        .first()
    )


def section_of(node: Node) -> Section | None:
    """The section with the column `fields`: what it is sorted under."""
    return Section.objects.annotate(fields=fields_column()).filter(node=node).first()


@dataclass(frozen=True)
class WordingLine:
    """What a passage says, and the editions in which it says so.

    `lost` counts the quotes of remarks that it does not say.
    """

    wording_id: int
    text: str
    html: str
    created: datetime
    editions: list[Edition]
    citations: list[CitationLine] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)
    lost: int = 0


_PUBLISHED_PLACINGS = prepared(
    lambda node: (
        EditionPassage.objects.filter(passage=node, edition__state=EditionState.PUBLISHED)
        .annotate(
            citing=citations_column(),
            quoted=of_newest(places_column()),
            lost=of_newest(lost_column()),
        )
        .select_related("edition__node", "wording")
        .defer("edition__contents", "edition__source", "edition__report", "edition__decisions")
        .order_by("edition__published", "edition")
    )
)


def wording_history(node: Node) -> list[WordingLine]:
    """The wordings of a passage in published editions, oldest first; one query.

    What remarks quote is told of the last one only.
    """
    lines: dict[int, WordingLine] = {}
    for placing in _PUBLISHED_PLACINGS(node):
        words = placing.wording
        line = lines.pop(words.pk, None) or WordingLine(
            words.pk, words.text, words.html, words.created, []
        )
        line = replace(line, places=places_in(placing.quoted), lost=placing.lost or 0)
        # Of the newest edition that says so.
        line.citations[:] = citations_in(placing.citing)
        line.editions.append(placing.edition)
        # Behind the others: a wording that comes back is today's.
        lines[words.pk] = line
    return list(lines.values())


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
