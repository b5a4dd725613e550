from datetime import datetime

from django.db import transaction

from mitmachstadt.kernel.text import clean_line
from mitmachstadt.ledger.actions import append, forget_words
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.rules import may_work_as
from mitmachstadt.strategy.actions.citing import carry_citations
from mitmachstadt.strategy.actions.importing import known_or_new, new_draft
from mitmachstadt.strategy.actions.keeping import lock_document, locked
from mitmachstadt.strategy.actions.laying_out import clear
from mitmachstadt.strategy.models import Edition, EditionPassage, EditionSection
from mitmachstadt.strategy.rules import may_draft, may_write

WRITTEN_HERE = "markdown"


def begin_writing(
    *,
    label: str,
    document: str,
    title: str,
    kind: str,
    strategy_name: str,
    visitor: Visitor,
    at: datetime,
) -> Edition:
    """Begin an edition with nothing in it yet, of a known document or of a new one.

    The arguments are those of `read_in`, without a text.
    """
    label = clean_line(label)
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    with transaction.atomic():
        known = known_or_new(document, title, kind, strategy_name, visitor, at)
        lock_document(known)
        may_draft(known, label=label).require()
        draft = new_draft(known, label, at)
        draft.source_format = WRITTEN_HERE
        draft.save(update_fields=["source_format"])
        content = {"from": "", "label": label}
        append(kind="edition.begun", subject=draft.node.public_id, content=content, at=at)
    return draft


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
        carry_citations(edition, draft)
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
