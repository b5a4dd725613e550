from datetime import datetime

from django.db import transaction

from mitmachstadt.kernel.text import clean_text
from mitmachstadt.people.queries import Visitor
from mitmachstadt.strategy.actions.citing import recall_citations
from mitmachstadt.strategy.actions.editing.rows import (
    heading_in,
    headings_of,
    hold,
    make_room,
    new_passage,
    note,
    placing_in,
    say,
)
from mitmachstadt.strategy.enums import Direction, EditVerb, PassageForm
from mitmachstadt.strategy.errors import NoPlaceLeft, NothingThere
from mitmachstadt.strategy.models import (
    Edition,
    EditionPassage,
    EditionSection,
    Passage,
    Section,
)
from mitmachstadt.strategy.queries import last_place_of
from mitmachstadt.strategy.rules import may_bring_back, may_reform, may_rewrite, may_say


def change_passage(
    *,
    edition: Edition,
    passage: Passage,
    text: str,
    visitor: Visitor,
    at: datetime,
    form: PassageForm | None = None,
    seen: int | None = None,
    seen_form: PassageForm | None = None,
) -> EditionPassage:
    """Give a passage of a draft other words; the former wording stays with former editions.

    Args:
        form: what it becomes: a paragraph, a list item; None leaves it.
        seen: primary key of the wording that its writer had before them; None if nobody had one.
        seen_form: the form that they had before them; if it is `form`, they left it alone.

    Raises:
        PassageRewritten: somebody else wrote something else there meanwhile.
        FormRewritten: somebody else gave it another form meanwhile.
    """
    text = clean_text(text)
    with transaction.atomic():
        edition = hold(edition, visitor)
        may_say(text).require()
        placing = placing_in(edition, passage)
        may_rewrite(placing, seen=seen, text=text).require()
        may_reform(placing, seen=seen_form, form=form).require()
        form = None if form == seen_form else form
        before, placing.form = placing.wording, form or placing.form
        if form in {PassageForm.PARAGRAPH, PassageForm.QUOTE, PassageForm.BULLET}:
            placing.marker = ""
        placing.wording = say(edition, passage.node, text, placing.form, at)
        placing.save(update_fields=["wording", "form", "marker"])
        if placing.wording != before:
            note(
                edition, EditVerb.CHANGED, passage.node, visitor=visitor, at=at,
                before=before, after=placing.wording,
            )  # fmt: skip
    return placing


def add_passage(
    *,
    edition: Edition,
    after: EditionPassage,
    text: str,
    visitor: Visitor,
    at: datetime,
    form: PassageForm = PassageForm.PARAGRAPH,
) -> EditionPassage:
    """Add a passage to a draft, behind another one of the same section."""
    text = clean_text(text)
    with transaction.atomic():
        edition = hold(edition, visitor)
        may_say(text).require()
        before = placing_in(edition, after.passage)
        depth = before.depth if form in _LISTED else 0
        return _write(edition, before.section, before.position + 1, text, form, depth, visitor, at)


def begin_section(
    *,
    edition: Edition,
    section: Section,
    text: str,
    visitor: Visitor,
    at: datetime,
    form: PassageForm = PassageForm.PARAGRAPH,
) -> EditionPassage:
    """Add a passage right below a heading, as the first of its section."""
    text = clean_text(text)
    with transaction.atomic():
        edition = hold(edition, visitor)
        may_say(text).require()
        place = first_place(edition, heading_in(edition, section))
        return _write(edition, section, place, text, form, 0, visitor, at)


def remove_passage(
    *,
    edition: Edition,
    passage: Passage,
    visitor: Visitor,
    at: datetime,
    seen: int | None = None,
) -> None:
    """Leave a passage out of a draft; its node, remarks and former wordings stay.

    Raises:
        PassageRewritten: somebody else wrote something else there meanwhile.
    """
    with transaction.atomic():
        edition = hold(edition, visitor)
        placing = placing_in(edition, passage)
        may_rewrite(placing, seen=seen).require()
        note(edition, EditVerb.REMOVED, passage.node, visitor=visitor, at=at, left=placing)
        placing.delete()


