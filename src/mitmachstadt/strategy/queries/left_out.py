"""What a draft leaves out, and where it stood."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from mitmachstadt.nodes.models import Node, Wording
from mitmachstadt.strategy.enums import EditVerb, PassageForm
from mitmachstadt.strategy.models import (
    Edit,
    Edition,
    EditionPassage,
    EditionSection,
    Passage,
    Section,
)
from mitmachstadt.strategy.queries.documents import edition_before


@dataclass(frozen=True)
class LastPlace:
    """Where a passage stood that is not in the draft, with which words, and what it cited.

    `after` is the passage it stood behind, if that one is still there in the same section;
    `citations` is None if nothing is known but what it cited when it was published.
    """

    section: Section
    wording: Wording
    form: str
    marker: str
    depth: int
    citations: list[dict[str, Any]] | None
    after: EditionPassage | None


def last_place_of(edition: Edition, passage: Passage) -> LastPlace | None:
    """From the draft's own history, else from the edition before.

    If its section is gone, it is the one before it, else the last. None if there is no section, or
    if its words are gone.
    """
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
    stood = [edit.words] if edit else []
    if there:
        stood.append(there.section.node.public_id)
    section = _section_for(edition, former, stood)
    if wording is None or section is None:
        return None
    known = edit if edit and edit.form else there
    return LastPlace(
        section=section,
        wording=wording,
        form=known.form if known else PassageForm.PARAGRAPH,
        marker=known.marker if known else "",
        depth=known.depth if known else 0,
        citations=edit.citations if edit and edit.form else None,
        after=_stands_behind(edition, there, section) if there else None,
    )


def _section_for(edition: Edition, former: Edition | None, stood: list[str]) -> Section | None:
    """The first of these sections that the draft has, else what came before one of them."""
    headings = EditionSection.objects.select_related("section__node").order_by("position")
    now = {row.section.node.public_id: row.section for row in headings.filter(edition=edition)}
    order = [row.section.node.public_id for row in headings.filter(edition=former)]
    before = [
        earlier
        for public_id in stood
        if public_id in order
        for earlier in reversed(order[: order.index(public_id)])
    ]
    known = (now[public_id] for public_id in [*stood, *before, *reversed(now)] if public_id in now)
    return next(known, None)


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
