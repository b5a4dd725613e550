"""From a text that was read to a draft edition, and what the office decides about it."""

from datetime import datetime

from django.db import transaction

from mitmachstadt.kernel.canonical import digest
from mitmachstadt.kernel.text import clean_line
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.ledger.actions import append
from mitmachstadt.nodes.actions import new_node
from mitmachstadt.nodes.enums import Kind, Visibility
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.rules import may_work_as
from mitmachstadt.strategy.actions.documents import add_document, found_strategy
from mitmachstadt.strategy.actions.keeping import lock_document, locked
from mitmachstadt.strategy.actions.laying_out import lay_out, stands_as_laid_out
from mitmachstadt.strategy.calculations import ReadText, Unread, open_again, read_source
from mitmachstadt.strategy.enums import DocumentKind
from mitmachstadt.strategy.errors import DraftReplaced
from mitmachstadt.strategy.models import Document, Edition, Strategy
from mitmachstadt.strategy.queries import edition_by_public_id, strategies
from mitmachstadt.strategy.rules import may_decide, may_draft, may_write


def import_edition(
    *, document: Document, label: str, read: ReadText | Unread, visitor: Visitor, at: datetime
) -> Edition:
    """Make a draft edition of a text; nothing is published yet.

    Passages that continue those of the latest edition keep their identity, and with it their
    remarks and traces. A long text that was not read yet is read and laid out by the worker.
    """
    label = clean_line(label)
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    with transaction.atomic():
        lock_document(document)
        may_draft(document, label=label).require()
        edition = new_draft(document, label, at)
        lay_out(edition, read, at)
        content = {"label": label, "source": digest(read.source)}
        append(kind="edition.imported", subject=edition.node.public_id, content=content, at=at)
    return edition


def read_in(
    *,
    read: ReadText | Unread,
    label: str,
    document: str,
    title: str,
    kind: str,
    strategy_name: str,
    visitor: Visitor,
    at: datetime,
) -> Edition:
    """Make a draft edition of a known document, or of a new one.

    Args:
        document: public id of a known document; "" founds a new one with `title` and `kind`, in
            the strategy called `strategy_name`, which is founded where there is none; without a
            name in the first one.
    """
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    with transaction.atomic():
        known = known_or_new(document, title, kind, strategy_name, visitor, at)
        return import_edition(document=known, label=label, read=read, visitor=visitor, at=at)


def known_or_new(
    document: str, title: str, kind: str, strategy_name: str, visitor: Visitor, at: datetime
) -> Document:
    """The document with this address, or a new one where there is none."""
    if document:
        return Document.objects.select_related("node").get(node__public_id=document)
    return add_document(
        strategy=_strategy_called(strategy_name, visitor, at),
        kind=DocumentKind(kind),
        title=title,
        visitor=visitor,
        at=at,
    )


def _strategy_called(name: str, visitor: Visitor, at: datetime) -> Strategy:
    known = strategies()
    name = clean_line(name)
    if not name and known:
        return known[0]
    same = [each for each in known if each.node.title.casefold() == name.casefold()]
    return same[0] if same else found_strategy(name=name, visitor=visitor, at=at)


def decide(
    *, edition: Edition, decisions: dict[str, bool], visitor: Visitor, at: datetime
) -> Edition:
    """Accept or reject the importer's suggestions; the draft is laid out again.

    The text is read before anybody is kept from writing, and a long one by the worker.

    Args:
        decisions: number of the flag in the report -> whether its suggestion is accepted.

    Raises:
        DraftReplaced: somebody else decided or gave the draft another text meanwhile.
    """
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    edition.refresh_from_db(fields=["state", "source", "source_format", "report", "decisions"])
    may_write(edition).require()
    flags = edition.report.get("flags", [])
    asked = {str(n) for n, flag in enumerate(flags) if flag.get("suggestion") is not None}
    kept = {number: bool(accept) for number, accept in decisions.items() if number in asked}
    chosen = {**edition.decisions, **kept}
    if chosen == edition.decisions:
        return edition
    known = (edition.source, edition.decisions)
    read = open_again(edition.source, format=edition.source_format, flags=flags, decisions=chosen)
    with transaction.atomic():
        edition = _still(edition, known)
        may_decide(edition, untouched=stands_as_laid_out(edition)).require()
        edition.decisions = chosen
        lay_out(edition, read, at)
        append(kind="edition.decided_on", subject=edition.node.public_id, content=kept, at=at)
    return edition


def _still(edition: Edition, known: tuple[str, dict[str, bool]]) -> Edition:
    """The draft, locked, with the source and the decisions from which it was read."""
    edition = locked(edition)
    edition.refresh_from_db(fields=["source"])
    may_write(edition).require()
    if known != (edition.source, edition.decisions):
        raise DraftReplaced()
    return edition


def replace_draft(
    *, edition: Edition, read: ReadText | Unread, visitor: Visitor, at: datetime
) -> Edition:
    """Give a draft the words of another file; hand-made changes of words go with the old ones.

    Passages that continue the draft, or else the latest edition, keep their identity.
    """
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    with transaction.atomic():
        edition = locked(edition)
        may_write(edition).require()
        edition.decisions = {}
        lay_out(edition, read, at)
        content = {"source": digest(read.source)}
        append(kind="edition.replaced", subject=edition.node.public_id, content=content, at=at)
    return edition


def finish_reading(*, public_id: str, at: datetime) -> bool:
    """Read and lay out a draft whose text waits for it; safe to run twice.

    Returns:
        Whether there was something to do: the draft may be gone, or have another text by now.
    """
    edition = edition_by_public_id(public_id)
    if edition is None or not edition.report.get("reading"):
        return False
    known = (edition.source, edition.decisions)
    read = read_source(edition.source, format=edition.source_format, decisions=edition.decisions)
    with transaction.atomic():
        try:
            edition = _still(edition, known)
        except Refusal:
            return False
        if edition.report.get("reading"):
            lay_out(edition, read, at)
            return True
    return False


def new_draft(document: Document, label: str, at: datetime) -> Edition:
    """An empty draft edition."""
    node = new_node(
        kind=Kind.EDITION,
        parent=document.node,
        title=f"{document.node.title}, {label}",
        at=at,
        visibility=Visibility.DRAFT,
    )
    node.save(force_insert=True)
    return Edition.objects.create(node=node, document=document, label=label)
