"""Who owes an answer can change hands, never silently."""

import pytest

from mitmachstadt.ledger.models import Entry
from mitmachstadt.people.actions import join_organisation
from mitmachstadt.people.enums import MembershipRole
from mitmachstadt.responsibilities.actions import hand_over
from mitmachstadt.responsibilities.errors import (
    HandOverReasonMissing,
    NothingToHandOver,
    NotYourDuty,
    UnitHasEnded,
)
from mitmachstadt.responsibilities.queries import hand_overs_of
from tests import factories as f
from tests.factories import DAY, NOW
from tests.responsibilities import make

pytestmark = pytest.mark.django_db
WHY = "Das Amt für Straßen entscheidet über Radwege."


@pytest.fixture
def remark():
    return f.remark(f.open_passage())


def handed(nodes, unit, visitor, reason=WHY):
    return hand_over(nodes=nodes, unit=unit, reason=reason, visitor=visitor, at=NOW)


def worker(unit, role=MembershipRole.WORKS):
    person = f.person()
    join_organisation(person=person, organisation=unit, role=role, at=NOW - DAY)
    return f.visitor(person)


def test_the_office_hands_over_and_the_trail_keeps_the_names_of_that_day(remark):
    roads, parks = make.unit("Straßenamt"), make.unit("Parkamt")
    office = f.office()
    assert handed([remark], roads, office) == 1
    assert handed([remark], parks, office) == 1
    remark.refresh_from_db()
    assert remark.unit == parks
    parks.name = "Grünflächenamt"
    parks.save()
    trail = [(step.before_name, step.after_name, step.reason) for step in hand_overs_of(remark)]
    assert trail == [("", "Straßenamt", WHY), ("Straßenamt", "Parkamt", WHY)]
    assert Entry.objects.filter(kind="duty.moved", subject=remark.public_id).count() == 2


def test_what_lies_there_already_leaves_no_second_trail(remark):
    roads, office = make.unit("Straßenamt"), f.office()
    handed([remark], roads, office)
    remark.refresh_from_db()
    assert handed([remark], roads, office) == 0
    assert len(hand_overs_of(remark)) == 1


def test_a_unit_gives_away_only_what_lies_with_it(remark):
    roads, parks = make.unit("Straßenamt"), make.unit("Parkamt")
    clerk = worker(roads)
    with pytest.raises(NotYourDuty):
        handed([remark], parks, clerk)
    handed([remark], roads, f.office())
    assert handed([remark], parks, clerk) == 1


def test_who_only_speaks_for_a_unit_does_not_hand_over(remark):
    roads = make.unit("Straßenamt")
    handed([remark], roads, f.office())
    with pytest.raises(NotYourDuty):
        handed([remark], None, worker(roads, MembershipRole.SPEAKS))


def test_handing_over_needs_a_choice_a_reason_and_a_unit_that_exists(remark):
    office, gone = f.office(), make.unit("Altes Amt")
    gone.ended = NOW.date()
    gone.save()
    with pytest.raises(NothingToHandOver):
        handed([], None, office)
    with pytest.raises(HandOverReasonMissing):
        handed([remark], make.unit("Straßenamt"), office, reason="  ")
    with pytest.raises(UnitHasEnded):
        handed([remark], gone, office)
    assert hand_overs_of(remark) == []


def test_another_role_ends_the_former_membership(remark):
    roads, person = make.unit("Straßenamt"), f.person()
    join_organisation(person=person, organisation=roads, at=NOW - 2 * DAY)
    assert join_organisation(
        person=person, organisation=roads, role=MembershipRole.WORKS, at=NOW - DAY
    )
    roles = person.organisation_memberships.order_by("since").values_list("role", "until")
    assert list(roles) == [("speaks", NOW - DAY), ("works", None)]
