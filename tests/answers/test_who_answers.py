"""The strategy office answers anything, a unit what lies with it, under its name of then."""

import pytest

from mitmachstadt.answers.errors import NoDesk, NotAtYourDesk, SecondPersonNeeded, SeveralDesks
from mitmachstadt.answers.models import Answer
from mitmachstadt.ledger.queries import entries_about
from mitmachstadt.people.actions import reorganise
from mitmachstadt.people.enums import Capacity, MembershipRole
from mitmachstadt.people.queries import units_worked_for
from tests import factories as f
from tests.answers import desks

pytestmark = pytest.mark.django_db


def test_a_unit_answers_what_lies_with_it_under_its_name_of_then(client):
    roads = desks.unit("Straßenamt")
    node = desks.duty(roads)
    given = f.answer(node, by=desks.officer(roads))
    assert (given.capacity, given.organisation_name) == (Capacity.ORGANISATION, "Straßenamt")
    assert "Straßenamt" in f.fresh(node).card
    assert entries_about(given.public_id)[0].content["for"] == "Straßenamt"
    reorganise(
        organisation=roads, name="Mobilitätsamt", parent=None, since=f.NOW.date(),
        reason="", visitor=f.administrator(), at=f.NOW,
    )  # fmt: skip
    html = client.get(f"/de/n/{given.public_id}/").content.decode()
    assert "für Straßenamt" in html and "Mobilitätsamt" not in html


def test_the_office_answers_for_itself_wherever_it_lies():
    given = f.answer(desks.duty(desks.unit()))
    assert (given.capacity, given.organisation_name) == (Capacity.OFFICE, "")


def test_what_lies_elsewhere_is_refused_with_its_title():
    roads, parks = desks.unit("Straßenamt"), desks.unit("Parkamt")
    for other in (desks.duty(parks), desks.duty(None)):
        with pytest.raises(NotAtYourDesk, match="Der Radweg"):
            f.answer(other, by=desks.officer(roads))
    assert not Answer.objects.exists()


def test_two_desks_do_not_give_one_answer():
    roads, parks = desks.unit("Straßenamt"), desks.unit("Parkamt")
    both = [desks.duty(roads), desks.duty(parks)]
    with pytest.raises(SeveralDesks):
        f.answer(*both, by=desks.officer(roads, parks))
    f.answer(*both)


@pytest.mark.parametrize("how", ["speaks", "ended", "dissolved"])
def test_who_does_not_work_for_the_unit_now_is_refused(how):
    roads = desks.unit()
    person = f.person()
    node = desks.duty(roads)
    desks.employ(person, roads)
    if how == "speaks":
        from mitmachstadt.people.actions import join_organisation

        join_organisation(person=person, organisation=roads, role=MembershipRole.SPEAKS, at=f.NOW)
    elif how == "ended":
        desks.dismiss(person, roads)
    else:
        roads.ended = f.NOW.date()
        roads.save()
    later = f.NOW + f.DAY
    assert units_worked_for(person, at=later) == []
    with pytest.raises(NoDesk):
        f.answer(node, by=f.visitor(person, at=later), at=later)


def test_where_two_look_at_answers_one_alone_gives_none():
    from mitmachstadt.answers.actions import demand_four_eyes

    node = desks.duty(None)
    assert demand_four_eyes(process=None, demanded=True, visitor=f.office(), at=f.NOW)
    assert not demand_four_eyes(process=None, demanded=True, visitor=f.office(), at=f.NOW)
    with pytest.raises(SecondPersonNeeded):
        f.answer(node)
    demand_four_eyes(process=None, demanded=False, visitor=f.office(), at=f.NOW)
    f.answer(node)


def test_four_eyes_in_one_process_leave_the_others_alone():
    from mitmachstadt.answers.actions import demand_four_eyes

    process = f.opened_process(f.passage())
    inside = f.remark(process.about)
    outside = desks.duty(None)
    demand_four_eyes(process=process.node, demanded=True, visitor=f.office(), at=f.NOW)
    f.answer(outside)
    with pytest.raises(SecondPersonNeeded):
        f.answer(inside)
