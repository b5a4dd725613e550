from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from mitmachstadt.kernel.text import clean_line
from mitmachstadt.ledger.actions import append
from mitmachstadt.nodes.actions import new_node
from mitmachstadt.nodes.enums import Kind, Visibility
from mitmachstadt.people.queries import Visitor
from mitmachstadt.strategy.actions.editing.rows import (
    heading_in,
    headings_of,
    hold,
    hold_headings,
    note,
    number_headings,
    number_passages,
    placing_in,
)
from mitmachstadt.strategy.enums import Direction, EditVerb, SectionKind
from mitmachstadt.strategy.errors import NothingThere
from mitmachstadt.strategy.models import (
    Document,
    Edition,
    EditionPassage,
    EditionSection,
    Passage,
    Section,
)
from mitmachstadt.strategy.queries import HeadingWords, whole_chapter
from mitmachstadt.strategy.rules import may_head, may_rewrite_heading, may_rewrite_kinds


def add_heading(
    *,
    edition: Edition,
    title: str,
    level: int,
    visitor: Visitor,
    at: datetime,
    kind: SectionKind = SectionKind.PROSE,
    before: Passage | None = None,
    behind: Section | None = None,
) -> EditionSection:
    """Write a heading before a passage, behind a section with all below it, or at the end.

    A heading before a passage takes that passage and what follows it in its section below it.
    """
    title = clean_line(title)
    with transaction.atomic():
        edition = hold(edition, visitor)
        may_head(title, level=level).require()
        rows, place = headings_of(edition), 0
        if before is not None:
            cut = placing_in(edition, before)
            place = [row.section_id for row in rows].index(cut.section_id) + 1
        elif behind is not None:
            place = whole_chapter(rows, heading_in(edition, behind)).stop
        else:
            place = len(rows)
        made = new_heading(edition, title, level, kind, at)
        if before is not None:
            moved = EditionPassage.objects.filter(
                edition=edition, section=cut.section_id, position__gte=cut.position
            )
            moved.update(section=made.section)
        number_headings([*rows[:place], made, *rows[place:]])
        number_passages(edition)
        note(edition, EditVerb.ADDED, made.section.node, visitor=visitor, at=at, words=title)
    return made


def write_heading(
    *,
    edition: Edition,
    section: Section,
    title: str,
    number: str,
    level: int,
    kind: SectionKind,
    visitor: Visitor,
    at: datetime,
    seen: HeadingWords | None = None,
) -> EditionSection:
    """Change what a heading says, how deep it stands and of what kind its section is.

    Only what its writer changed is written: the rest stays as somebody else left it meanwhile.

    Args:
        seen: what its writer had before them; None if nobody had one.

    Raises:
        HeadingRewritten: somebody else wrote something else there meanwhile.
    """
    words = HeadingWords(clean_line(title), clean_line(number), level, kind)
    with transaction.atomic():
        edition = hold(edition, visitor)
        row = heading_in(edition, section)
        now = HeadingWords(
            clean_line(row.title), clean_line(row.number), row.level, SectionKind(row.kind)
        )
        may_head(words.title, level=level, number=words.number).require()
        may_rewrite_heading(now, seen=seen, words=words).require()
        former, wanted, base = row.title, asdict(words), asdict(seen or now)
        changed = {name: value for name, value in wanted.items() if value != base[name]}
        for name, value in changed.items():
            setattr(row, name, value)
        row.save(update_fields=["title", "number", "level", "kind"])
        if row.kind != now.kind:
            _tell_kind(section, kind, at)
        if changed:
            note(edition, EditVerb.TITLED, section.node, visitor=visitor, at=at, words=former)
    return row


