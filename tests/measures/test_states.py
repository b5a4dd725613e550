"""What a step does to the state of a measure, what it says then, and what stays others'."""

from dataclasses import replace

import pytest

from mitmachstadt.measures import actions
from mitmachstadt.measures.enums import Health, MeasureType, Outcome, Phase, State
from mitmachstadt.measures.errors import (
    ChangedMeanwhile,
    NamesAPerson,
    PlaceholderWords,
    TextTooLong,
    TextTooShort,
)
from mitmachstadt.measures.models import Measure
from mitmachstadt.nodes.enums import Kind, Scope
from mitmachstadt.nodes.models import Node, Window
from mitmachstadt.people.actions import enter_districts
from tests.factories import DAY, NOW
from tests.measures.city import LONG, RESOURCED, TODAY, UNDERSTOOD, WEEK, City, city, decentral

pytestmark = pytest.mark.django_db
LATER = NOW + DAY


@pytest.fixture
def here() -> City:
    return city()


def by(here: City, at=NOW):
    return {"visitor": here.office, "at": at}


@pytest.mark.parametrize(
    ("came_from", "to", "before", "after"),
    [
        (Phase.PRE_PROCESS, Phase.PREPARATION, State.PLANNED, State.PLANNED),
        (Phase.PREPARATION, Phase.PILOT, State.PLANNED, State.RUNNING),
        (Phase.PREPARATION, Phase.PILOT, State.PAUSED, State.PAUSED),
        (Phase.PILOT, Phase.DEVELOPMENT, State.PLANNED, State.PLANNED),
        (Phase.DEVELOPMENT, Phase.PILOT, State.PLANNED, State.PLANNED),
        (Phase.DEVELOPMENT, Phase.PILOT, State.RUNNING, State.RUNNING),
        (Phase.PILOT, Phase.PREPARATION, State.RUNNING, State.PLANNED),
        (Phase.PILOT, Phase.PREPARATION, State.PAUSED, State.PAUSED),
    ],
)
def test_step_changes_the_state_only_into_the_pilot_and_out_of_it(
    here, monkeypatch, came_from, to, before, after
):
    monkeypatch.setattr("mitmachstadt.measures.actions.phases.lacks", lambda row, on: ())
    measure = decentral(here, RESOURCED)
    Measure.objects.update(phase=came_from, state=before)
    notes = measure.status_notes.count()
    actions.move_phase(measure=measure, to=to, reason=LONG, **by(here))
    measure.refresh_from_db()
    assert (measure.phase, measure.state) == (to, after)
    assert measure.status_notes.count() - notes == (before != after)


def test_what_is_taken_over_runs_from_the_pilot_on(here):
    for phase, state in (
        (Phase.PREPARATION, State.PLANNED),
        (Phase.PILOT, State.RUNNING),
        (Phase.SCALING, State.RUNNING),
    ):
        made = decentral(here, UNDERSTOOD, phase=phase, imported=True)
        note = made.status_notes.get()
        assert (made.state, note.state, note.health, note.on) == (state, state, "green", TODAY)


def test_status_holds_for_its_day_and_is_no_longer_than_it_may_be(here):
    measure = decentral(here)
    said = {"measure": measure, "state": State.PAUSED, "health": Health.RED, **by(here)}
    words = "Wort " * 99 + "Punkt"
    row = actions.say_status(words=words, on=TODAY - 9 * DAY, **said)
    assert (row.status_words, row.status_on) == (words, TODAY - 9 * DAY)
    with pytest.raises(TextTooLong):
        actions.say_status(words=f"{words}.", **said)
    assert measure.status_notes.count() == 2


def test_words_that_say_nothing_or_name_somebody_are_refused_everywhere(here):
    measure = decentral(here)
    on = {"measure": measure, **by(here)}
    for refusal, attempt in (
        (TextTooShort, lambda: actions.involve(organisation=here.club, role=" \x00 ", **on)),
        (PlaceholderWords, lambda: actions.refer_to_paper(number="19/1", title="tbd", **on)),
        (
            PlaceholderWords,
            lambda: actions.plan_milestone(title="Stufe eins", text="N. N.", day=TODAY, **on),
        ),
        (
            NamesAPerson,
            lambda: actions.tell_risk(
                text="Seit C. Petrow fehlt, geht nichts mehr.", since=TODAY, owner=here.unit, **on
            ),
        ),
    ):
        with pytest.raises(refusal):
            attempt()
    for name in ("involvements", "references", "milestones", "risks"):
        assert not getattr(measure, name).exists(), name


