from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from mitmachstadt.kernel.text import clean_text
from mitmachstadt.nodes.enums import Relation
from mitmachstadt.people.queries import Visitor
from mitmachstadt.strategy.actions.citing import hand_over_citations
from mitmachstadt.strategy.actions.editing.rows import (
    hold,
    make_room,
    new_passage,
    note,
    placing_in,
    say,
)
from mitmachstadt.strategy.calculations import same_passages
from mitmachstadt.strategy.enums import EditVerb
from mitmachstadt.strategy.errors import NothingThere
from mitmachstadt.strategy.models import Derivation, Edition, EditionPassage, Passage
from mitmachstadt.strategy.rules import may_join, may_rewrite, may_say, may_split


def split_passage(
    *,
    edition: Edition,
    passage: Passage,
    texts: Sequence[str],
    visitor: Visitor,
    at: datetime,
    seen: int | None = None,
) -> list[EditionPassage]:
    """Make several passages of one. The part that is most like it stays the passage.

    Its remarks stay with it; the other parts tell that they were a part of it.

    Args:
        texts: the words of each part, in order.

    Returns:
        Where the parts stand now, in order.

    Raises:
        OnePartOnly: there is nothing to divide.
        PassageRewritten: somebody else wrote something else there meanwhile.
    """
    parts = [text for text in map(clean_text, texts) if text]
    with transaction.atomic():
        edition = hold(edition, visitor)
        may_split(parts).require()
        placing = placing_in(edition, passage)
        may_rewrite(placing, seen=seen, text="\n\n".join(parts)).require()
        before, start = placing.wording, placing.position
        make_room(edition, start + 1, len(parts) - 1)
        stays = next(iter(same_passages([before.text], parts)), 0)
        placed = []
        for index, text in enumerate(parts):
            own = passage if index == stays else new_passage(edition, placing.section, text, at)
            row = placing if index == stays else _part_of(placing, own)
            row.position, row.wording = start + index, say(edition, own.node, text, row.form, at)
            row.save()
            placed.append(row)
            if own != passage:
                _derive(edition, passage, own, Relation.SPLIT_INTO)
        note(
            edition, EditVerb.SPLIT, passage.node, visitor=visitor, at=at,
            before=before, after=placed[stays].wording,
        )  # fmt: skip
    return placed


def merge_passages(
    *,
    edition: Edition,
    passage: Passage,
    visitor: Visitor,
    at: datetime,
    text: str | None = None,
    seen: int | None = None,
) -> EditionPassage:
    """Join a passage to the one before it in its section, which takes its words over.

    Its remarks stay where they are, and its page tells where its words went.

    Args:
        text: its words as they stand in the form; None takes them as they are.

    Raises:
        NothingThere: it is the first of its section.
        PassageRewritten: somebody else wrote something else there meanwhile.
    """
    with transaction.atomic():
        edition = hold(edition, visitor)
        placing = placing_in(edition, passage)
        may_rewrite(placing, seen=seen, text=text).require()
        words = placing.wording.text if text is None else clean_text(text)
        may_say(words).require()
        before = (
            EditionPassage.objects.select_related("passage__node", "wording")
            .filter(edition=edition, section=placing.section, position__lt=placing.position)
            .order_by("-position")
            .first()
        )
        if before is None:
            raise NothingThere()
        may_join(before.form, placing.form).require()
        former = before.wording
        joined = f"{former.text} {words}"
        before.wording = say(edition, before.passage.node, joined, before.form, at)
        before.save(update_fields=["wording"])
        note(
            edition, EditVerb.MERGED, passage.node, visitor=visitor, at=at,
            after=before.wording, left=placing,
        )  # fmt: skip
        hand_over_citations(placing, to=before)
        placing.delete()
        _derive(edition, passage, before.passage, Relation.MERGED_INTO)
    return before


def _part_of(placing: EditionPassage, passage: Passage) -> EditionPassage:
    return EditionPassage(
        edition=placing.edition, section=placing.section, passage=passage, form=placing.form,
        depth=placing.depth,
    )  # fmt: skip


def _derive(edition: Edition, source: Passage, target: Passage, relation: Relation) -> None:
    """Keep what came of what; publishing follows it to where the words are in the end."""
    Derivation.objects.update_or_create(
        edition=edition, source=source, target=target, defaults={"relation": relation}
    )
