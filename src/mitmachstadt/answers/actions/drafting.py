"""Drafts of answers: written, handed in, released by somebody else, dropped."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from mitmachstadt.answers.actions.answering import (
    check_said,
    locked_for_answer,
    nodes_title,
    voice_of,
)
from mitmachstadt.answers.actions.publishing import Voice, answer_node, publish
from mitmachstadt.answers.enums import AnswerKind, Opinion, Share
from mitmachstadt.answers.errors import DraftUnderWay
from mitmachstadt.answers.models import Draft, DraftNode, PartRequest
from mitmachstadt.answers.queries import (
    Officer,
    four_eyes_hold,
    nodes_of,
    officer_of,
    open_drafts_on,
    parts_of,
    seen_in,
    signatures_of,
    went_along,
    writers_of,
)
from mitmachstadt.answers.rules import (
    Said,
    may_answer,
    may_answer_for,
    may_keep,
    may_publish,
    may_release,
    may_reword,
    may_still_answer,
    may_work_on,
    speaks_for,
)
from mitmachstadt.contributions.rules import was_read
from mitmachstadt.kernel.text import clean_text
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.models import Organisation
from mitmachstadt.people.queries import Visitor


@dataclass(frozen=True)
class Words:
    """What stands in a draft; any of it may be missing as yet."""

    kind: AnswerKind | None = None
    reason: str = ""
    unit: Organisation | None = None
    until: date | None = None
    elsewhere: Node | None = None


def begin_draft(
    *,
    contributions: Collection[Node],
    words: Words,
    visitor: Visitor,
    at: datetime,
    seen: Mapping[str, int] | None = None,
) -> Draft:
    """Keep an answer that is not ready; one draft at a time for each contribution.

    Raises:
        DraftUnderWay: somebody has begun one already; its words are not touched.
    """
    officer = officer_of(visitor, at=at)
    reason = clean_text(words.reason)
    may_keep(reason, draft=None, version=None).require()
    with transaction.atomic():
        locked = locked_for_answer(contributions)
        may_answer_for(officer, locked).require()
        may_answer(locked).require()
        for other in open_drafts_on(locked):
            raise DraftUnderWay(title=nodes_title(locked), author=other.author_name)
        draft = Draft(
            unit=voice_of(officer, locked).unit,
            author=officer.person,
            author_name=officer.visitor.name,
            created=at,
        )
        _put(draft, words, reason, at)
        draft.save(force_insert=True)
        draft.writers.add(officer.person)
        DraftNode.objects.bulk_create(
            DraftNode(draft=draft, node=node, seen=(seen or {}).get(node.public_id, node.version))
            for node in locked
        )
    return draft


def write_draft(
    *, draft: Draft, words: Words, version: int, visitor: Visitor, at: datetime
) -> Draft:
    """Change a draft's words; whoever signed others is asked again by that.

    Args:
        version: what the writer has read. Over another one nothing is written.
    """
    reason = clean_text(words.reason)
    with transaction.atomic():
        draft, officer, _ = open_draft(draft, visitor, at)
        may_reword(draft, officer).require()
        if _is_same(draft, words, reason):
            return draft
        may_keep(reason, draft=draft, version=version).require()
        _put(draft, words, reason, at)
        draft.version += 1
        draft.ready = None
        draft.save()
        draft.writers.add(officer.person)
    return draft


def _put(draft: Draft, words: Words, reason: str, at: datetime) -> None:
    draft.kind = words.kind.value if words.kind else ""
    draft.reason, draft.asked = reason, words.unit
    draft.until, draft.elsewhere, draft.changed = words.until, words.elsewhere, at


def _is_same(draft: Draft, words: Words, reason: str) -> bool:
    kind = words.kind.value if words.kind else ""
    there = (draft.kind, draft.reason, draft.asked, draft.until, draft.elsewhere)
    return there == (kind, reason, words.unit, words.until, words.elsewhere)


def open_draft(draft: Draft, visitor: Visitor, at: datetime) -> tuple[Draft, Officer, list[Node]]:
    """The draft locked, for somebody who may work on it, and what it would answer.

    Where all of that lies with another unit by now, it is that unit's.
    """
    officer = officer_of(visitor, at=at)
    locked = Draft.objects.select_for_update(of=("self",), no_key=True)
    found = locked.select_related("unit", "asked", "elsewhere", "author").get(pk=draft.pk)
    nodes = nodes_of(found)
    if went_along(found, nodes):
        found.save(update_fields=["unit"])
    may_work_on(found, officer, nodes).require()
    return found, officer, nodes


def hand_in(*, draft: Draft, visitor: Visitor, at: datetime) -> Draft:
    """Lay a complete draft before a second person."""
    with transaction.atomic():
        draft, officer, _ = open_draft(draft, visitor, at)
        may_reword(draft, officer).require()
        check_said(said_in(draft), at)
        draft.ready = at
        draft.save(update_fields=["ready"])
    return draft


def drop_draft(*, draft: Draft, visitor: Visitor, at: datetime) -> Draft:
    """Give up a draft; what was asked of others is taken back with it."""
    with transaction.atomic():
        draft, _, _ = open_draft(draft, visitor, at)
        draft.dropped = at
        draft.save(update_fields=["dropped"])
        _close(draft, at)
    return draft


def publish_draft(*, draft: Draft, visitor: Visitor, at: datetime) -> Node:
    """Give the answer of a draft; where two have to look at it, as the second person.

    Everybody who was asked to sign has agreed to these words. Who supplied a part or signed is
    public from then on, the words of a part are not.
    """
    with transaction.atomic():
        draft, officer, nodes = open_draft(draft, visitor, at)
        signatures, locked = signatures_of(draft), locked_for_answer(nodes)
        may_publish(draft, signatures).require()
        may_still_answer(draft, locked).require()
        second = four_eyes_hold(locked) or draft.ready is not None or not speaks_for(draft, officer)
        if second:
            may_release(draft, officer, writers_of(draft)).require()
        said = said_in(draft)
        check_said(said, at)
        may_answer(locked).require()
        read = seen_in(draft)
        for node in locked:
            was_read(node, read.get(node.public_id)).require()
        released_by = officer.person if second else None
        voice = Voice(draft.author, draft.author_name, draft.unit, released_by)
        node = answer_node(said, voice, at)
        parts = [part for part in parts_of(draft) if part.delivered_on]
        shares = {(part.unit, part.supplier or part.unit_name, Share.SUPPLIED) for part in parts}
        agreed = [s for s in signatures if s.verdict == Opinion.AGREED and not s.called_off]
        shares |= {(each.unit, each.unit_name, Share.SIGNED) for each in agreed}
        in_order = sorted(shares, key=lambda share: (share[2], share[1]))
        publish(node, said, locked, voice, at, in_order)
        draft.answer = node
        draft.save(update_fields=["answer"])
        _close(draft, at)
    return node


def read_again(*, draft: Draft, visitor: Visitor, at: datetime) -> Draft:
    """Say that the contributions were read as they are now; what went or moved is left out."""
    with transaction.atomic():
        draft, _, nodes = open_draft(draft, visitor, at)
        for node in nodes:
            mine = DraftNode.objects.filter(draft=draft, node=node)
            if may_answer([node]).allowed and may_still_answer(draft, [node]).allowed:
                mine.update(seen=node.version)
            else:
                mine.delete()
    return draft


def said_in(draft: Draft) -> Said:
    """A draft's words as an answer says them; its kind was chosen."""
    kind = AnswerKind(draft.kind) if draft.kind else AnswerKind.NOT_TAKEN
    return Said(kind, draft.reason, draft.asked, draft.until, draft.elsewhere)


def _close(draft: Draft, at: datetime) -> None:
    DraftNode.objects.filter(draft=draft).update(is_open=False)
    open_parts = PartRequest.objects.filter(draft=draft, delivered_on=None, withdrawn=None)
    open_parts.update(withdrawn=at)
