"""What gates ask for, and that words which say nothing pass none of them."""

from dataclasses import replace
from decimal import Decimal

import pytest

from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.measures import actions
from mitmachstadt.measures.enums import Health, IndicatorKind, Need, Phase, State
from mitmachstadt.measures.errors import (
    ChangedMeanwhile,
    DayInTheFuture,
    EndsBeforeStart,
    GateClosed,
    MeasureIsOver,
    NamesAPerson,
    NotYetRunning,
    NoWebAddress,
    OnePhaseAtATime,
    PlaceholderWords,
    ProblemBeforeGoals,
    ReasonMissing,
    StatusNeedsWords,
    TitleMissing,
)
from mitmachstadt.measures.models import Measure
from mitmachstadt.measures.queries.gates import gaps_of, lacks, only_with_gaps, with_lacks
from mitmachstadt.measures.rules.gates import checklist
from mitmachstadt.measures.rules.words import is_placeholder
from mitmachstadt.people.enums import PostState
from mitmachstadt.people.models import Post, PostPeriod
from tests.factories import DAY, NOW
from tests.measures.city import (
    REASON,
    RESOURCED,
    TODAY,
    UNDERSTOOD,
    City,
    check_all,
    city,
    committed,
    decentral,
    network,
)

pytestmark = pytest.mark.django_db
NOTHINGS = (
    "tbd", "TBD", " T.B.D. ", "N.N.", "n. n.", "NN", "alle", "ALLE", "Wird noch geklärt",
    "wird  noch geklärt…", "–", "-", "?", "???", "tbd / N.N.", "alle und niemand", "ｔｂｄ",
    "noch offen", "folgt", "k. A.", "n/a",
)  # fmt: skip


@pytest.fixture
def here() -> City:
    return city()


def move(here: City, measure: Measure, to: Phase, reason: str = REASON) -> Measure:
    return actions.move_phase(measure=measure, to=to, reason=reason, visitor=here.office, at=NOW)


def change(here: City, measure: Measure, **words) -> Measure:
    content = replace(RESOURCED, **words)
    return actions.change_measure(measure=measure, content=content, visitor=here.office, at=NOW)


def gaps(measure: Measure) -> list[Need]:
    return gaps_of(with_lacks(Measure.objects.filter(pk=measure.pk), on=TODAY).get())


@pytest.mark.parametrize("words", NOTHINGS)
def test_placeholders_are_seen_through(words):
    assert is_placeholder(words)


@pytest.mark.parametrize(
    "words", ["Alle Schulen im Bezirk", "Nils Holm", "Titel 52112", "Öffnung folgt im Mai", "1"]
)
def test_words_that_say_something_are_none(words):
    assert not is_placeholder(words)


@pytest.mark.parametrize(
    "field", ["problem", "goals", "for_whom", "understood_by", "funding", "role", "competence"]
)
@pytest.mark.parametrize("words", ["tbd", "N. N.", "Alle", "wird noch  GEKLÄRT", "?", "–"])
def test_placeholders_are_refused_for_everything_a_gate_asks_for(here, field, words):
    measure = decentral(here)
    with pytest.raises(PlaceholderWords):
        change(here, measure, **{field: words})


@pytest.mark.parametrize("words", ["N.N.", "tbd", "?", "–"])
def test_placeholders_are_no_resources(here, words):
    measure = decentral(here)
    for field in ("amount", "posts"):
        with pytest.raises(Refusal):
            change(here, measure, **{field: words})


def test_problem_is_understood_before_goals_are_set(here):
    for missing in ({"problem": ""}, {"understood_on": None}, {"understood_by": ""}):
        with pytest.raises(ProblemBeforeGoals):
            decentral(here, replace(UNDERSTOOD, **missing))
        early = replace(UNDERSTOOD, goals="", **missing)
        measure = decentral(here, early)
        with pytest.raises(GateClosed):
            move(here, measure, Phase.PREPARATION)
    assert move(here, decentral(here), Phase.PREPARATION).phase == Phase.PREPARATION


