"""Overviews and reports tell of what is public and of nothing else, and gates of this measure."""

import pytest

from mitmachstadt.measures import actions
from mitmachstadt.measures.enums import Need, Phase, State
from mitmachstadt.measures.models import (
    BudgetLine,
    CheckedItem,
    Indicator,
    Lesson,
    Measure,
    MilestoneMove,
    PhaseChange,
    Reading,
    Risk,
    SelfCommitment,
)
from mitmachstadt.measures.queries import Filter
from mitmachstadt.measures.queries.gates import lacks
from mitmachstadt.measures.queries.listing import ON_A_PAGE, measure_list, programmes
from mitmachstadt.measures.queries.report import content_now
from mitmachstadt.measures.queries.timeline import timeline
from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.nodes.models import Node
from tests import factories as f
from tests.factories import DAY, NOW
from tests.measures.city import (
    LONG,
    TODAY,
    UNDERSTOOD,
    City,
    check_all,
    city,
    committed,
    decentral,
    network,
    principles,
)
from tests.measures.portfolio import measure, milestone

pytestmark = pytest.mark.django_db
LATER = NOW + 60 * DAY


@pytest.fixture
def here() -> City:
    return city()


def hide(*things):
    Node.objects.filter(pk__in=[each.pk for each in things]).update(visibility=Visibility.HIDDEN)


def titles(found):
    return [each["title"] for each in found["items"]]


def test_programme_of_a_hidden_measure_is_offered_to_nobody(here):
    for name in ("Netz", "Netz", "Wege"):
        measure(here.unit, programme=name)
    hide(measure(here.unit, programme="Geheim"))
    assert programmes() == ["Netz", "Wege"]


def test_full_page_of_measures_leads_nowhere_unless_there_are_more(here):
    made = [measure(here.unit, f"Nr. {nth}") for nth in range(ON_A_PAGE)]
    assert measure_list(Filter(), at=NOW).older is None
    measure(here.unit, "Noch eine")
    page = measure_list(Filter(), at=NOW)
    assert page.older == made[1].pk and len(page.lines) == ON_A_PAGE
    rest = measure_list(Filter(), at=NOW, before=page.older)
    assert [line.measure.pk for line in rest.lines] == [made[0].pk] and rest.older is None


def test_report_tells_of_no_blocker_that_is_settled_or_blocks_nothing(here):
    one = measure(here.unit)
    risk = {"measure": one, "owner": here.unit, "since": TODAY - 99 * DAY}
    Risk.objects.create(text="steht", blocks=True, **risk)
    Risk.objects.create(text="droht", blocks=False, **risk)
    Risk.objects.create(text="erledigt", blocks=True, resolved=TODAY, resolution=LONG, **risk)
    found = content_now(None, at=NOW)["decisions"]["blockers"]
    assert (found["count"], [each["text"] for each in found["items"]]) == (1, ["steht"])


def test_what_was_over_before_is_not_told_as_over_again(here):
    over, ends = measure(here.unit, "Vorbei", state=State.STOPPED), measure(here.unit, "Endet")
    last = actions.make_report(label="Herbst", visitor=here.office, at=NOW)
    Measure.objects.filter(pk__in=[over.pk, ends.pk]).update(state=State.FINISHED)
    assert titles(content_now(last, at=LATER)["changes"]["over"]) == ["Endet"]


def test_report_tells_nothing_of_what_is_hidden(here):
    shown, hidden = measure(here.unit, "Offen"), measure(here.unit, "Verborgen")
    quiet = milestone(shown, TODAY - DAY, None, "Stille Stufe")
    inside = milestone(hidden, TODAY - DAY, None, "Stufe darin")
    hide(hidden, quiet)
    last = actions.make_report(label="Herbst", visitor=here.office, at=NOW)
    for each, cents in ((shown, 500), (hidden, 70_000)):
        BudgetLine.objects.create(measure=each, title="A", year=2026, requested=cents)
        PhaseChange.objects.create(measure=each, before=3, after=4, reason=LONG, on=TODAY)
    for each in (quiet, inside):
        MilestoneMove.objects.create(
            milestone=each, before=TODAY, after=TODAY - DAY, reason="Lieferung", on=TODAY
        )
    found = content_now(last, at=LATER)
    assert found["figures"]["money"]["requested"] == 500
    assert titles(found["changes"]["phase"]) == ["Offen"]
    assert found["changes"]["phase"]["count"] == 1
    assert found["changes"]["moved"]["count"] == found["decisions"]["overdue"]["count"] == 0
    type(quiet).objects.update(reached=TODAY)
    found = content_now(last, at=LATER)
    assert found["changes"]["reached"]["count"] == 0 and found["seen"]["reached"] == []


