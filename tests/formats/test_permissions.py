"""Who may do what: only the office works on processes, on any of its pages and verbs."""

from collections.abc import Callable
from datetime import date

import pytest

from mitmachstadt.formats import actions
from mitmachstadt.formats.enums import ActorRole, FormatKind
from mitmachstadt.formats.models import Phase, Process
from mitmachstadt.formats.queries import phases_of
from mitmachstadt.ledger.models import Entry
from mitmachstadt.people.errors import RoleNeeded, SignInNeeded
from mitmachstadt.people.queries import ANYONE, Visitor
from tests import factories as make
from tests.factories import CONCEPT, DAY, NOW

pytestmark = pytest.mark.django_db
WHY = "Zwei Vereine hatten wegen der Schulferien um mehr Zeit gebeten."
type Verb = Callable[[Visitor], object]


def verbs() -> dict[str, Verb]:
    """Each verb on something on which the office may do it."""
    prepared, ready, opened = make.planned_process(), make.planned_process(), make.opened_process()
    actions.write_concept(process=ready, words=CONCEPT, visitor=make.office(), at=NOW - 9 * DAY)
    phase = make.planned_phase(ready)
    passage, mitte = make.passage(), make.district()
    record = actions.record_involvement(
        process=opened,
        district=mitte,
        invited_on=date(2026, 11, 2),
        visitor=make.office(),
        at=NOW,
    )
    return {
        "plan_process": lambda me: make.planned_process(passage, by=me),
        "write_concept": lambda me: actions.write_concept(
            process=prepared, words=CONCEPT, visitor=me, at=NOW
        ),
        "plan_phase": lambda me: plan(prepared, me),
        "open_process": lambda me: actions.open_process(process=ready, visitor=me, at=NOW),
        "drop_phase": lambda me: actions.drop_phase(phase=phase, visitor=me, at=NOW),
        "extend_phase": lambda me: actions.extend_phase(
            phase=phases_of(opened)[0], closes=NOW + 8 * DAY, reason=WHY, visitor=me, at=NOW
        ),
        "record_involvement": lambda me: actions.record_involvement(
            process=opened, district=mitte, invited_on=date(2026, 11, 1), visitor=me, at=NOW
        ),
        "remind": lambda me: actions.remind(
            record=record, on=date(2026, 11, 4), visitor=me, at=NOW
        ),
        "correct_invitation": lambda me: actions.correct_invitation(
            record=record, reason=WHY, channel="mail", visitor=me, at=NOW
        ),
        "rename_process": lambda me: actions.rename_process(
            process=prepared, title="Titel", purpose=WHY, visitor=me, at=NOW
        ),
        "discard_process": lambda me: actions.discard_process(process=prepared, visitor=me, at=NOW),
        "call_off": lambda me: actions.call_off(process=opened, reason=WHY, visitor=me, at=NOW),
        "word_role": lambda me: actions.word_role(
            role=ActorRole.RESIDENT, text=WHY, formats=[FormatKind.MARATHON], visitor=me, at=NOW
        ),
    }


def plan(process: Process, me: Visitor) -> Phase:
    moments = {"opens": NOW, "closes": NOW + DAY, "answer_due": NOW + DAY}
    return actions.plan_phase(process=process, name="Phase", visitor=me, at=NOW, **moments)  # type: ignore[arg-type]


NAMES = (
    "plan_process",
    "write_concept",
    "plan_phase",
    "drop_phase",
    "open_process",
    "extend_phase",
    "record_involvement",
    "remind",
    "correct_invitation",
    "rename_process",
    "discard_process",
    "call_off",
    "word_role",
)


@pytest.mark.parametrize("name", NAMES)
def test_only_the_office_may(name: str) -> None:
    act = verbs()[name]
    before = Entry.objects.count()
    with pytest.raises(SignInNeeded):
        act(ANYONE)
    strangers = (make.citizen(), make.moderator(), make.administrator())
    for stranger in strangers:
        with pytest.raises(RoleNeeded, match="Strategiebüro"):
            act(stranger)
    roles = len([me for me in strangers if me.is_moderator or me.is_administrator])
    assert Entry.objects.count() == before + len(strangers) + roles
    act(make.office())


def test_every_verb_stands_in_the_table() -> None:
    assert set(NAMES) == set(actions.__all__)