@pytest.mark.parametrize(
    ("without", "need"),
    [
        ({"amount": "", "posts": ""}, Need.RESOURCES),
        ({"amount": "0 €", "posts": "0"}, Need.RESOURCES),
        ({"funding": ""}, Need.FUNDING),
        ({"role": ""}, Need.ROLE),
        ({"competence": ""}, Need.COMPETENCE),
    ],
)
def test_nothing_is_carried_out_without_resources_responsibility_and_competence(
    here, without, need
):
    measure = move(here, decentral(here, replace(RESOURCED, **without)), Phase.PREPARATION)
    with pytest.raises(GateClosed, match=str(need.label)):
        move(here, measure, Phase.PILOT)
    change(here, measure)
    assert move(here, measure, Phase.PILOT).state == State.RUNNING


def test_amount_or_posts_are_enough(here):
    for only in ({"amount": ""}, {"posts": ""}):
        measure = move(here, decentral(here, replace(RESOURCED, **only)), Phase.PREPARATION)
        assert move(here, measure, Phase.PILOT)


def test_what_a_gate_asks_for_is_said_before(here):
    measure = move(here, decentral(here), Phase.PREPARATION)
    asked = checklist(measure, Phase.PILOT, lacking=lacks(measure, on=TODAY))
    assert [(each.need, each.met) for each in asked] == [
        (Need.RESOURCES, False), (Need.FUNDING, False), (Need.ROLE, False),
        (Need.COMPETENCE, False),
    ]  # fmt: skip


def test_role_that_nobody_has_any_more_is_a_gap_and_a_name_is_no_role(here):
    post = Post.objects.create(organisation=here.district_office, name="Leitung")
    period = PostPeriod.objects.create(post=post, state=PostState.FILLED, since=TODAY - 99 * DAY)
    measure = decentral(here, replace(RESOURCED, post=post), phase=Phase.PILOT)
    assert Need.ROLE not in gaps(measure)
    period.state, period.reason = PostState.VACANT, "gewechselt"
    period.save()
    assert gaps(measure) == [Need.ROLE]
    here.worker.person.organisation_memberships.update(until=NOW - DAY)
    with pytest.raises(NamesAPerson):
        change(here, measure, role="C. Petrow")


def test_one_step_at_a_time_and_back_from_every_phase_with_a_reason(here):
    measure = decentral(here, RESOURCED, phase=Phase.PILOT)
    for to in (Phase.PRE_PROCESS, Phase.PILOT, Phase.SCALING):
        with pytest.raises(OnePhaseAtATime):
            move(here, measure, to)
    for reason in ("", "tbd", "N.N.      ", "weil"):
        with pytest.raises(ReasonMissing):
            move(here, measure, Phase.PREPARATION, reason)
    Measure.objects.update(phase=Phase.SCALING)
    for back in (Phase.DEVELOPMENT, Phase.PILOT, Phase.PREPARATION, Phase.PRE_PROCESS):
        measure = move(here, Measure.objects.get(), back)
    steps = [(c.before, c.after, c.reason) for c in measure.phase_changes.all()]
    assert steps == [(n, n - 1, REASON) for n in (5, 4, 3, 2)]


def test_going_back_before_the_pilot_means_planned_again(here):
    measure = move(here, decentral(here, RESOURCED), Phase.PREPARATION)
    assert move(here, measure, Phase.PILOT).state == State.RUNNING
    assert move(here, measure, Phase.PREPARATION).state == State.PLANNED
    assert [note.state for note in measure.status_notes.all()] == ["planned", "running", "planned"]


def test_network_measure_needs_evidence_for_every_item_and_a_commitment_that_holds(here):
    committed(here)
    measure = move(here, network(here, RESOURCED), Phase.PREPARATION)
    with pytest.raises(GateClosed, match="Prinzipien"):
        move(here, measure, Phase.PILOT)
    check_all(here, measure)
    with pytest.raises(GateClosed, match="Selbstverpflichtung"):
        actions.move_phase(
            measure=measure, to=Phase.PILOT, reason=REASON, visitor=here.office,
            at=NOW + 800 * DAY,
        )  # fmt: skip
    assert move(here, measure, Phase.PILOT)


def test_over_is_over_until_somebody_says_otherwise(here):
    measure = decentral(here)
    said = {"measure": measure, "health": Health.RED, "visitor": here.office, "at": NOW}
    actions.say_status(state=State.STOPPED, words="Es hat sich nicht bewährt.", **said)
    with pytest.raises(MeasureIsOver):
        move(here, measure, Phase.PREPARATION)
    actions.say_status(state=State.PLANNED, words="Ein neuer Anlauf beginnt.", **said)
    assert move(here, measure, Phase.PREPARATION)