def test_people_take_part_from_when_it_was_said_and_never_from_before(here):
    measure = decentral(here, RESOURCED, phase=Phase.PILOT, imported=True)
    on = {"measure": measure, "closes": NOW + 9 * DAY, **by(here)}
    due = NOW + 12 * DAY
    for opens, first in ((None, NOW), (NOW - DAY, NOW), (LATER, LATER)):
        made = actions.open_participation(opens=opens, answer_due=due, **on)
        assert {(window.opens, window.answer_due) for window in made} == {(first, due)}
    audiences = {window.audience.code for window in Window.objects.select_related("audience")}
    assert audiences == {"everyone", "signed-in"}


def test_whatever_is_written_shows_that_this_measure_changed_and_no_other(here):
    measure, other = decentral(here), decentral(here, replace(UNDERSTOOD, title="Anderes"))
    version = measure.node.version
    actions.refer_to_paper(measure=measure, number="19/1", **by(here, LATER))
    one, two = Node.objects.get(pk=measure.pk), Node.objects.get(pk=other.pk)
    assert (one.changed, one.version) == (LATER, version + 1)
    assert (two.changed, two.version, two.title) == (NOW, other.node.version, "Anderes")
    assert "19/1" in one.text and "19/1" not in two.text
    words = {"content": RESOURCED, **by(here, LATER)}
    with pytest.raises(ChangedMeanwhile):
        actions.change_measure(measure=measure, seen=version, **words)
    assert actions.change_measure(measure=measure, seen=version + 1, **words)


def test_review_shows_that_its_measure_changed(here):
    measure = decentral(here)
    box = actions.plan_iteration(
        measure=measure, goal=LONG, starts=TODAY - WEEK, ends=TODAY, team=[here.worker.person],
        **by(here),
    )  # fmt: skip
    before = Node.objects.get(pk=measure.pk).version
    actions.review_iteration(
        iteration=box, findings=LONG, outcome=Outcome.ADAPT, reason=LONG, **by(here, LATER)
    )
    after = Node.objects.get(pk=measure.pk)
    assert (after.version, after.changed) == (before + 1, LATER)


def test_changed_measure_is_found_where_it_is_now_and_by_what_it_is_called_now(here):
    mitte, pankow = enter_districts(["Mitte", "Pankow"])
    measure = decentral(here)
    for districts, scope, where in (
        ((mitte,), Scope.DISTRICT, mitte),
        ((mitte, pankow), Scope.CITY, None),
        ((pankow,), Scope.DISTRICT, pankow),
        ((), Scope.CITY, None),
    ):
        words = replace(UNDERSTOOD, title="Neue Ampeln", summary="Kurz.", districts=districts)
        actions.change_measure(measure=measure, content=words, **by(here))
        node = Node.objects.get(pk=measure.pk)
        assert (node.title, node.scope, node.district) == ("Neue Ampeln", scope, where)
        assert node.text.startswith("Kurz.\n\n") and "\n\n\n" not in node.text
        assert set(measure.districts.all()) == set(districts)


def test_amount_is_rough_only_where_it_was_said_so(here):
    for text, cents, rough in (("1,3 Mio. €", 130_000_000, False), ("≈ 5 €", 500, True)):
        made = decentral(here, replace(RESOURCED, amount=text))
        assert (made.amount_cents, made.amount_is_rough) == (cents, rough)
        assert made.posts_hundredths == 150


def test_copy_is_called_as_the_original_unless_it_has_a_name_of_its_own(here):
    mitte, pankow = enter_districts(["Mitte", "Pankow"])
    original = decentral(here, replace(RESOURCED, districts=(mitte,)))
    copy = {
        "original": original, "type": MeasureType.DECENTRAL, "owner": here.district_office,
        "districts": [pankow], **by(here),
    }  # fmt: skip
    assert actions.copy_measure(**copy).node.title == original.node.title
    assert actions.copy_measure(title="Eigene", **copy).node.title == "Eigene"
    assert Node.objects.filter(kind=Kind.MEASURE).count() == 3
