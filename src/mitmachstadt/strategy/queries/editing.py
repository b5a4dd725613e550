"""What the editor shows: chapters of a draft, what stands where, and who wrote what."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from mitmachstadt.nodes.models import Wording
from mitmachstadt.strategy.enums import SectionKind
from mitmachstadt.strategy.models import (
    ChapterTemplate,
    Edit,
    Edition,
    EditionPassage,
    EditionSection,
    Passage,
)
from mitmachstadt.strategy.queries.layout import (
    PlacedSection,
    chapter_level,
    placed_sections,
)

EDITS_SHOWN = 50


class _HasLevel(Protocol):
    @property
    def level(self) -> int: ...


def whole_chapter[Row: _HasLevel](rows: Sequence[Row], row: Row) -> range:
    """The places of a heading and of all that stand below it, in reading order."""
    start = rows.index(row)
    stop = start + 1
    while stop < len(rows) and rows[stop].level > row.level:
        stop += 1
    return range(start, stop)


@dataclass(frozen=True)
class DraftChapter:
    """A stretch of a draft that is written on one page: its sections, in reading order."""

    sections: list[PlacedSection]

    @property
    def public_id(self) -> str:
        return self.sections[0].public_id

    @property
    def title(self) -> str:
        return self.sections[0].title

    @property
    def number(self) -> str:
        return self.sections[0].number

    @property
    def passages(self) -> int:
        return sum(len(section.passages) for section in self.sections)


def chapters_of(edition: Edition) -> list[DraftChapter]:
    """The whole draft, chapter by chapter; two queries."""
    return in_chapters(placed_sections(edition))


def in_chapters(sections: list[PlacedSection]) -> list[DraftChapter]:
    """Sections in reading order, cut where a chapter begins."""
    top = chapter_level(sections) if sections else 1
    chapters: list[DraftChapter] = []
    for section in sections:
        if not chapters or section.level <= top:
            chapters.append(DraftChapter([]))
        chapters[-1].sections.append(section)
    return chapters


def chapter_with(chapters: list[DraftChapter], public_id: str) -> int | None:
    """Which chapter holds the section or passage with this address."""
    for index, chapter in enumerate(chapters):
        for section in chapter.sections:
            ids = {section.public_id, *(passage.public_id for passage in section.passages)}
            if public_id in ids:
                return index
    return None


def heading_of(edition: Edition, public_id: str) -> EditionSection | None:
    """Where the section with this address stands in an edition."""
    return (
        EditionSection.objects.select_related("section__node", "template", "block")
        .filter(edition=edition, section__node__public_id=public_id)
        .first()
    )


@dataclass(frozen=True)
class HeadingWords:
    """What a heading says, how deep it stands and of what kind its section is."""

    title: str
    number: str
    level: int
    kind: SectionKind


def passage_called(edition: Edition, public_id: str) -> Passage | None:
    """A passage of the draft's document, whether it stands in the draft or not."""
    return (
        Passage.objects.select_related("node")
        .filter(document=edition.document_id, node__public_id=public_id)
        .first()
    )


def last_writer(placing: EditionPassage) -> str:
    """The name of whoever wrote at this passage of a draft last; "" if nobody did."""
    edit = (
        Edit.objects.select_related("by")
        .filter(edition=placing.edition_id, node=placing.passage_id)
        .order_by("-at", "-id")
        .first()
    )
    return edit.by.name if edit and edit.by else ""


def words_of(placing: EditionPassage, wording: int | None) -> str | None:
    """What a wording of this passage says; None if it is none of its wordings."""
    own = Wording.objects.filter(node=placing.passage_id, pk=wording or 0)
    return own.values_list("text", flat=True).first()


def edits_of(edition: Edition, *, skip: int = 0) -> list[Edit]:
    """What was done to a draft, newest first; one more than is shown, if there is more."""
    rows = Edit.objects.filter(edition=edition).select_related("node", "by", "before", "after")
    return list(rows.order_by("-at", "-id")[skip : skip + EDITS_SHOWN + 1])


@dataclass(frozen=True)
class BlockLine:
    """A block of a chapter template as it is written down."""

    title: str
    depth: int
    kind: SectionKind
    required: bool
    hint: str = ""


def templates() -> list[ChapterTemplate]:
    """All chapter templates with their blocks; two queries."""
    return list(ChapterTemplate.objects.prefetch_related("blocks"))


def template_by_number(number: int | None) -> ChapterTemplate | None:
    return ChapterTemplate.objects.filter(pk=number).first() if number else None
