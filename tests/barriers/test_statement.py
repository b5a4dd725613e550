"""The accessibility statement follows from what is known."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from mitmachstadt.barriers.actions import barrier_from_report, enter_test, keep_barrier
from mitmachstadt.barriers.calculations import Said, statement
from mitmachstadt.barriers.enums import Conformity, Method, Reach, Reason
from mitmachstadt.barriers.errors import (
    BarrierChangedMeanwhile,
    BarrierUnclear,
    FixedLater,
    FoundLater,
    LaterTest,
    ReasonWordsMissing,
    UnclearTest,
    WayAroundMissing,
)
from mitmachstadt.barriers.models import AccessibilityTest, BarrierVersion, KnownBarrier
from mitmachstadt.barriers.queries import last_tests, open_barriers
from mitmachstadt.people.errors import RoleNeeded, SignInNeeded
from mitmachstadt.people.queries import ANYONE
from tests import factories as f
from tests.concerns.test_writing import sent
from tests.factories import NOW

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)
SAYS = Said(
    what="Das Diagramm wird nicht vorgelesen.",
    found=date(2026, 5, 2),
    place="Bericht, Seite 3",
    affected=["blind"],
    alternative="Die Zahlen stehen in der Tabelle darunter.",
    planned=date(2027, 3, 31),
    shown=True,
)


def kept(says: Said = SAYS, barrier: KnownBarrier | None = None, **rest) -> KnownBarrier:
    return keep_barrier(barrier=barrier, says=says, visitor=f.office(), at=NOW, **rest)


def entered(day: date = TODAY, method: Method = Method.SELF, **rest) -> AccessibilityTest:
    given = {"tester": "Büro", "scope": "Alle Seiten", "visitor": f.office(), "at": NOW} | rest
    return enter_test(day=day, method=method, **given)


def says(today: date = TODAY):
    return statement(open_barriers(), last_tests(), today=today)


def test_statement_without_a_test_says_that_it_was_not_tested_and_is_out_of_date():
    found = says()
    assert (found.conformity, found.test, found.is_outdated) == (Conformity.UNKNOWN, None, True)


def test_statement_is_full_only_after_people_have_looked_and_found_nothing():
    entered(method=Method.PROGRAM)
    assert says().conformity == Conformity.UNKNOWN and not says().is_outdated
    entered()
    assert says().conformity == Conformity.FULL


def test_known_barriers_decide_whoever_tested():
    entered()
    barrier = kept()
    assert says().conformity == Conformity.PARTIAL
    barrier = kept(replace(SAYS, reach=Reach.WHOLE), barrier)
    assert says().conformity == Conformity.NONE
    kept(replace(SAYS, fixed=TODAY), barrier)
    assert says().conformity == Conformity.FULL


def test_barrier_that_is_being_written_changes_nothing():
    entered()
    kept(replace(SAYS, shown=False))
    assert says().conformity == Conformity.FULL


def test_statement_is_out_of_date_the_day_after_a_year():
    entered(day=date(2026, 2, 28))
    assert not says(date(2027, 2, 28)).is_outdated
    assert says(date(2027, 3, 1)).is_outdated
    assert says(date(2027, 3, 1)).conformity == Conformity.UNKNOWN


def test_test_after_the_clock_was_set_back_is_not_out_of_date():
    entered()
    assert not says(TODAY - timedelta(days=40)).is_outdated


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"what": ""}, BarrierUnclear),
        ({"what": "x" * 2001}, BarrierUnclear),
        ({"place": ""}, BarrierUnclear),
        ({"affected": []}, BarrierUnclear),
        ({"alternative": ""}, WayAroundMissing),
        ({"reason": Reason.BURDEN}, ReasonWordsMissing),
        ({"found": TODAY + timedelta(days=1)}, FoundLater),
        ({"fixed": TODAY + timedelta(days=1)}, FixedLater),
        ({"fixed": date(2026, 5, 1)}, FixedLater),
    ],
)
def test_nobody_reads_a_barrier_with_a_gap(change, refusal):
    with pytest.raises(refusal):
        kept(replace(SAYS, **change))
    assert not KnownBarrier.objects.exists() and not BarrierVersion.objects.exists()


def test_every_state_of_a_barrier_is_kept():
    barrier = kept()
    kept(replace(SAYS, fixed=TODAY), barrier)
    contents = BarrierVersion.objects.order_by("number").values_list("content", flat=True)
    assert [content["fixed"] for content in contents] == ["", "2026-11-21"]


def test_two_at_one_barrier_the_second_is_told():
    barrier = kept()
    kept(replace(SAYS, place="Bericht"), barrier, seen=1)
    with pytest.raises(BarrierChangedMeanwhile):
        kept(replace(SAYS, place="Anderswo"), barrier, seen=1)


def test_report_becomes_a_barrier_once_and_is_not_shown_as_it_was_typed():
    report = sent(page="/de/texte/").concern
    first = barrier_from_report(report=report, visitor=f.office(), at=NOW)
    again = barrier_from_report(report=report, visitor=f.office(), at=NOW)
    assert first == again and not first.shown
    assert (first.what, first.place) == (report.text, "/de/texte/")


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"day": TODAY + timedelta(days=1)}, LaterTest),
        ({"tester": " "}, UnclearTest),
        ({"scope": ""}, UnclearTest),
    ],
)
def test_test_that_has_not_been_or_that_nobody_did_is_refused(change, refusal):
    with pytest.raises(refusal):
        entered(**change)


@pytest.mark.parametrize(
    ("who", "refusal"),
    [(lambda: ANYONE, SignInNeeded), (f.citizen, RoleNeeded), (f.moderator, RoleNeeded)],
)
def test_only_the_office_writes_the_statement(who, refusal):
    report = sent().concern
    for act in (
        lambda: keep_barrier(barrier=None, says=SAYS, visitor=who(), at=NOW),
        lambda: barrier_from_report(report=report, visitor=who(), at=NOW),
        lambda: entered(visitor=who()),
    ):
        with pytest.raises(refusal):
            act()


def test_database_shows_no_barrier_without_a_way_around():
    barrier = kept()
    with pytest.raises(IntegrityError), transaction.atomic():
        KnownBarrier.objects.filter(pk=barrier.pk).update(alternative="")