def move_section(
    *, edition: Edition, section: Section, direction: Direction, visitor: Visitor, at: datetime
) -> EditionSection:
    """Move a section with all below it one place up or down, into the next chapter too.

    Raises:
        NothingThere: it is the first or the last one already.
    """
    with transaction.atomic():
        edition = hold(edition, visitor)
        row = heading_in(edition, section)
        rows = headings_of(edition)
        own = whole_chapter(rows, row)
        block, rest = rows[own.start : own.stop], [*rows[: own.start], *rows[own.stop :]]
        place = _place_for(rest, own.start, row.level, direction)
        number_headings([*rest[:place], *block, *rest[place:]])
        note(edition, EditVerb.MOVED, section.node, visitor=visitor, at=at, words=row.title)
    return row


def _place_for(rest: list[EditionSection], start: int, level: int, direction: Direction) -> int:
    """Where a block that stood at `start` goes among the others."""
    if direction == Direction.UP:
        before = [index for index in range(start) if rest[index].level <= level]
        if not before:
            raise NothingThere()
        return before[-1]
    if start >= len(rest):
        raise NothingThere()
    if rest[start].level < level:
        return start + 1
    return whole_chapter(rest, rest[start]).stop


def remove_heading(*, edition: Edition, section: Section, visitor: Visitor, at: datetime) -> None:
    """Take a heading out; its passages go below the heading before it.

    Raises:
        NothingThere: there is no heading before it and it has passages.
    """
    with transaction.atomic():
        edition = hold(edition, visitor)
        row = heading_in(edition, section)
        rows = headings_of(edition)
        place = [other.pk for other in rows].index(row.pk)
        own = edition.placed_passages.filter(section=section)
        if place == 0 and own.exists():
            raise NothingThere()
        if place:
            own.update(section=rows[place - 1].section)
        note(edition, EditVerb.REMOVED, section.node, visitor=visitor, at=at, words=row.title)
        row.delete()
        number_headings(rows[:place] + rows[place + 1 :])


def set_section_kinds(
    *,
    edition: Edition,
    kinds: dict[str, SectionKind],
    visitor: Visitor,
    at: datetime,
    seen: dict[str, SectionKind] | None = None,
) -> int:
    """Say what stands below headings of a draft: a need for action, a goal, a term.

    Args:
        kinds: public id of the section -> its kind.
        seen: the kinds that their writer had before them; what is the same in both stays as it
            is. None if nobody had any.

    Returns:
        How many sections changed.

    Raises:
        KindsRewritten: somebody else chose another kind for one of them meanwhile.
    """
    had = seen or {}
    wanted = {key: kind for key, kind in kinds.items() if had.get(key) != kind}
    changed = 0
    with transaction.atomic():
        edition = hold_headings(edition, visitor)
        placed = EditionSection.objects.select_related("section__node").order_by("position")
        rows = list(placed.filter(edition=edition, section__node__public_id__in=wanted))
        may_rewrite_kinds(rows, seen=seen, kinds=wanted).require()
        for row in rows:
            kind = wanted[row.section.node.public_id]
            if row.kind != kind:
                row.kind, changed = kind, changed + 1
                row.save(update_fields=["kind"])
                _tell_kind(row.section, kind, at)
    return changed


def _tell_kind(section: Section, kind: SectionKind, at: datetime) -> None:
    content = {"kind": str(kind)}
    append(kind="section.typed", subject=section.node.public_id, content=content, at=at)


def new_heading(
    edition: Edition, title: str, level: int, kind: SectionKind, at: datetime
) -> EditionSection:
    """A section that only this draft has, behind all others until it is given its place."""
    document: Document = edition.document
    node = new_node(
        kind=Kind.SECTION, parent=document.node, title=_short(title), at=at, text=title,
        visibility=Visibility.DRAFT,
    )  # fmt: skip
    node.save(force_insert=True)
    section = Section.objects.create(node=node, document=document, kind=kind)
    last = edition.placed_sections.count()
    return EditionSection.objects.create(
        edition=edition, section=section, position=last, level=level, title=title, kind=kind
    )


def _short(title: str) -> str:
    return title if len(title) <= 120 else title[:119].rsplit(" ", 1)[0] + "…"
