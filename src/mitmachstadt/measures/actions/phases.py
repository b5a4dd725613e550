"""How far a measure is, how it goes, who takes part."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from mitmachstadt.kernel.text import clean_line
from mitmachstadt.measures.actions.rows import index, tell, writing
from mitmachstadt.measures.enums import LONGEST_REASON, MOST_PARTS, Health, Phase, State
from mitmachstadt.measures.errors import TooMany
from mitmachstadt.measures.models import Involvement, Measure, PhaseChange, Reference, StatusNote
from mitmachstadt.measures.queries.gates import lacks
from mitmachstadt.measures.rules.gates import may_move, may_say_status
from mitmachstadt.measures.rules.owning import may_involve
from mitmachstadt.measures.rules.results import may_refer
from mitmachstadt.measures.rules.words import may_stand, may_stand_in_lines, must_stand
from mitmachstadt.measures.rules.working import may_open_to
from mitmachstadt.nodes.actions import open_window
from mitmachstadt.nodes.enums import Verb
from mitmachstadt.nodes.models import Window
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.models import Organisation
from mitmachstadt.people.queries import Visitor


def move_phase(
    *, measure: Measure, to: Phase, reason: str, visitor: Visitor, at: datetime
) -> Measure:
    """One phase forward, with all that its gate asks for, or one back; with a public reason.

    What enters its pilot runs from then on; what goes back before it is planned again.

    Raises:
        GateClosed: what is missing, in words. Other refusals: two steps, no reason, it is over.
    """
    today, reason = timezone.localdate(at), clean_line(reason)
    with writing(measure, visitor, at=at) as row:
        may_move(row, to, reason=reason, lacking=lacks(row, on=today)).require()
        before = Phase(row.phase)
        PhaseChange.objects.create(
            measure=row, before=before, after=to, reason=reason, on=today, by=visitor.person
        )
        row.phase = to
        if to == Phase.PILOT and before < to and row.state == State.PLANNED:
            _say(row, State.RUNNING, Health(row.health), reason, today)
        elif to < Phase.PILOT and row.state == State.RUNNING:
            _say(row, State.PLANNED, Health(row.health), reason, today)
        row.save()
        told = {"before": int(before), "after": int(to), "reason": reason}
        tell(row, "moved", told, at)
    return row


def say_status(
    *,
    measure: Measure,
    state: State,
    health: Health,
    words: str,
    visitor: Visitor,
    at: datetime,
    on: date | None = None,
) -> Measure:
    """Say how a measure goes, in words, in a colour, as of a day.

    Raises:
        Refusal: no words, a day to come, or it would run without resources.
    """
    today, words = timezone.localdate(at), clean_line(words)
    with writing(measure, visitor, at=at) as row:
        may_say_status(
            row, state=state, health=health, words=words, on=on or today, today=today,
            lacking=lacks(row, on=today),
        ).require()  # fmt: skip
        may_stand({"": words}, longest=LONGEST_REASON).require()
        _say(row, state, health, words, on or today)
        row.save()
        told = {"state": str(state), "health": str(health), "words": words}
        tell(row, "status", {**told, "on": row.status_on.isoformat()}, at)
    return row


def _say(row: Measure, state: State, health: Health, words: str, on: date) -> None:
    row.state, row.health, row.status_words, row.status_on = state, health, words, on
    StatusNote.objects.create(measure=row, state=state, health=health, words=words, on=on)


def involve(
    *, measure: Measure, organisation: Organisation, role: str, visitor: Visitor, at: datetime
) -> Involvement:
    """Somebody else takes part, as something; the one who is accountable stays the only one."""
    role = clean_line(role)
    with writing(measure, visitor, at=at) as row:
        must_stand({"": role}).require()
        may_involve(row, organisation, role=role).require()
        if row.involvements.count() >= MOST_PARTS:
            raise TooMany(most=MOST_PARTS)
        made = Involvement.objects.create(measure=row, organisation=organisation, role=role)
        told = {"organisation": organisation.public_id, "role": role}
        tell(row, "involved", told, at)
    return made


def end_involvement(*, involvement: Involvement, visitor: Visitor, at: datetime) -> None:
    """They take part no longer."""
    with writing(involvement.measure, visitor, at=at) as row:
        told = {"organisation": involvement.organisation.public_id}
        tell(row, "left", told, at)
        involvement.delete()


def refer_to_paper(
    *, measure: Measure, number: str, visitor: Visitor, at: datetime, title: str = ""
) -> Reference:
    """Name a printed paper; the search finds the measure by it."""
    number, title = clean_line(number), clean_line(title)
    with writing(measure, visitor, at=at) as row:
        may_refer(row, number=number).require()
        may_stand_in_lines({"": title}).require()
        made = Reference.objects.create(measure=row, number=number, title=title)
        index(row)
        tell(row, "referred", {"number": number, "title": title}, at)
    return made


def open_participation(
    *,
    measure: Measure,
    closes: datetime,
    visitor: Visitor,
    at: datetime,
    opens: datetime | None = None,
    answer_due: datetime | None = None,
) -> list[Window]:
    """Let everybody remark on a running measure, and everybody with an account support remarks.

    Args:
        answer_due: until when the owner answers; thirty days after the end unless said otherwise.

    Raises:
        Refusal: it does not run, or the moments contradict each other.
    """
    with writing(measure, visitor, at=at) as row:
        may_open_to(row).require()
        windows = [
            open_window(
                node=row.node,
                verbs=[verb],
                audience=audience.value,
                opens=max(opens or at, at),
                closes=closes,
                answer_due=answer_due or closes + timedelta(days=30),
                opened_by=row.node,
                at=at,
            )
            for verb, audience in (
                (Verb.REMARK, BuiltInGroup.EVERYONE),
                (Verb.SUPPORT, BuiltInGroup.SIGNED_IN),
            )
        ]
        tell(row, "opened", {"closes": closes.isoformat()}, at)
    return windows
