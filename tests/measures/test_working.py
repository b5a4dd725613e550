"""Milestones, time boxes, risks, indicators, money, lessons, copies, taking part."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from mitmachstadt.kernel.outward import Reached
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.measures import actions
from mitmachstadt.measures import errors as e
from mitmachstadt.measures.enums import Health, IndicatorKind, MeasureType, Outcome, Phase, State
from mitmachstadt.measures.models import Measure, MilestoneMove, Review, Risk
from mitmachstadt.measures.queries.counts import measure_counts
from mitmachstadt.nodes.enums import Kind, Relation
from mitmachstadt.nodes.models import Trace, Window
from mitmachstadt.nodes.queries.search import Asked, search
from mitmachstadt.people.actions import enter_districts
from mitmachstadt.people.errors import SignInNeeded
from mitmachstadt.people.queries import ANYONE
from tests import factories as f
from tests.factories import DAY, NOW
from tests.measures.city import RESOURCED, TODAY, UNDERSTOOD, WEEK, City, city, decentral, working

pytestmark = pytest.mark.django_db
WHY = "Die Lieferung kommt erst im Mai."


@pytest.fixture
def here() -> City:
    return city()


@pytest.fixture
def measure(here) -> Measure:
    return decentral(here, replace(UNDERSTOOD, starts=TODAY - 10 * DAY))


def milestone(here: City, measure: Measure, title: str = "Zehn Ampeln umgestellt", days: int = 30):
    return actions.plan_milestone(
        measure=measure, title=title, day=TODAY + days * DAY, visitor=here.office, at=NOW
    )


def test_milestone_is_a_node_below_its_measure_and_never_before_it(here, measure):
    made = milestone(here, measure)
    assert made.node.kind == Kind.MILESTONE and made.node.parent == measure.node
    assert made.node.path == f"{measure.node.path}/{made.node.public_id}"
    for days in (-11, -400):
        with pytest.raises(e.MilestoneBeforeMeasure):
            milestone(here, measure, days=days)
    with pytest.raises(e.PlaceholderWords):
        milestone(here, measure, "tbd")
    later = replace(UNDERSTOOD, starts=TODAY + 60 * DAY)
    with pytest.raises(e.MilestoneBeforeMeasure):
        actions.change_measure(measure=measure, content=later, visitor=here.office, at=NOW)


def test_milestone_that_is_moved_keeps_its_old_day_with_the_reason(here, measure):
    made = milestone(here, measure)
    move = {"milestone": made, "visitor": here.office, "at": NOW}
    for reason in ("", "N.N.", "später"):
        with pytest.raises(e.ReasonMissing):
            actions.move_milestone(day=TODAY + 60 * DAY, reason=reason, **move)
    with pytest.raises(e.MilestoneNotMoved):
        actions.move_milestone(day=made.planned, reason=WHY, **move)
    actions.move_milestone(day=TODAY + 60 * DAY, reason=WHY, **move)
    actions.move_milestone(day=TODAY + 90 * DAY, reason=WHY, **move)
    days = [(m.before, m.after, m.reason) for m in MilestoneMove.objects.all()]
    assert days == [
        (TODAY + 30 * DAY, TODAY + 60 * DAY, WHY), (TODAY + 60 * DAY, TODAY + 90 * DAY, WHY),
    ]  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        MilestoneMove.objects.create(
            milestone=made, before=TODAY, after=TODAY + DAY, reason="", on=TODAY
        )


def test_milestone_is_reached_once_and_not_tomorrow(here, measure):
    made = milestone(here, measure)
    reach = {"milestone": made, "visitor": here.office, "at": NOW}
    with pytest.raises(e.DayInTheFuture):
        actions.reach_milestone(on=TODAY + DAY, **reach)
    with pytest.raises(e.MilestoneBeforeMeasure):
        actions.reach_milestone(on=TODAY - 11 * DAY, **reach)
    assert actions.reach_milestone(on=TODAY, **reach).reached == TODAY
    with pytest.raises(e.MilestoneReached):
        actions.reach_milestone(on=TODAY, **reach)
    with pytest.raises(e.MilestoneReached):
        actions.move_milestone(milestone=made, day=TODAY, reason=WHY, visitor=here.office, at=NOW)


def iteration(here: City, measure: Measure, **rest):
    given = {
        "goal": "Drei Kreuzungen mit Sensoren ausstatten", "starts": TODAY - WEEK, "ends": TODAY,
        "team": [here.worker.person], "packages": [("Sensoren einbauen", here.district_office)],
        **rest,
    }  # fmt: skip
    return actions.plan_iteration(measure=measure, visitor=here.office, at=NOW, **given)


def test_time_box_ends_after_it_starts_and_has_goal_and_team(here, measure):
    made = iteration(here, measure)
    assert made.number == 1 and made.packages.get().unit == here.district_office
    assert iteration(here, measure).number == 2
    for ends in (TODAY - WEEK, TODAY - 2 * WEEK):
        with pytest.raises(e.EndsBeforeStart):
            iteration(here, measure, ends=ends)
    for wrong, error in (
        ({"ends": TODAY + 300 * DAY}, e.TimeBoxTooLong),
        ({"team": []}, e.TeamMissing),
        ({"goal": "tbd"}, e.TextTooShort),
        ({"packages": [("N.N.", None)]}, e.PlaceholderWords),
    ):
        with pytest.raises(error):
            iteration(here, measure, **wrong)
    assert actions.finish_package(package=made.packages.get(), visitor=here.office, at=NOW).done


def test_review_comes_from_outside_the_team(here, measure):
    made = iteration(here, measure, team=[here.worker.person, here.office.person])
    review = {
        "iteration": made, "findings": "Zwei von drei Kreuzungen laufen.", "outcome": Outcome.ADAPT,
        "reason": "Die dritte braucht neue Kabel.", "at": NOW,
    }  # fmt: skip
    for who, error in (
        (here.worker, e.ReviewerInTeam),
        (here.office, e.ReviewerInTeam),
        (f.citizen(), e.NoReviewer),
        (ANYONE, SignInNeeded),
    ):
        with pytest.raises(error):
            actions.review_iteration(visitor=who, **review)
    colleague = working("Kollegin", here.district_office)
    done = actions.review_iteration(visitor=colleague, **review)
    assert done.by_unit == "Bezirksamt Mitte" and Review.objects.count() == 1
    with pytest.raises(e.ReviewedAlready):
        actions.review_iteration(visitor=here.member, **review)


def test_review_says_why_and_comes_after_the_beginning(here, measure):
    made = iteration(here, measure, starts=TODAY + DAY, ends=TODAY + WEEK)
    review = {"iteration": made, "outcome": Outcome.STOP, "visitor": here.office, "at": NOW}
    words = {"findings": "Es gab keine Geräte zu kaufen.", "reason": "Es lohnt nicht mehr."}
    with pytest.raises(e.ReviewTooEarly):
        actions.review_iteration(**review, **words)
    now = iteration(here, measure)
    review["iteration"] = now
    for wrong in ({"findings": "tbd"}, {"reason": "?"}, {"findings": "C. Petrow war zu langsam."}):
        with pytest.raises(Refusal):
            actions.review_iteration(**review, **{**words, **wrong})
    assert actions.review_iteration(**review, **words)


def test_risk_has_an_owner_and_an_age_and_is_resolved_with_words(here, measure):
    tell = {"measure": measure, "visitor": here.office, "at": NOW}
    text = "Der Rahmenvertrag für die Geräte fehlt."
    with pytest.raises(e.DayInTheFuture):
        actions.tell_risk(text=text, owner=here.unit, since=TODAY + DAY, **tell)
    for words in ("tbd", "", "N.N."):
        with pytest.raises(e.TextTooShort):
            actions.tell_risk(text=words, owner=here.unit, since=TODAY, **tell)
    risk = actions.tell_risk(
        text=text, owner=here.unit, since=TODAY - 99 * DAY, blocks=True, **tell
    )
    resolve = {"risk": risk, "visitor": here.office, "at": NOW}
    with pytest.raises(e.ReasonMissing):
        actions.resolve_risk(words="ok", **resolve)
    with pytest.raises(e.ResolvedBeforeItBegan):
        actions.resolve_risk(words=WHY, on=TODAY - 100 * DAY, **resolve)
    assert actions.resolve_risk(words=WHY, **resolve).resolved == TODAY
    with pytest.raises(e.ResolvedAlready):
        actions.resolve_risk(words=WHY, **resolve)


def test_no_blocker_can_be_hidden(here, measure):
    """There is nothing in the row by which it could be kept from anybody."""
    names = {field.name for field in Risk._meta.get_fields()}
    assert not names & {"visibility", "hidden", "public", "internal"}


def indicator(here: City, measure: Measure, **rest):
    given = {
        "kind": IndicatorKind.OUTCOME, "name": "Wer bei Rot noch auf der Fahrbahn steht",
        "unit": "%", "baseline": Decimal("7.5"), "baseline_on": TODAY - 30 * DAY,
        "target": Decimal("1"), "target_on": TODAY + 300 * DAY, **rest,
    }  # fmt: skip
    return actions.set_indicator(measure=measure, visitor=here.office, at=NOW, **given)


def test_indicator_needs_unit_baseline_and_target_with_their_days(here, measure):
    made = indicator(here, measure)
    assert made.unit == "%"
    for wrong, error in (
        ({"unit": ""}, e.IndicatorNeedsUnit),
        ({"unit": "tbd"}, e.IndicatorNeedsUnit),
        ({"baseline": None}, e.IndicatorNeedsBaseline),
        ({"baseline_on": None}, e.IndicatorNeedsBaseline),
        ({"baseline_on": TODAY + DAY}, e.DayInTheFuture),
        ({"target": None}, e.IndicatorNeedsTarget),
        ({"target_on": None}, e.IndicatorNeedsTarget),
        ({"target_on": TODAY - 30 * DAY}, e.TargetBeforeBaseline),
        ({"name": "?!?"}, e.PlaceholderWords),
        ({}, e.KnownAlready),
    ):
        with pytest.raises(error):
            indicator(here, measure, **wrong)
    read = {"indicator": made, "visitor": here.office, "at": NOW}
    actions.read_off(value=Decimal("5.25"), on=TODAY, **read)
    with pytest.raises(e.KnownAlready):
        actions.read_off(value=Decimal("4"), on=TODAY, **read)
    with pytest.raises(e.DayInTheFuture):
        actions.read_off(value=Decimal("4"), on=TODAY + DAY, **read)


def money(here: City, measure: Measure, **rest):
    given = {
        "title": "Sensoren", "year": 2026, "recurring": False, "requested": "1,3 Mio. €", **rest,
    }  # fmt: skip
    return actions.plan_money(measure=measure, visitor=here.office, at=NOW, **given)


def test_money_is_kept_in_cents_and_more_spent_than_approved_is_shown(here, measure):
    line = money(here, measure, approved="≈ 950.000 €", spent="1.000.000,50 €")
    assert (line.requested, line.approved, line.spent) == (130000000, 95000000, 100000050)
    assert line.rough
    changed = actions.change_money(
        line=line, requested="1.300.000 €", approved="1 Mio. €", spent="", visitor=here.office,
        at=NOW,
    )  # fmt: skip
    assert changed.spent is None and not changed.rough


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", e.AmountUnknown),
        ("N.N.", e.AmountUnknown),
        ("so viel wie nötig", e.AmountUnknown),
        ("-5 €", e.AmountNegative),
        ("1.3 Mio. €", e.AmountAmbiguous),
        ("1,000 €", e.AmountAmbiguous),
        ("1,000.5 €", e.AmountAmbiguous),
        ("1000,0 €", e.AmountDecimals),
        ("1000", e.AmountWithoutCurrency),
        ("1000 $", e.AmountInOtherCurrency),
        ("9" * 30 + " €", e.AmountTooLarge),
    ],
)
def test_money_that_could_mean_two_things_or_nothing_is_refused(here, measure, text, error):
    with pytest.raises(error):
        money(here, measure, requested=text)
    assert not measure.budget_lines.exists()


def test_money_has_a_title_and_a_year_once_and_the_database_knows_no_debts(here, measure):
    line = money(here, measure)
    for wrong, error in (
        ({}, e.KnownAlready), ({"title": "tbd"}, e.PlaceholderWords), ({"year": 26}, e.YearUnfit),
    ):  # fmt: skip
        with pytest.raises(error):
            money(here, measure, **wrong)
    line.spent = -1
    with pytest.raises(IntegrityError), transaction.atomic():
        line.save()


def learn(here: City, measure: Measure, **rest):
    given = {
        "tried": "Wir haben an drei Kreuzungen Kameras erprobt.",
        "happened": "Bei Regen erkannten sie niemanden.",
        "changes": "Wir nehmen Sensoren im Boden und prüfen sie im Winter.",
        **rest,
    }
    return actions.learn(measure=measure, visitor=here.office, at=NOW, **given)


def test_lesson_is_public_and_says_all_three(here, measure):
    assert learn(here, measure).on == TODAY
    for part in ("tried", "happened", "changes"):
        with pytest.raises(e.TextTooShort):
            learn(here, measure, **{part: ""})


@pytest.mark.parametrize(
    "words",
    ["Alles gut", "alles gut!", "Alles lief gut.", "läuft, alles gut", "Es war super",
     "Passt schon", "Keine Probleme. Weiter so!"],
)  # fmt: skip
def test_empty_praise_is_no_lesson(here, measure, words):
    with pytest.raises(e.EmptyWords):
        learn(here, measure, happened=words)


@pytest.mark.parametrize(
    "words",
    [
        "Weil C. Petrow krank war, blieb es liegen.",
        "Petrow hat die Bestellung vergessen.",
        "Frau Unbekannt hat nicht geantwortet.",
        "R. Seidenfaden wollte es anders haben.",
    ],
)
def test_lesson_blames_nobody(here, measure, words):
    with pytest.raises(e.NamesAPerson):
        learn(here, measure, happened=words)


def test_whoever_left_is_not_blamed_either(here, measure):
    here.worker.person.organisation_memberships.update(until=NOW - DAY)
    with pytest.raises(e.NamesAPerson):
        learn(here, measure, happened="Als Petrow ging, blieb es liegen.")


def test_copy_elsewhere_is_linked_and_counted_apart(here):
    mitte, pankow = here.district, enter_districts(["Mitte", "Pankow"])[1]
    original = decentral(here, replace(RESOURCED, districts=(mitte,)))
    copy = {
        "original": original, "type": MeasureType.DECENTRAL, "owner": here.district_office,
        "visitor": here.office, "at": NOW,
    }  # fmt: skip
    for districts in ([mitte], [], [mitte, pankow]):
        with pytest.raises(e.CopiedInTheSameDistrict):
            actions.copy_measure(districts=districts, **copy)
    made = actions.copy_measure(districts=[pankow], title="Ampeln in Pankow", **copy)
    assert made.phase == Phase.PRE_PROCESS and made.problem == original.problem
    assert made.amount_cents is None and made.goals == ""
    assert Trace.objects.filter(
        source=original.node, target=made.node, relation=Relation.COPIED_BY
    ).exists()
    said = {"words": "Alle Ampeln sind umgestellt.", "visitor": here.office, "at": NOW}
    for each in (original, made):
        actions.say_status(measure=each, state=State.FINISHED, health=Health.GREEN, **said)
    counts = measure_counts()
    assert (counts.originals, counts.copies) == (1, 1)
    with pytest.raises(e.CopyOfItself):
        actions.say_copied(original=made, copy=original, visitor=here.office, at=NOW)
    with pytest.raises(e.CopyOfItself):
        actions.say_copied(original=made, copy=made, visitor=here.office, at=NOW)


def test_people_take_part_in_what_runs(here):
    measure = decentral(here, RESOURCED)
    opening = {"measure": measure, "closes": NOW + 30 * DAY, "visitor": here.worker, "at": NOW}
    with pytest.raises(e.NotOpenForParticipation):
        actions.open_participation(**opening)
    running = decentral(here, replace(RESOURCED, title="Anderes"), phase=Phase.PILOT)
    actions.move_phase(
        measure=running, to=Phase.PREPARATION, reason=WHY, visitor=here.office, at=NOW
    )
    actions.move_phase(measure=running, to=Phase.PILOT, reason=WHY, visitor=here.office, at=NOW)
    actions.open_participation(**{**opening, "measure": running})
    assert Window.objects.filter(node=running.node).count() == 2
    said = f.remark(running.node, "Bitte auch an Kinder denken.")
    assert said.parent == running.node and said.window.answer_due == NOW + 60 * DAY
    with pytest.raises(e.NotYourMeasure):
        actions.open_participation(**{**opening, "measure": running, "visitor": here.member})


@pytest.mark.parametrize("number", ["19/1234", "BVV 0815/VI", "19/1234-2", "0815/VI"])
def test_printed_paper_is_found_by_its_number(here, measure, number):
    actions.refer_to_paper(measure=measure, number=number, visitor=here.office, at=NOW)
    found = search(Asked(words=f'"{number}"', at=NOW))
    assert [hit.node.pk for hit in found.hits] == [measure.pk]
    with pytest.raises(e.KnownAlready):
        actions.refer_to_paper(measure=measure, number=number, visitor=here.office, at=NOW)


@pytest.mark.parametrize("number", ["", "tbd", "1234", "19-1234", "19/", "<b>19/1</b>", "١٩/١"])
def test_what_is_no_printed_paper_is_refused(here, measure, number):
    with pytest.raises(e.NotAReference):
        actions.refer_to_paper(measure=measure, number=number, visitor=here.office, at=NOW)


def test_source_code_that_is_gone_is_shown_until_it_is_back_or_elsewhere(here):
    address = "https://git.example.org/ampeln"
    measure = decentral(here, replace(UNDERSTOOD, repository=address))
    asked = []

    def ask(url: str, there: bool = False) -> Reached:
        asked.append(url)
        return Reached(there, 200 if there else 404)

    assert actions.check_repositories(ask=ask, at=NOW) == (0, 1)
    assert actions.check_repositories(ask=ask, at=NOW + 9 * DAY) == (0, 1)
    measure.refresh_from_db()
    assert measure.repository_gone == TODAY and asked == [address, address]
    actions.check_repositories(ask=lambda url: ask(url, there=True), at=NOW)
    measure.refresh_from_db()
    assert measure.repository_gone is None
    actions.check_repositories(ask=ask, at=NOW)
    moved = replace(UNDERSTOOD, repository="https://code.example.org/ampeln")
    actions.change_measure(measure=measure, content=moved, visitor=here.office, at=NOW)
    measure.refresh_from_db()
    assert measure.repository_gone is None


def test_no_measure_is_without_an_owner_and_none_has_two(here, measure):
    measure.owner_id = None
    with pytest.raises(IntegrityError), transaction.atomic():
        measure.save()
    assert not Measure._meta.get_field("owner").many_to_many
