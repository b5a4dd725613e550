"""What the verbs of the editor share: who may write, where something stands, and who did what."""

from datetime import datetime

from django.db import connection
from django.db.models import F

from mitmachstadt.nodes.actions import new_node
from mitmachstadt.nodes.enums import Kind, Visibility
from mitmachstadt.nodes.models import Node, Wording
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.rules import may_work_as
from mitmachstadt.strategy.actions.citing import written_citations
from mitmachstadt.strategy.actions.keeping import locked
from mitmachstadt.strategy.actions.placing import keep_wordings
from mitmachstadt.strategy.calculations import passage_html
from mitmachstadt.strategy.enums import EditVerb, PassageForm
from mitmachstadt.strategy.errors import PassageNotInDraft
from mitmachstadt.strategy.models import (
    Edit,
    Edition,
    EditionPassage,
    EditionSection,
    Passage,
    Section,
)
from mitmachstadt.strategy.rules import may_edit, may_write

# Written out: SQLite and PostgreSQL both count rows in an order, Django cannot say it.
_NUMBER_PASSAGES = """
    UPDATE strategy_editionpassage SET position = counted.place
    FROM (
        SELECT p.id, row_number() OVER (ORDER BY s.position, p.position, p.id) - 1 AS place
        FROM strategy_editionpassage p
        JOIN strategy_editionsection s
            ON s.edition_id = p.edition_id AND s.section_id = p.section_id
        WHERE p.edition_id = %s
    ) counted
    WHERE strategy_editionpassage.id = counted.id
        AND strategy_editionpassage.position <> counted.place
"""


def hold(edition: Edition, visitor: Visitor) -> Edition:
    """Let only the office write, and only one of them at a time; open questions come first."""
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    edition = locked(edition)
    may_edit(edition).require()
    return edition


def hold_headings(edition: Edition, visitor: Visitor) -> Edition:
    """The same for what the importer's open questions do not touch."""
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    edition = locked(edition)
    may_write(edition).require()
    return edition


def placing_in(edition: Edition, passage: Passage) -> EditionPassage:
    """Where a passage stands in the draft now.

    Raises:
        PassageNotInDraft: somebody took it out meanwhile.
    """
    found = (
        EditionPassage.objects.select_related("passage__node", "section__node", "wording")
        .filter(edition=edition, passage=passage)
        .first()
    )
    if found is None:
        raise PassageNotInDraft()
    return found


def heading_in(edition: Edition, section: Section) -> EditionSection:
    """Where a section stands in the draft now; raises `PassageNotInDraft` if it does not."""
    found = (
        EditionSection.objects.select_related("section__node")
        .filter(edition=edition, section=section)
        .first()
    )
    if found is None:
        raise PassageNotInDraft()
    return found


def headings_of(edition: Edition) -> list[EditionSection]:
    """The draft's headings in reading order."""
    rows = EditionSection.objects.filter(edition=edition).select_related("section__node")
    return list(rows.order_by("position"))


def make_room(edition: Edition, position: int, places: int = 1) -> None:
    """Move everything from this position on so that so many passages fit before it."""
    behind = EditionPassage.objects.filter(edition=edition, position__gte=position)
    behind.update(position=F("position") + places)


def number_passages(edition: Edition) -> None:
    """Count the passages anew in reading order."""
    with connection.cursor() as cursor:
        cursor.execute(_NUMBER_PASSAGES, [edition.pk])


def number_headings(rows: list[EditionSection]) -> None:
    """Give headings the order in which they come, and passages with them."""
    moved = [row for position, row in enumerate(rows) if row.position != position]
    for position, row in enumerate(rows):
        row.position = position
    EditionSection.objects.bulk_update(moved, ["position"], batch_size=200)
    if moved:
        number_passages(moved[0].edition)


def new_passage(edition: Edition, section: Section, text: str, at: datetime) -> Passage:
    """A passage that only this draft has, not placed yet."""
    node = new_node(
        kind=Kind.PASSAGE, parent=section.node, title=text[:120], at=at, text=text,
        visibility=Visibility.DRAFT,
    )  # fmt: skip
    node.save(force_insert=True)
    return Passage.objects.create(node=node, document=edition.document)


def say(edition: Edition, node: Node, text: str, form: str, at: datetime) -> Wording:
    """The wording of a node with these words in this form."""
    html = passage_html(text, markup=edition.source_format, form=PassageForm(form))
    return keep_wordings([(node, text, html)], at)[0]


def note(
    edition: Edition,
    verb: EditVerb,
    node: Node,
    *,
    visitor: Visitor,
    at: datetime,
    before: Wording | None = None,
    after: Wording | None = None,
    words: str = "",
    left: EditionPassage | None = None,
) -> None:
    """Keep what was done and by whom.

    Args:
        left: where a passage stood that is left out from now on, before its citations go.
    """
    edit = Edit(
        edition=edition, verb=verb, node=node, before=before, after=after, words=words[:200],
        by=visitor.person, at=at,
    )  # fmt: skip
    if left is not None:
        edit.before, edit.words = left.wording, left.section.node.public_id
        edit.form, edit.marker, edit.depth = left.form, left.marker, left.depth
        edit.citations = written_citations(left)
    edit.save()
