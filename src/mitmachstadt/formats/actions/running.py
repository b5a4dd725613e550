from datetime import datetime, timedelta

from django.db import transaction

from mitmachstadt.formats.actions.rows import locked, moments, touch
from mitmachstadt.formats.models import (
    Phase,
    PhaseChange,
    Process,
)
from mitmachstadt.formats.queries import concept_in_force, gaps_of, phases_of
from mitmachstadt.formats.rules import (
    may_call_off,
    may_extend,
    may_open_process,
)
from mitmachstadt.kernel.text import clean_text
from mitmachstadt.ledger.actions import append
from mitmachstadt.ledger.models import CALLED_OFF
from mitmachstadt.nodes.actions import link, move_window, open_window
from mitmachstadt.nodes.enums import Moderation, Relation, Verb, Visibility
from mitmachstadt.nodes.models import Node, Window
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.rules import may_work_as

TICK = timedelta(microseconds=1)


def open_process(*, process: Process, visitor: Visitor, at: datetime) -> Process:
    """Make the process public and open its windows; from now on its moments are promises.

    A phase whose beginning has passed begins now: nobody could have taken part before. Where a
    citywide process opens without a district, the public register says so with its opening.

    Raises:
        Refusal: what is missing, in words.
    """
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    with transaction.atomic():
        process = locked(process)
        phases = phases_of(process)
        concept = concept_in_force(process)
        may_open_process(process, concept=concept, phases=phases, at=at).require()
        for phase in phases:
            _open_windows(phase, process, at)
        process.opened = at
        process.save(update_fields=["opened"])
        Node.objects.filter(pk=process.pk).update(visibility=Visibility.PUBLIC)
        touch(process, at)
        link(
            source=process.about,
            target=process.node,
            relation=Relation.CONSULTED_IN,
            by=visitor.person,
            at=at,
        )
        content = {
            "concept": concept.version if concept else 0,
            "phases": [moments(phase) for phase in phases],
            "not_invited": gaps_of(process),
        }
        append(kind="process.opened", subject=process.node.public_id, content=content, at=at)
    process.node.refresh_from_db()
    return process


def _open_windows(phase: Phase, process: Process, at: datetime) -> None:
    phase.opens = max(phase.opens, at)
    if phase.verbs & Verb.REMARK:
        phase.remark_window = _window(phase, process, Verb.REMARK, str(process.audience_id), at)
    if phase.verbs & Verb.SUPPORT:
        # Each person supports once, so there has to be a person.
        everyone = process.audience_id == BuiltInGroup.EVERYONE
        audience = BuiltInGroup.SIGNED_IN.value if everyone else str(process.audience_id)
        phase.support_window = _window(phase, process, Verb.SUPPORT, audience, at)
    phase.save(update_fields=["opens", "remark_window", "support_window"])


def _window(phase: Phase, process: Process, verb: Verb, audience: str, at: datetime) -> Window:
    return open_window(
        node=process.scope_node,
        verbs=[verb],
        audience=audience,
        opens=phase.opens,
        closes=phase.closes,
        answer_due=phase.answer_due,
        moderation=Moderation(phase.moderation),
        opened_by=process.node,
        at=at,
    )


def extend_phase(
    *,
    phase: Phase,
    closes: datetime,
    reason: str,
    visitor: Visitor,
    at: datetime,
    answer_due: datetime | None = None,
) -> PhaseChange:
    """Give everybody more time, publicly and with a reason; the windows move along.

    Args:
        answer_due: until when the city answers from now on; as promised before if not given.

    Raises:
        Refusal: the phase is over, the end is not later, or the reason is missing.
    """
    reason = clean_text(reason)
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    with transaction.atomic():
        process = locked(phase.process)
        phase = Phase.objects.select_related("remark_window", "support_window").get(pk=phase.pk)
        phase.process = process
        due = answer_due or phase.answer_due
        may_extend(phase, closes=closes, answer_due=due, reason=reason, at=at).require()
        change = PhaseChange.objects.create(
            phase=phase,
            old_closes=phase.closes,
            closes=closes,
            old_answer_due=phase.answer_due,
            answer_due=due,
            reason=reason,
            by=visitor.person,
            at=at,
        )
        phase.closes, phase.answer_due = closes, due
        phase.save(update_fields=["closes", "answer_due"])
        for window in phase.windows:
            move_window(window=window, closes=closes, answer_due=due, at=at)
        touch(process, at)
        content = {"was": change.old_closes.isoformat(), "reason": reason, **moments(phase)}
        append(kind="phase.extended", subject=process.node.public_id, content=content, at=at)
    return change


def call_off(*, process: Process, reason: str, visitor: Visitor, at: datetime) -> Process:
    """End a process before its time, publicly and with a reason.

    What is open closes now, what was to come does not open. Whoever has said something is
    still answered, by the day that was promised.

    Raises:
        Refusal: it has not opened, is over, or the reason is missing.
    """
    reason = clean_text(reason)
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    with transaction.atomic():
        process = locked(process)
        phases = phases_of(process)
        may_call_off(process, phases=phases, reason=reason, at=at).require()
        for phase in phases:
            if at < phase.opens:
                _never_open(phase)
            elif at < phase.closes:
                # Called off within the clock tick of its opening, it was still open once.
                _close(phase, max(at, phase.opens + TICK), at)
        process.called_off, process.called_off_because = at, reason
        process.save(update_fields=["called_off", "called_off_because"])
        touch(process, at)
        content = {"reason": reason}
        append(kind=CALLED_OFF, subject=process.node.public_id, content=content, at=at)
    return process


def _never_open(phase: Phase) -> None:
    windows = phase.windows
    phase.remark_window = phase.support_window = None
    phase.save(update_fields=["remark_window", "support_window"])
    for window in windows:
        window.delete()


def _close(phase: Phase, closes: datetime, at: datetime) -> None:
    phase.closes = closes
    phase.save(update_fields=["closes"])
    for window in phase.windows:
        move_window(window=window, closes=closes, answer_due=phase.answer_due, at=at)
