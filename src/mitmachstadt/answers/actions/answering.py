from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from mitmachstadt.answers.actions.publishing import (
    Voice,
    answer_node,
    known_answer,
    publish,
)
from mitmachstadt.answers.enums import AnswerKind
from mitmachstadt.answers.errors import ChangedOrGone, DraftUnderWay
from mitmachstadt.answers.queries import (
    Officer,
    four_eyes_hold,
    officer_of,
    open_drafts_on,
    units_with_a_desk,
)
from mitmachstadt.answers.rules import (
    Said,
    may_answer,
    may_answer_as,
    may_answer_for,
    may_pass_on,
    may_publish_alone,
    may_reason_with,
)
from mitmachstadt.contributions.rules import was_read
from mitmachstadt.kernel.text import clean_text
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.nodes.models import Node
from mitmachstadt.nodes.queries import veiled
from mitmachstadt.nodes.rules import may_refer_to
from mitmachstadt.people.models import Organisation
from mitmachstadt.people.queries import Visitor


def give_answer(
    *,
    contributions: Collection[Node],
    kind: AnswerKind,
    reason: str,
    visitor: Visitor,
    at: datetime,
    unit: Organisation | None = None,
    until: date | None = None,
    elsewhere: Node | None = None,
    seen: Mapping[str, int] | None = None,
) -> Node:
    """Answer one or many contributions with one reason; a later answer follows, none is replaced.

    It is given for the strategy office, or by somebody who works for the unit where they lie, for
    that unit. The same form sent twice is one answer.

    Args:
        seen: public id -> the version of the contribution that was read; another one is refused.

    Raises:
        Refusal: the role, the reason or what the kind of answer needs is missing.
    """
    said = Said(kind, clean_text(reason), unit, until, elsewhere)
    officer = officer_of(visitor, at=at)
    may_answer_for(officer, []).require()
    check_said(said, at)
    with transaction.atomic():
        locked = locked_for_answer(contributions)
        may_answer_for(officer, locked).require()
        voice = voice_of(officer, locked)
        node = answer_node(said, voice, at)
        if known := known_answer(node, said, locked):
            return known
        may_answer(locked).require()
        may_publish_alone(four_eyes_hold(locked)).require()
        for contribution in locked:
            was_read(contribution, (seen or {}).get(contribution.public_id)).require()
        publish(node, said, locked, voice, at)
    return node


@dataclass(frozen=True)
class Answered:
    """What became of an answer to many: to how many it was given, and what was left out and why."""

    answer: Node
    count: int
    left_out: list[tuple[Node, Refusal]] = field(default_factory=list)


def answer_many(
    *,
    contributions: Collection[Node],
    said: Said,
    seen: Mapping[str, int],
    visitor: Visitor,
    at: datetime,
    drafts_seen: Collection[str] = (),
) -> Answered:
    """One answer to all of these, in one transaction; what changed meanwhile is left out and told.

    One alone that changed is refused: then nothing would be left to answer.

    Args:
        seen: public id -> the version that was read.
        drafts_seen: drafts of others that the writer knows of, as `draft:version`.
    """
    officer = officer_of(visitor, at=at)
    may_answer_for(officer, []).require()
    said = Said(said.kind, clean_text(said.reason), said.unit, said.until, said.elsewhere)
    check_said(said, at)
    with transaction.atomic():
        locked = locked_for_answer(contributions)
        may_answer_for(officer, locked).require()
        voice = voice_of(officer, locked)
        node = answer_node(said, voice, at)
        if known := known_answer(node, said, locked):
            return Answered(known, len(locked))
        may_publish_alone(four_eyes_hold(locked)).require()
        right, left_out = _as_read(locked, seen)
        _nobody_else_writes(right, drafts_seen)
        publish(node, said, right, voice, at)
    return Answered(node, len(right), left_out)


def _as_read(
    locked: list[Node], seen: Mapping[str, int]
) -> tuple[list[Node], list[tuple[Node, Refusal]]]:
    right: list[Node] = []
    left_out: list[tuple[Node, Refusal]] = []
    for node in locked:
        refusal = may_answer([node]).refusal or was_read(node, seen.get(node.public_id)).refusal
        if refusal is None:
            right.append(node)
        else:
            left_out.append((node, refusal))
    if not right:
        may_answer(locked).require()
        raise left_out[0][1] if len(left_out) == 1 else ChangedOrGone()
    return right, left_out


def _nobody_else_writes(nodes: Collection[Node], drafts_seen: Collection[str]) -> None:
    for draft in open_drafts_on(nodes):
        if f"{draft.public_id}:{draft.version}" not in drafts_seen:
            raise DraftUnderWay(title=nodes_title(nodes), author=draft.author_name)


def nodes_title(nodes: Collection[Node]) -> str:
    return next(iter(nodes)).title if nodes else ""


def check_said(said: Said, at: datetime) -> None:
    """Whether just this may be an answer, to whatever."""
    may_reason_with(said.reason).require()
    today = timezone.localdate(at)
    may_answer_as(
        said.kind, unit=said.unit, until=said.until, elsewhere=said.elsewhere, today=today
    ).require()
    if said.kind == AnswerKind.PASSED_ON:
        may_pass_on(said.kind, said.unit, units_with_a_desk(at=at)).require()
    if said.elsewhere is not None:
        may_refer_to(said.elsewhere).require()


def locked_for_answer(contributions: Collection[Node]) -> list[Node]:
    """These as they are now, in the order in which all writers lock them.

    What not everybody may read comes without its words: a refusal would name them.
    """
    ids = [contribution.pk for contribution in contributions]
    locked = Node.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk")
    return [veiled(node) for node in locked]


def voice_of(officer: Officer, contributions: Collection[Node]) -> Voice:
    """For whom this person answers these: for the office, or for the unit where they lie."""
    unit = None
    if not officer.is_office:
        lies = {node.unit_id for node in contributions}
        unit = next((each for each in officer.units if each.pk in lies), None)
    return Voice(officer.visitor.person, officer.visitor.name, unit)
