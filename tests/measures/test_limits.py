"""Measures: what is just enough, just too much, and what was there before."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from mitmachstadt.measures import actions, enums
from mitmachstadt.measures.enums import Health, ItemKind, MeasureType, Phase, State
from mitmachstadt.measures.errors import (
    CommitmentMissing,
    DayInTheFuture,
    EndsBeforeStart,
    EvidenceMissing,
    EvidenceRepeated,
    IndicatorNeedsUnit,
    KnownAlready,
    NoSuchItem,
    NotAReference,
    NoWebAddress,
    OwnerHasEnded,
    PlaceholderWords,
    PrinciplesIncomplete,
    PrinciplesInForce,
    PrinciplesTooEarly,
    ReasonMissing,
    StatusNeedsWords,
    TextTooLong,
    TitleMissing,
    TooMany,
    YearUnfit,
)
from mitmachstadt.measures.models import CheckedItem, Measure, PrinciplesVersion
from mitmachstadt.measures.rules.commitments import (
    may_bring_into_force,
    may_check,
    may_recognise,
    may_word,
)
from mitmachstadt.measures.rules.contents import LONGEST_ADDRESS, may_contain
from mitmachstadt.measures.rules.gates import SHORTEST_STATUS, may_move, next_phase
from mitmachstadt.measures.rules.owning import may_involve, may_name_unit
from mitmachstadt.measures.rules.results import FIRST_YEAR, LAST_YEAR, may_budget, may_refer
from mitmachstadt.measures.rules.words import may_give_reason, may_stand, person_named_in
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

pytestmark = pytest.mark.django_db
SAYS = [{"number": 1, "kind": ItemKind.PRINCIPLE, "text": "menschenzentriert"}]
WORD = "Wort " * 1001


def refusal(verdict):
    """The class of a no; None for a yes."""
    return None if verdict.allowed else type(verdict.refusal)


@pytest.fixture
def here() -> City:
    return city()


def content(**words):
    return may_contain(replace(UNDERSTOOD, **words), names=[], today=TODAY)


@pytest.mark.parametrize(
    ("asked", "longest", "no"),
    [
        (lambda n: content(title="x" * n), enums.LONGEST_TITLE, TitleMissing),
        (lambda n: content(problem=WORD[:n]), enums.LONGEST_TEXT, TextTooLong),
        (
            lambda n: content(repository=f"https://git.example.org/{'x' * (n - 24)}"),
            LONGEST_ADDRESS,
            NoWebAddress,
        ),
        (lambda n: content(understood_on=TODAY + n * DAY), 0, DayInTheFuture),
        (lambda n: content(starts=TODAY + n * DAY, ends=TODAY), 0, EndsBeforeStart),
        (lambda n: may_give_reason(WORD[:n]), enums.LONGEST_REASON, TextTooLong),
        (lambda n: may_stand({"Feld": WORD[:n]}, longest=200), 200, TextTooLong),
    ],
)
def test_as_much_as_goes_goes_and_one_more_does_not(asked, longest, no):
    assert refusal(asked(longest)) is None
    assert refusal(asked(longest + 1)) is no


def test_reason_and_status_have_just_enough_words(here):
    measure = decentral(here)
    assert refusal(may_give_reason("x" * enums.SHORTEST_REASON)) is None
    assert refusal(may_give_reason("x" * (enums.SHORTEST_REASON - 1))) is ReasonMissing
    assert refusal(may_give_reason("wird noch geklärt")) is ReasonMissing
    said = {"measure": measure, "state": State.PAUSED, "health": Health.RED}
    by = {"visitor": here.office, "at": NOW}
    for words in ("x" * (SHORTEST_STATUS - 1), "wird noch geklärt"):
        with pytest.raises(StatusNeedsWords):
            actions.say_status(words=words, **said, **by)
    assert actions.say_status(words="x" * SHORTEST_STATUS, on=TODAY, **said, **by)


def test_one_step_back_is_no_gate_and_after_the_last_phase_comes_none(here):
    measure = decentral(here)
    assert next_phase(measure) == Phase.PREPARATION
    measure.phase = Phase.SCALING
    assert next_phase(measure) is None
    everything = list(enums.Need)
    assert may_move(measure, Phase.DEVELOPMENT, reason=LONG, lacking=everything).allowed
    back = may_move(measure, Phase.DEVELOPMENT, reason="", lacking=[])
    assert refusal(back) is ReasonMissing
    measure.phase = Phase.PREPARATION
    assert refusal(may_move(measure, Phase.PILOT, reason="", lacking=[])) is ReasonMissing


def test_draft_of_principles_keeps_its_own_name_and_takes_no_other(here):
    draft = actions.word_principles(
        label="2027", items=[(ItemKind.PRINCIPLE, "systemisch")], visitor=here.office, at=NOW
    )
    assert may_word(draft, label="2027", items=SAYS).allowed
    assert refusal(may_word(None, label="2027", items=SAYS)) is PrinciplesIncomplete
    assert refusal(may_word(draft, label="", items=SAYS)) is PrinciplesIncomplete
    holding = principles(here)
    assert refusal(may_word(holding, label="2026", items=SAYS)) is PrinciplesInForce
    assert refusal(may_bring_into_force(holding, on=TODAY, today=TODAY)) is PrinciplesInForce


def test_principles_hold_from_today_on_and_after_all_that_were_before(here):
    def first_day(on):
        return refusal(may_bring_into_force(draft, on=on, today=TODAY))

    draft = PrinciplesVersion(label="2028", items=SAYS)
    PrinciplesVersion.objects.create(label="Entwurf", items=SAYS)
    assert first_day(TODAY) is None
    assert first_day(TODAY - DAY) is PrinciplesTooEarly
    for label, days in (("später", 30), ("früher", 3)):
        PrinciplesVersion.objects.create(label=label, items=SAYS, in_force=TODAY + days * DAY)
    assert first_day(TODAY + 30 * DAY) is PrinciplesTooEarly
    assert first_day(TODAY + 31 * DAY) is None


def test_evidence_is_long_enough_and_another_for_each_item(here):
    version, measure = principles(here), decentral(here)
    enough = "Bericht 01"
    assert len(enough) == enums.SHORTEST_EVIDENCE

    def check(number, evidence, others=()):
        return refusal(may_check(version, number, evidence=evidence, others=others))

    assert check(1, enough) is None
    assert check(1, enough[1:]) is EvidenceMissing
    assert check(9, enough) is NoSuchItem
    assert refusal(may_check(None, 1, evidence=enough, others=[])) is NoSuchItem
    row = CheckedItem(measure=measure, number=1, evidence=enough.upper())
    assert check(2, enough, [row]) is EvidenceRepeated
    assert check(1, enough, [row]) is None


def test_nothing_is_recognised_without_a_commitment_in_force(here):
    committed(here)
    measure = network(here)
    check_all(here, measure)
    asked = {
        "reason": LONG, "now": None, "unchecked": 0, "at": NOW,
    }  # fmt: skip
    assert may_recognise(here.office, measure, today=TODAY, **asked).allowed
    late = TODAY + timedelta(days=800)
    assert refusal(may_recognise(here.office, measure, today=late, **asked)) is CommitmentMissing


def test_nobody_takes_part_who_has_ended_or_is_not_public(here):
    measure, ended, quiet = decentral(here), f.organisation("Früher"), f.organisation("Still")
    ended.ended, quiet.public = TODAY, False
    for organisation in (ended, quiet):
        assert refusal(may_involve(measure, organisation, role="testet")) is OwnerHasEnded
    assert may_involve(measure, f.organisation("Da"), role="testet").allowed
    for role in ("FEDERFÜHRUNG", "hauptverantwortlich"):
        assert not may_involve(measure, f.organisation("Da"), role=role).allowed
    here.unit.ended = TODAY
    assert refusal(may_name_unit(here.office, here.unit)) is OwnerHasEnded


@pytest.mark.parametrize("unit", ["", "tbd", "?"])
def test_indicator_without_a_unit_is_none(here, unit):
    with pytest.raises(IndicatorNeedsUnit):
        indicator(here, decentral(here), unit=unit)


def test_indicator_begins_today_at_the_latest_and_is_read_once_a_day(here):
    measure = decentral(here)
    with pytest.raises(DayInTheFuture):
        indicator(here, measure, baseline_on=TODAY + DAY)
    one, two = indicator(here, measure), indicator(here, measure, name="Ampeln")
    for each in (one, two):
        for day in (TODAY, TODAY - DAY):
            read(here, each, day)
    with pytest.raises(KnownAlready):
        read(here, one, TODAY)
    with pytest.raises(DayInTheFuture):
        read(here, one, TODAY + DAY)


def indicator(here: City, measure: Measure, **change):
    words = {
        "kind": "output", "name": "Wartezeit", "unit": "Sekunden", "baseline": Decimal(9),
        "baseline_on": TODAY, "target": Decimal(3), "target_on": TODAY + DAY, **change,
    }  # fmt: skip
    return actions.set_indicator(measure=measure, visitor=here.office, at=NOW, **words)


def read(here: City, one, day: date):
    return actions.read_off(indicator=one, value=Decimal(1), on=day, visitor=here.office, at=NOW)


def test_line_of_the_budget_stands_there_once_for_each_year(here):
    measure, other = decentral(here), decentral(here, replace(UNDERSTOOD, title="Anderes"))
    actions.plan_money(
        measure=measure, title="Sensoren", year=2026, recurring=False, requested="1 €",
        visitor=here.office, at=NOW,
    )  # fmt: skip
    assert refusal(may_budget(measure, title="Sensoren", year=2026)) is KnownAlready
    for of, title, year in ((measure, "Sensoren", 2027), (measure, "Masten", 2026)):
        assert may_budget(of, title=title, year=year).allowed
    assert may_budget(other, title="Sensoren", year=2026).allowed
    for year in (FIRST_YEAR, LAST_YEAR):
        assert may_budget(measure, title="Masten", year=year).allowed
    for year in (FIRST_YEAR - 1, LAST_YEAR + 1):
        assert refusal(may_budget(measure, title="Masten", year=year)) is YearUnfit


def test_measure_refers_to_so_many_papers_and_no_more(here):
    measure = decentral(here)
    rows = measure.references
    rows.model.objects.bulk_create(
        rows.model(measure=measure, number=f"19/{number}")
        for number in range(1, enums.MOST_REFERENCES)
    )
    assert may_refer(measure, number="19/900").allowed
    rows.create(number="19/900")
    assert refusal(may_refer(measure, number="19/901")) is TooMany
    wrong = may_refer(measure, number="x" * 90)
    assert refusal(wrong) is NotAReference and wrong.refusal.data["words"] == "x" * 40


def test_words_are_told_from_placeholders_and_persons_by_their_surnames():
    assert refusal(may_stand({"Feld": "tbd"})) is PlaceholderWords
    assert may_stand({"Feld": ""}).allowed
    assert person_named_in("Das sagt Holm.", ["Nils Holm"]) == "Holm"
    assert person_named_in("Das ist ein Ort.", ["Kim Ort"]) == ""
    assert person_named_in("Ampeln warten.", ["Warten"]) == ""
    assert person_named_in("Weiler wartet.", ["Weiler"]) == "Weiler"


@pytest.mark.parametrize("missing", ["problem", "understood_on", "understood_by"])
def test_imported_measure_may_have_goals_before_the_problem(missing):
    late = replace(UNDERSTOOD, **{missing: None if missing == "understood_on" else ""})
    assert not may_contain(late, names=[], today=TODAY).allowed
    assert may_contain(late, names=[], today=TODAY, imported=True).allowed
    assert may_contain(replace(late, goals=""), names=[], today=TODAY).allowed


def test_words_come_clean_and_in_one_line_where_there_is_one(here):
    words = replace(UNDERSTOOD, title=" Ampeln\x00 \n warten ", summary=" Sie\x00 warten. ")
    measure = actions.start_measure(
        type=MeasureType.DECENTRAL, owner=here.district_office, content=words,
        visitor=here.office, at=NOW, confirmed=True,
    )  # fmt: skip
    assert (measure.node.title, measure.summary) == ("Ampeln warten", "Sie warten.")
