"""What the editor shows: chapters of a draft, who wrote what, and what was left out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.db.models import QuerySet

from mitmachstadt.nodes.models import Node, Wording
from mitmachstadt.strategy.enums import EditVerb, SectionKind
from mitmachstadt.strategy.models import (
    ChapterTemplate,
    Edit,
    Edition,
    EditionPassage,
    EditionSection,
    Passage,
    Section,
)
from mitmachstadt.strategy.queries.documents import edition_before
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
class LastPlace:
    """Where a passage stood that is not in the draft, and with which words.

    `after` is the passage it stood behind, if that one is still there in the same section.
    """

    section: Section
    wording: Wording
    form: str
    marker: str
    depth: int
    after: EditionPassage | None


def last_place_of(edition: Edition, passage: Passage) -> LastPlace | None:
    """From the draft's own history, else from the edition before; None if its section is gone."""
    former = edition_before(edition)
    there = _placings(former).filter(passage=passage).first() if former else None
    edit = (
        Edit.objects.select_related("before")
        .filter(edition=edition, node=passage.node_id)
        .filter(verb__in=(EditVerb.REMOVED, EditVerb.MERGED), before__isnull=False)
        .order_by("-at", "-id")
        .first()
    )
    wording = edit.before if edit else there.wording if there else None
    section = _section_still_there(edition, edit.words if edit else "", there)
    if wording is None or section is None:
        return None
    return LastPlace(
        section=section,
        wording=wording,
        form=there.form if there else "paragraph",
        marker=there.marker if there else "",
        depth=there.depth if there else 0,
        after=_stands_behind(edition, there, section) if there else None,
    )


def _section_still_there(
    edition: Edition, public_id: str, there: EditionPassage | None
) -> Section | None:
    known = heading_of(edition, public_id) if public_id else None
    if known is None and there is not None:
        known = heading_of(edition, there.section.node.public_id)
    return known.section if known else None


def _stands_behind(
    edition: Edition, there: EditionPassage, section: Section
) -> EditionPassage | None:
    before = _placings(there.edition).filter(section=there.section_id, position__lt=there.position)
    ids = list(before.order_by("-position").values_list("passage_id", flat=True))
    now = {row.passage_id: row for row in _placings(edition).filter(section=section)}
    return next((now[pk] for pk in ids if pk in now), None)


def _placings(edition: Edition) -> QuerySet[EditionPassage]:
    return EditionPassage.objects.filter(edition=edition).select_related(
        "section__node", "wording", "passage__node", "edition"
    )


@dataclass(frozen=True)
class LeftOut:
    """A passage that the draft leaves out, with the words it had last."""

    public_id: str
    text: str
    section: str
    by: str
    at: datetime | None


def left_out_of(edition: Edition, former: Edition | None) -> list[LeftOut]:
    """What the edition before had or this draft had for a while, and the draft has not; 3 queries.

    In the order of the edition before; what only the draft had comes last.
    """
    now = set(edition.placed_passages.values_list("passage_id", flat=True))
    edits = {
        edit.node_id: edit
        for edit in Edit.objects.select_related("node", "by", "before")
        .filter(edition=edition, verb__in=(EditVerb.REMOVED, EditVerb.MERGED))
        .filter(before__isnull=False, node__passage__isnull=False)
        .order_by("at", "id")
    }
    lines: list[LeftOut] = []
    for row in _placings(former).order_by("position") if former else ():
        if row.passage_id not in now:
            edit = edits.pop(row.passage_id, None)
            words = edit.before.text if edit and edit.before else row.wording.text
            lines.append(_left_out(row.passage.node, words, row.section.node.title, edit))
    lines.extend(
        _left_out(edit.node, edit.before.text, "", edit)
        for edit in edits.values()
        if edit.node and edit.before and edit.node_id not in now
    )
    return lines


def _left_out(node: Node, text: str, section: str, edit: Edit | None) -> LeftOut:
    by = edit.by.name if edit and edit.by else ""
    return LeftOut(node.public_id, text, section, by, edit.at if edit else None)


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