def test_timeline_draws_no_milestone_that_is_hidden(here):
    one = measure(here.unit)
    hide(milestone(one, TODAY, None, "Stille Stufe"))
    milestone(one, TODAY, None, "Offene Stufe")
    milestone(one, TODAY, TODAY, "Erreicht")
    bar = timeline(Filter(), at=NOW).bars[0]
    assert {each.title for each in bar.milestones} == {"Offene Stufe", "Erreicht"}
    assert (bar.reached, bar.late, bar.to_come, bar.dropped) == (1, 0, 1, 0)
    Measure.objects.update(state=State.FINISHED)
    bar = timeline(Filter(), at=NOW).bars[0]
    assert (bar.reached, bar.late, bar.to_come, bar.dropped) == (1, 0, 0, 1)


def test_gate_asks_for_a_commitment_of_the_owner_that_binds_on_the_day(here):
    committed(here)
    row, made = SelfCommitment.objects.get(), network(here)

    def lacking(on):
        return Need.COMMITMENT in lacks(made, on=on)

    assert [lacking(day) for day in (row.signed - DAY, row.signed, row.until)] == [
        True, False, False,
    ]  # fmt: skip
    assert lacking(row.until + DAY)
    other = f.organisation("Anderer Verein")
    SelfCommitment.objects.filter(pk=row.pk).update(organisation=other)
    assert lacking(row.signed)
    SelfCommitment.objects.filter(pk=row.pk).update(
        organisation=here.club, ended=row.signed, ended_because=LONG
    )
    assert lacking(row.signed)


def test_gate_asks_for_evidence_of_this_measure_for_what_holds_on_the_day(here):
    committed(here)
    made, other = network(here), network(here)
    check_all(here, other)

    def lacking(on=TODAY):
        return Need.CHECKLIST in lacks(made, on=on)

    assert lacking()
    check_all(here, made)
    second = principles(here, label="2027", on=TODAY + 30 * DAY)
    assert not lacking() and not lacking(TODAY + 29 * DAY)
    assert lacking(TODAY + 30 * DAY)
    for number in second.numbers:
        CheckedItem.objects.create(
            measure=made, version=second, number=number, evidence=LONG, on=TODAY
        )
    assert not lacking(TODAY + 30 * DAY)
    CheckedItem.objects.filter(version=second, number=1).delete()
    assert lacking(TODAY + 30 * DAY)


def test_what_another_measure_has_opens_no_gate_here(here):
    made, other = decentral(here), decentral(here)
    wanted = {Need.INDICATOR, Need.LESSON, Need.RECURRING}

    def give(one):
        BudgetLine.objects.create(measure=one, title="A", year=2026, requested=1, recurring=True)
        Lesson.objects.create(measure=one, tried=LONG, happened=LONG, changes=LONG, on=TODAY)
        indicator = Indicator.objects.create(
            measure=one, kind="outcome", name="Wert", unit="Stück", baseline=1, baseline_on=TODAY,
            target=2, target_on=TODAY + DAY,
        )  # fmt: skip
        Reading.objects.create(indicator=indicator, value=1, on=TODAY)

    give(other)
    BudgetLine.objects.create(measure=made, title="B", year=2026, requested=1, recurring=False)
    assert wanted <= lacks(made, on=TODAY)
    give(made)
    assert not wanted & lacks(made, on=TODAY)


def test_nobody_answers_once_the_owner_has_ended_and_understood_is_both_day_and_by_whom(here):
    made = decentral(here)
    Measure.objects.update(role="Leitung")
    assert not {Need.ROLE, Need.UNDERSTOOD} & lacks(made, on=TODAY)
    for missing in ({"understood_on": None}, {"understood_by": ""}):
        kept = {"understood_on": TODAY, "understood_by": UNDERSTOOD.understood_by}
        Measure.objects.update(**{**kept, **missing})
        assert Need.UNDERSTOOD in lacks(made, on=TODAY)
    type(here.unit).objects.filter(pk=here.district_office.pk).update(ended=TODAY)
    assert Need.ROLE in lacks(made, on=TODAY)


def test_network_measure_has_open_principles_where_none_hold(here):
    committed(here)
    made = network(here)
    assert Need.CHECKLIST in lacks(made, on=TODAY - 200 * DAY)
    assert Need.CHECKLIST not in lacks(decentral(here, phase=Phase.PRE_PROCESS), on=TODAY)
