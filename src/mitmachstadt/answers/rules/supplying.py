"""Who may ask for a part of an answer, and who may write it."""

from collections.abc import Collection
from datetime import date

from mitmachstadt.answers.enums import LONGEST_PART, LONGEST_QUESTION
from mitmachstadt.answers.errors import (
    NotAsked,
    PartDueInPast,
    PartEmpty,
    PartOver,
    QuestionMissing,
    UnitGone,
    UnitsOwnDraft,
)
from mitmachstadt.answers.models import Draft, PartRequest
from mitmachstadt.answers.queries import Officer
from mitmachstadt.kernel.language import short_day
from mitmachstadt.kernel.verdicts import YES, Verdict, no
from mitmachstadt.people.models import Organisation


def may_ask_for_part(
    draft: Draft, unit: Organisation, *, question: str, due: date, today: date
) -> Verdict:
    """Another unit that exists, a question, and a day that has not passed."""
    if unit.ended:
        return no(UnitGone(name=unit.name))
    if unit.pk == draft.unit_id:
        return no(UnitsOwnDraft(unit=unit.name))
    if not 0 < len(question) <= LONGEST_QUESTION:
        return no(QuestionMissing(longest=LONGEST_QUESTION))
    if due < today:
        return no(PartDueInPast(due=short_day(due)))
    return YES


def may_deliver(
    part: PartRequest, officer: Officer, *, text: str, today: date, heirs: Collection[int] = ()
) -> Verdict:
    """Who works for the unit that was asked, or for one that took over from it.

    Args:
        heirs: primary keys of the units that followed one that has ended.
    """
    if not officer.unit_ids & {part.unit_id, *heirs}:
        return no(NotAsked(unit=part.unit_name))
    if part.withdrawn or not part.draft.is_open:
        state = part.state_on(today) if part.withdrawn else part.draft.state
        return no(PartOver(state=state.label))
    if not 0 < len(text) <= LONGEST_PART:
        return no(PartEmpty(longest=LONGEST_PART))
    return YES


def may_withdraw_part(part: PartRequest, today: date) -> Verdict:
    """While nothing was delivered."""
    if part.withdrawn or part.delivered_on:
        return no(PartOver(state=part.state_on(today).label))
    return YES


def may_read_part(part: PartRequest, officer: Officer, heirs: Collection[int] = ()) -> Verdict:
    """The unit that was asked, and the desk that asks."""
    theirs = {part.unit_id, *heirs, *({part.draft.unit_id} if part.draft.unit_id else ())}
    if officer.reads_all or officer.unit_ids & theirs:
        return YES
    return no(NotAsked(unit=part.unit_name))
