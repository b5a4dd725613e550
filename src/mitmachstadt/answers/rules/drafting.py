"""Who may write, sign and release the draft of an answer."""

from collections.abc import Collection, Iterable

from django.utils.translation import gettext

from mitmachstadt.answers.enums import LONGEST_REASON, Opinion
from mitmachstadt.answers.errors import (
    AskedAlready,
    DraftChanged,
    DraftIncomplete,
    DraftOfAnotherDesk,
    DraftOver,
    MovedMeanwhile,
    NotAsked,
    NotAtYourDesk,
    NotReady,
    ObjectionReasonMissing,
    ObjectionStands,
    OnlyReleased,
    OwnDraft,
    ReasonTooLong,
    SecondPersonNeeded,
    SignaturesMissing,
    UnitGone,
    UnitsOwnDraft,
)
from mitmachstadt.answers.models import CoSignature, Draft
from mitmachstadt.answers.queries import Officer
from mitmachstadt.answers.rules.answering import may_work_at_a_desk
from mitmachstadt.kernel.verdicts import YES, Verdict, no
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.models import Organisation


def may_work_on(draft: Draft, officer: Officer, nodes: Collection[Node]) -> Verdict:
    """An open draft, by the office or by who works for the unit that it is written for.

    Of what it is about, some must lie there; the rest is left out before it is published.
    """
    verdict = may_work_at_a_desk(officer)
    if not verdict.allowed:
        return verdict
    if not officer.is_office:
        if nodes and not any(node.unit_id in officer.unit_ids for node in nodes):
            return no(NotAtYourDesk(title=next(iter(nodes)).title))
        if draft.unit_id not in officer.unit_ids:
            return no(DraftOfAnotherDesk(desk=draft.desk_name or gettext("Strategiebüro")))
    return YES if draft.is_open else no(DraftOver(state=draft.state.label))


def speaks_for(draft: Draft, officer: Officer) -> bool:
    """Whether this person's words are those of the desk that the draft is written for."""
    return draft.unit_id in officer.unit_ids if draft.unit_id else officer.is_office


def may_reword(draft: Draft, officer: Officer) -> Verdict:
    """Nobody speaks in the name of a unit that they do not work for, not even the office."""
    if speaks_for(draft, officer):
        return YES
    return no(OnlyReleased(unit=draft.desk_name))


def may_still_answer(draft: Draft, nodes: Iterable[Node]) -> Verdict:
    """A unit answers what lies with it."""
    for node in nodes:
        if draft.unit_id and node.unit_id != draft.unit_id:
            return no(MovedMeanwhile(title=node.title, unit=draft.desk_name))
    return YES


def may_keep(reason: str, *, draft: Draft | None, version: int | None) -> Verdict:
    """As much as an answer can hold, and nothing over words that the writer has not read."""
    if len(reason) > LONGEST_REASON:
        return no(ReasonTooLong(length=len(reason), longest=LONGEST_REASON))
    if draft is not None and version is not None and version != draft.version:
        return no(DraftChanged())
    return YES


def may_ask_to_sign(draft: Draft, unit: Organisation, asked: Iterable[CoSignature]) -> Verdict:
    """Another unit that exists, once."""
    if unit.ended:
        return no(UnitGone(name=unit.name))
    if unit.pk == draft.unit_id:
        return no(UnitsOwnDraft(unit=unit.name))
    if any(each.unit_id == unit.pk for each in asked):
        return no(AskedAlready(unit=unit.name))
    return YES


def may_sign(
    signature: CoSignature,
    officer: Officer,
    *,
    opinion: Opinion,
    reason: str,
    version: int,
    writers: Collection[int],
) -> Verdict:
    """Who works for the unit that was asked and wrote nothing of it; to the words of now."""
    draft = signature.draft
    if not draft.is_open or signature.called_off:
        return no(DraftOver(state=draft.state.label))
    if officer.person.pk in writers:
        return no(OwnDraft())
    if signature.unit_id not in officer.unit_ids:
        return no(NotAsked(unit=signature.unit_name))
    if version != draft.version:
        return no(DraftChanged())
    if len(reason) > LONGEST_REASON:
        return no(ReasonTooLong(length=len(reason), longest=LONGEST_REASON))
    return no(ObjectionReasonMissing()) if opinion == Opinion.OBJECTED and not reason else YES


def may_call_off_signature(signature: CoSignature, officer: Officer) -> Verdict:
    """What was asked can be taken back; over an objection only the office decides."""
    if signature.verdict == Opinion.OBJECTED and not officer.is_office:
        return no(ObjectionStands(unit=signature.unit_name))
    return YES


def may_publish_alone(four_eyes: bool) -> Verdict:
    return no(SecondPersonNeeded()) if four_eyes else YES


def may_publish(draft: Draft, signatures: Iterable[CoSignature]) -> Verdict:
    """Complete, and whoever was asked agrees to just these words."""
    if not draft.kind:
        return no(DraftIncomplete())
    objected = [s for s in signatures if s.verdict == Opinion.OBJECTED and not s.called_off]
    if objected:
        return no(ObjectionStands(unit=objected[0].unit_name))
    missing = [
        s.unit_name
        for s in signatures
        if not s.called_off and (s.verdict != Opinion.AGREED or s.version != draft.version)
    ]
    return no(SignaturesMissing(units=", ".join(missing))) if missing else YES


def may_release(draft: Draft, officer: Officer, writers: Collection[int]) -> Verdict:
    """Somebody who wrote none of it, once it was handed in."""
    if officer.person.pk in writers:
        return no(OwnDraft())
    return YES if draft.ready else no(NotReady())


def may_read_to_sign(signature: CoSignature, officer: Officer) -> Verdict:
    """The unit that was asked, and the desk that asks."""
    if officer.reads_all or officer.unit_ids & {signature.unit_id, signature.draft.unit_id}:
        return YES
    return no(NotAsked(unit=signature.unit_name))
