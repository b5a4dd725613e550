from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from mitmachstadt.kernel.text import clean_line
from mitmachstadt.people.queries import Visitor
from mitmachstadt.strategy.actions.editing.headings import new_heading
from mitmachstadt.strategy.actions.editing.rows import (
    heading_in,
    headings_of,
    hold,
    note,
    number_headings,
)
from mitmachstadt.strategy.enums import DEEPEST_LEVEL, EditVerb, SectionKind
from mitmachstadt.strategy.models import (
    ChapterTemplate,
    Edition,
    EditionSection,
    Section,
    TemplateBlock,
)
from mitmachstadt.strategy.queries import whole_chapter
from mitmachstadt.strategy.rules import may_head


def add_chapter(
    *,
    edition: Edition,
    title: str,
    template: ChapterTemplate,
    visitor: Visitor,
    at: datetime,
    level: int = 2,
) -> EditionSection:
    """Add a chapter at the end of a draft, with the blocks that its template asks for."""
    title = clean_line(title)
    with transaction.atomic():
        edition = hold(edition, visitor)
        may_head(title, level=level).require()
        chapter = new_heading(edition, title, level, SectionKind.PROSE, at)
        chapter.template = template
        chapter.save(update_fields=["template"])
        for block in template.blocks.all():
            _add_block(edition, chapter, block, at)
        note(edition, EditVerb.ADDED, chapter.section.node, visitor=visitor, at=at, words=title)
    return chapter


def follow_template(
    *,
    edition: Edition,
    section: Section,
    template: ChapterTemplate | None,
    visitor: Visitor,
    at: datetime,
) -> EditionSection:
    """Say how a chapter is to be built; None frees it.

    Sections that are called like a block become that block. Nothing is added: what is missing is
    for the completeness report to say and for people to write.
    """
    with transaction.atomic():
        edition = hold(edition, visitor)
        chapter = heading_in(edition, section)
        rows = headings_of(edition)
        below = whole_chapter(rows, chapter)
        _match(rows[below.start + 1 : below.stop], template.blocks.all() if template else ())
        chapter.template = template
        chapter.save(update_fields=["template"])
    return chapter


def fill_template(*, edition: Edition, section: Section, visitor: Visitor, at: datetime) -> int:
    """Add the headings of the blocks that a chapter lacks, at its end; how many they were."""
    with transaction.atomic():
        edition = hold(edition, visitor)
        chapter = heading_in(edition, section)
        if chapter.template is None:
            return 0
        rows = headings_of(edition)
        below = whole_chapter(rows, chapter)
        there = {row.block_id for row in rows[below.start + 1 : below.stop]}
        missing = [block for block in chapter.template.blocks.all() if block.pk not in there]
        made = [_add_block(edition, chapter, block, at) for block in missing]
        number_headings([*rows[: below.stop], *made, *rows[below.stop :]])
        for row in made:
            note(edition, EditVerb.ADDED, row.section.node, visitor=visitor, at=at, words=row.title)
    return len(made)


def _add_block(
    edition: Edition, chapter: EditionSection, block: TemplateBlock, at: datetime
) -> EditionSection:
    level = min(chapter.level + block.depth, DEEPEST_LEVEL)
    made = new_heading(edition, block.title, level, SectionKind(block.kind), at)
    made.block = block
    made.save(update_fields=["block"])
    return made


def _match(rows: list[EditionSection], blocks: Iterable[TemplateBlock]) -> None:
    """Tie sections to the blocks whose titles they carry, each block once."""
    waiting = {block.title.casefold(): block for block in reversed(list(blocks))}
    for row in rows:
        row.block = waiting.pop(row.title.casefold(), None)
    EditionSection.objects.bulk_update(rows, ["block"], batch_size=200)
