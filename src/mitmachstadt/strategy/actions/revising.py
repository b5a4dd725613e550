from datetime import datetime

from django.db import transaction
from django.db.models import F

from mitmachstadt.kernel.text import clean_line, clean_text
from mitmachstadt.ledger.actions import append, forget_words
from mitmachstadt.nodes.actions import new_node
from mitmachstadt.nodes.enums import Kind, Visibility
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.rules import may_work_as
from mitmachstadt.strategy.actions.importing import clear, new_draft
from mitmachstadt.strategy.actions.keeping import lock_document, locked
from mitmachstadt.strategy.actions.placing import keep_wordings
from mitmachstadt.strategy.calculations import passage_html
from mitmachstadt.strategy.enums import PassageForm, SectionKind
from mitmachstadt.strategy.models import (
    Edition,
    EditionPassage,
    EditionSection,
    Passage,
)
from mitmachstadt.strategy.rules import may_draft, may_edit, may_say, may_write


def revise_edition(*, edition: Edition, label: str, visitor: Visitor, at: datetime) -> Edition:
    """Begin the next edition as a copy of a published one; passages keep their identity."""
    label = clean_line(label)
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    with transaction.atomic():
        lock_document(edition.document)
        may_draft(edition.document, label=label).require()
        draft = new_draft(edition.document, label, at)
        draft.source_format = edition.source_format
        draft.save(update_fields=["source_format"])
        sections = list(EditionSection.objects.filter(edition=edition).order_by("position"))
        passages = list(EditionPassage.objects.filter(edition=edition).order_by("position"))
        for heading in sections:
            heading.pk, heading.edition = None, draft
        for passage in passages:
            passage.pk, passage.edition = None, draft
        EditionSection.objects.bulk_create(sections, batch_size=500)
        EditionPassage.objects.bulk_create(passages, batch_size=500)
        content = {"from": edition.content_hash, "label": label}
        append(kind="edition.begun", subject=draft.node.public_id, content=content, at=at)
    return draft


def discard_draft(*, edition: Edition, visitor: Visitor, at: datetime) -> None:
    """Give up a draft, with all nodes that only it had.

    Raises:
        Refusal: it is published.
    """
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    with transaction.atomic():
        edition = locked(edition)
        may_write(edition).require()
        node, content = edition.node, {"label": edition.label}
        clear(edition)
        edition.delete()
        forget_words(subject=node.public_id)
        append(kind="edition.discarded", subject=node.public_id, content=content, at=at)
        node.delete()


def change_passage(
    *, edition: Edition, passage: Passage, text: str, visitor: Visitor, at: datetime
) -> EditionPassage:
    """Give a passage of a draft other words; the former wording stays with former editions."""
    text = clean_text(text)
    with transaction.atomic():
        _may_edit(edition, visitor)
        may_say(text).require()
        placing = EditionPassage.objects.get(edition=edition, passage=passage)
        html = passage_html(text, markup=edition.source_format, form=placing.form)
        placing.wording = keep_wordings([(passage.node, text, html)], at)[0]
        placing.save(update_fields=["wording"])
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
        _may_edit(edition, visitor)
        may_say(text).require()
        after.refresh_from_db(fields=["position"])
        node = new_node(
            kind=Kind.PASSAGE, parent=after.section.node, title=text[:120], at=at, text=text,
            visibility=Visibility.DRAFT,
        )  # fmt: skip
        node.save(force_insert=True)
        passage = Passage.objects.create(node=node, document=edition.document)
        html = passage_html(text, markup=edition.source_format, form=form)
        behind = EditionPassage.objects.filter(edition=edition, position__gt=after.position)
        behind.update(position=F("position") + 1)
        return EditionPassage.objects.create(
            edition=edition,
            section=after.section,
            passage=passage,
            wording=keep_wordings([(node, text, html)], at)[0],
            position=after.position + 1,
            form=form,
            depth=after.depth,
        )


def remove_passage(*, edition: Edition, passage: Passage, visitor: Visitor, at: datetime) -> None:
    """Leave a passage out of a draft; its node, remarks and former wordings stay."""
    with transaction.atomic():
        _may_edit(edition, visitor)
        EditionPassage.objects.filter(edition=edition, passage=passage).delete()


def set_section_kinds(
    *, edition: Edition, kinds: dict[str, SectionKind], visitor: Visitor, at: datetime
) -> int:
    """Say what stands below headings of a draft: a need for action, a goal, a term.

    Args:
        kinds: public id of the section -> its kind.

    Returns:
        How many sections changed.
    """
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    changed = 0
    with transaction.atomic():
        may_write(locked(edition)).require()
        for placing in EditionSection.objects.select_related("section__node").filter(
            edition=edition, section__node__public_id__in=kinds
        ):
            subject = placing.section.node.public_id
            kind = kinds[subject]
            if placing.kind != kind:
                placing.kind, changed = kind, changed + 1
                placing.save(update_fields=["kind"])
                append(kind="section.typed", subject=subject, content={"kind": str(kind)}, at=at)
    return changed


def _may_edit(edition: Edition, visitor: Visitor) -> None:
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    may_edit(locked(edition)).require()