def bring_passage_back(
    *, edition: Edition, passage: Passage, visitor: Visitor, at: datetime
) -> EditionPassage:
    """Take a passage that was left out in again, as it was: where it stood, or at the end of its
    section, or of the section before if its own is gone.

    Raises:
        NoPlaceLeft: the draft has no heading any more.
    """
    with transaction.atomic():
        edition = hold(edition, visitor)
        may_bring_back(edition, passage).require()
        place = last_place_of(edition, passage)
        if place is None:
            raise NoPlaceLeft()
        section = place.section
        position = (
            place.after.position + 1
            if place.after is not None
            else end_of(edition, heading_in(edition, section))
        )
        make_room(edition, position)
        edition.derivations.filter(source=passage).delete()
        made = EditionPassage.objects.create(
            edition=edition, section=section, passage=passage, wording=place.wording,
            position=position, form=place.form, marker=place.marker, depth=place.depth,
        )  # fmt: skip
        recall_citations(made, place.citations)
        note(
            edition, EditVerb.BROUGHT_BACK, passage.node, visitor=visitor, at=at,
            after=place.wording,
        )  # fmt: skip
    return made


def move_passage(
    *,
    edition: Edition,
    passage: Passage,
    visitor: Visitor,
    at: datetime,
    direction: Direction | None = None,
    to: Section | None = None,
) -> EditionPassage:
    """Move a passage one place up or down, over headings too, or to the end of a section.

    Raises:
        NothingThere: it is the first or the last one already.
    """
    with transaction.atomic():
        edition = hold(edition, visitor)
        placing = placing_in(edition, passage)
        headings = headings_of(edition)
        here = [row.section_id for row in headings].index(placing.section_id)
        neighbour = _neighbour(placing, direction)
        if to is not None:
            target = heading_in(edition, to)
            position = end_of(edition, target)
        elif neighbour is not None:
            target = headings[here]
            position = neighbour.position + (1 if direction == Direction.DOWN else 0)
        elif direction == Direction.UP and here > 0:
            target = headings[here - 1]
            position = end_of(edition, target)
        elif direction == Direction.DOWN and here + 1 < len(headings):
            target = headings[here + 1]
            position = first_place(edition, target)
        else:
            raise NothingThere()
        make_room(edition, position)
        placing.section, placing.position = target.section, position
        placing.save(update_fields=["section", "position"])
        note(edition, EditVerb.MOVED, passage.node, visitor=visitor, at=at, words=target.title)
    return placing


def first_place(edition: Edition, heading: EditionSection) -> int:
    """The position right below a heading."""
    own = edition.placed_passages.filter(section=heading.section_id)
    first = own.order_by("position").values_list("position", flat=True).first()
    return first if first is not None else end_of(edition, heading)


def end_of(edition: Edition, heading: EditionSection) -> int:
    """The position behind everything down to this section."""
    until = EditionSection.objects.filter(edition=edition, position__lte=heading.position)
    above = edition.placed_passages.filter(section__in=until.values("section"))
    last = above.order_by("-position").values_list("position", flat=True).first()
    return 0 if last is None else last + 1


_LISTED = frozenset({PassageForm.BULLET, PassageForm.NUMBERED})


def _neighbour(placing: EditionPassage, direction: Direction | None) -> EditionPassage | None:
    """The passage before or behind it in its section."""
    own = EditionPassage.objects.filter(edition=placing.edition_id, section=placing.section_id)
    if direction == Direction.UP:
        return own.filter(position__lt=placing.position).order_by("-position").first()
    if direction == Direction.DOWN:
        return own.filter(position__gt=placing.position).order_by("position").first()
    return None


def _write(
    edition: Edition,
    section: Section,
    position: int,
    text: str,
    form: PassageForm,
    depth: int,
    visitor: Visitor,
    at: datetime,
) -> EditionPassage:
    passage = new_passage(edition, section, text, at)
    make_room(edition, position)
    made = EditionPassage.objects.create(
        edition=edition, section=section, passage=passage, position=position, form=form,
        depth=depth, wording=say(edition, passage.node, text, form, at),
    )  # fmt: skip
    note(edition, EditVerb.ADDED, passage.node, visitor=visitor, at=at, after=made.wording)
    return made