def test_status_has_words_a_day_that_has_come_and_resources(here):
    measure = decentral(here)
    said = {"measure": measure, "health": Health.YELLOW, "visitor": here.office, "at": NOW}
    for words in ("", "tbd", "?", "kurz"):
        with pytest.raises(StatusNeedsWords):
            actions.say_status(state=State.PAUSED, words=words, **said)
    words = "Die Technik kommt später als gedacht."
    with pytest.raises(DayInTheFuture):
        actions.say_status(state=State.PAUSED, words=words, on=TODAY + DAY, **said)
    with pytest.raises(NotYetRunning):
        actions.say_status(state=State.RUNNING, words=words, **said)
    Measure.objects.update(phase=Phase.PILOT)
    with pytest.raises(GateClosed):
        actions.say_status(state=State.RUNNING, words=words, **said)
    row = actions.say_status(state=State.PAUSED, words=words, **said)
    assert (row.state, row.health, row.status_on, row.status_words) == (
        "paused", "yellow", TODAY, words,
    )  # fmt: skip


def test_imported_gaps_are_shown_and_found_and_others_have_none(here):
    gap = decentral(here, replace(UNDERSTOOD, problem=""), phase=Phase.PILOT, imported=True)
    assert gaps(gap) == [
        Need.PROBLEM, Need.RESOURCES, Need.FUNDING, Need.ROLE, Need.COMPETENCE,
    ]  # fmt: skip
    whole = decentral(here, RESOURCED, phase=Phase.PILOT)
    early = decentral(here, replace(UNDERSTOOD, problem="", goals=""))
    assert gaps(whole) == gaps(early) == []
    found = only_with_gaps(with_lacks(Measure.objects.all(), on=TODAY))
    assert [measure.pk for measure in found] == [gap.pk]


def test_what_has_gaps_and_what_the_list_finds_are_the_same_in_every_phase(here):
    committed(here)
    for phase in Phase:
        for content in (UNDERSTOOD, RESOURCED):
            for start in (decentral, network):
                start(here, content, phase=phase, imported=True, visitor=here.office)
    # It has what its own gate asks for, and lacks what an earlier one does.
    late = decentral(
        here, replace(UNDERSTOOD, title="Spät"), phase=Phase.DEVELOPMENT, imported=True
    )
    indicator = actions.set_indicator(
        measure=late, kind=IndicatorKind.OUTPUT, name="Ampeln", unit="Stück", baseline=Decimal(0),
        baseline_on=TODAY, target=Decimal(9), target_on=TODAY + DAY, visitor=here.office, at=NOW,
    )  # fmt: skip
    actions.read_off(indicator=indicator, value=Decimal(1), on=TODAY, visitor=here.office, at=NOW)
    assert Need.INDICATOR not in gaps(late) and Need.ROLE in gaps(late)
    every = with_lacks(Measure.objects.all(), on=TODAY)
    found = {measure.pk for measure in only_with_gaps(every)}
    assert found == {measure.pk for measure in every if gaps_of(measure)}
    assert 0 < len(found) < len(every)


def test_period_ends_after_it_starts_and_nothing_was_understood_tomorrow(here):
    with pytest.raises(EndsBeforeStart):
        decentral(here, replace(UNDERSTOOD, starts=TODAY, ends=TODAY - DAY))
    with pytest.raises(DayInTheFuture):
        decentral(here, replace(UNDERSTOOD, understood_on=TODAY + DAY))
    for title in ("", "tbd", "x" * 201):
        with pytest.raises(TitleMissing):
            decentral(here, replace(UNDERSTOOD, title=title))


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)", "http://git.example.org/a", "https://", "//git.example.org",
        "https://localhost/a", "https://10.0.0.1/a", "https://me:you@git.example.org/a",
        "https://git.example.org/a b", "JaVaScRiPt:alert(1)", "data:text/html,x",
    ],
)  # fmt: skip
def test_repository_is_a_safe_address_on_the_open_net(here, address):
    with pytest.raises(NoWebAddress):
        decentral(here, replace(UNDERSTOOD, repository=address))


def test_nobody_overwrites_what_they_have_not_seen(here):
    measure = decentral(here)
    seen = measure.node.version
    change(here, measure, repository="https://git.example.org/ampeln")
    with pytest.raises(ChangedMeanwhile):
        actions.change_measure(
            measure=measure, content=RESOURCED, visitor=here.office, at=NOW, seen=seen
        )
