"""What a draft still lacks, as far as that can be seen without reading it."""

from dataclasses import dataclass
from itertools import pairwise

from mitmachstadt.strategy.enums import Gap, SectionKind
from mitmachstadt.strategy.models import ChapterTemplate, Edition, EditionSection
from mitmachstadt.strategy.queries.editing import DraftChapter, whole_chapter
from mitmachstadt.strategy.queries.layout import PlacedSection

_KINDS = (
    SectionKind.TERM,
    SectionKind.FINDING,
    SectionKind.NEED,
    SectionKind.QUESTION,
    SectionKind.PRINCIPLE,
    SectionKind.GOAL,
    SectionKind.MEASURE,
)


@dataclass(frozen=True)
class GapLine:
    """Something that is missing or out of order, and where; `words` names the block or level."""

    gap: Gap
    public_id: str
    title: str
    words: str = ""


@dataclass(frozen=True)
class TemplateLine:
    """A chapter with a template: how many of the blocks that have to be there are written."""

    public_id: str
    title: str
    template: str
    written: int
    required: int


@dataclass(frozen=True)
class Completeness:
    """A draft's report. It hinders nobody: whether a gap matters is for people to say."""

    gaps: list[GapLine]
    chapters: list[TemplateLine]
    kinds: list[tuple[str, int]]

    @property
    def is_complete(self) -> bool:
        return not self.gaps


def completeness_of(edition: Edition, chapters: list[DraftChapter]) -> Completeness:
    """Missing blocks, empty sections, levels left out, titles twice; two queries.

    Args:
        chapters: the whole draft, as `chapters_of` gives it.
    """
    sections = [section for chapter in chapters for section in chapter.sections]
    rows = list(
        EditionSection.objects.filter(edition=edition)
        .select_related("template", "section__node")
        .prefetch_related("template__blocks")
        .order_by("position")
    )
    filled = _filled(sections)
    gaps: list[GapLine] = []
    lines: list[TemplateLine] = []
    by_id = {section.node_id: section for section in sections}
    for row in rows:
        # A heading that was written or taken out since the chapters were read has no line yet.
        section = by_id.get(row.section_id)
        if section is not None and row.template is not None:
            line, missing = _against(row.template, rows, row, section, filled)
            lines.append(line)
            gaps.extend(missing)
    gaps.extend(_empty(sections, filled))
    gaps.extend(_levels(sections))
    gaps.extend(_twice(sections))
    counts = [(kind.label, sum(s.kind == kind for s in sections)) for kind in _KINDS]
    return Completeness(gaps, lines, [(str(word), count) for word, count in counts if count])


def _filled(sections: list[PlacedSection]) -> set[str]:
    """Sections with words in them or below them."""
    return {
        section.public_id
        for section in sections
        if any(sections[place].passages for place in whole_chapter(sections, section))
    }


def _against(
    template: ChapterTemplate,
    rows: list[EditionSection],
    row: EditionSection,
    section: PlacedSection,
    filled: set[str],
) -> tuple[TemplateLine, list[GapLine]]:
    """A chapter against its template."""
    below = whole_chapter(rows, row)
    there = {rows[place].block_id: rows[place] for place in below}
    required = [block for block in template.blocks.all() if block.required]
    missing = [
        GapLine(Gap.BLOCK_MISSING, section.public_id, section.title, block.title)
        for block in required
        if block.pk not in there
    ]
    written = sum(
        there[block.pk].section.node.public_id in filled for block in required if block.pk in there
    )
    line = TemplateLine(section.public_id, section.title, template.name, written, len(required))
    return line, missing


def _empty(sections: list[PlacedSection], filled: set[str]) -> list[GapLine]:
    return [
        GapLine(Gap.EMPTY, section.public_id, section.title)
        for section in sections
        if section.public_id not in filled
    ]


def _levels(sections: list[PlacedSection]) -> list[GapLine]:
    """Headings that stand more than one level below the one before: a screen reader stumbles."""
    titled = [section for section in sections if section.title]
    return [
        GapLine(Gap.LEVEL_SKIPPED, after.public_id, after.title, f"{before.level} → {after.level}")
        for before, after in pairwise(titled)
        if after.level > before.level + 1
    ]


def _twice(sections: list[PlacedSection]) -> list[GapLine]:
    """The same title twice below the same heading: nobody can tell them apart in the contents."""
    seen: set[tuple[str, ...]] = set()
    above: list[PlacedSection] = []
    gaps = []
    for section in sections:
        while above and above[-1].level >= section.level:
            above.pop()
        way = (*(s.public_id for s in above), section.title.casefold())
        if section.title and way in seen:
            gaps.append(GapLine(Gap.TITLE_TWICE, section.public_id, section.title))
        seen.add(way)
        above.append(section)
    return gaps
