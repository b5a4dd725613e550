"""Organisations come, are renamed, move and end, and the past stays as it was."""

from datetime import date, timedelta

import pytest

from mitmachstadt.answers.actions import record_decision
from mitmachstadt.answers.enums import AnswerKind
from mitmachstadt.answers.errors import BodyWasNotThere
from mitmachstadt.ledger.models import Entry
from mitmachstadt.people import actions
from mitmachstadt.people.enums import Capacity, OrganisationKind
from mitmachstadt.people.errors import (
    NotAMember,
    NotVerified,
    OrganisationBelowItself,
    OrganisationHasEnded,
    OrganisationNameTaken,
    OrganisationUnchanged,
    ReorganisationLater,
    ReorganisationTooEarly,
    RoleNeeded,
    UnitsRemain,
)
from mitmachstadt.people.models import Organisation
from mitmachstadt.people.queries import (
    deciding_bodies,
    history_of,
    organisation_by_public_id,
    organisations,
    organisations_of,
    organisations_on,
)
from mitmachstadt.people.rules import may_speak_for
from tests import factories as f
from tests.factories import DAY, NOW

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
SENATE = OrganisationKind.SENATE_DEPARTMENT


@pytest.fixture
def boss():
    return f.administrator("Chefin")


def unit(name, parent=None):
    return actions.found_organisation(name=name, kind=SENATE, parent=parent)


def reorganised(organisation, boss, *, name=None, parent=None, since=TODAY):
    actions.reorganise(
        organisation=organisation, name=name or organisation.name, parent=parent, since=since,
        reason="Neue Ressorts", visitor=boss, at=NOW,
    )  # fmt: skip
    organisation.refresh_from_db()


def dissolved(organisation, boss, *successors, on=TODAY):
    actions.dissolve(
        organisation=organisation, successors=successors, on=on, reason="Aufgelöst",
        visitor=boss, at=NOW,
    )  # fmt: skip
    organisation.refresh_from_db()


def tree(day):
    def told(branches):
        return {branch.name: told(branch.below) for branch in branches}

    return {str(kind): told(branches) for kind, branches in organisations_on(day).items()}


def test_a_reorganisation_does_not_rewrite_the_tree_of_days_before(boss):
    chancellery, economy = unit("Kanzlei"), unit("Wirtschaft")
    staff = unit("Stabsstelle", parent=chancellery)
    spring = TODAY - timedelta(days=200)
    reorganised(staff, boss, name="Stab Digitales", parent=economy, since=spring)
    assert tree(spring - timedelta(days=1)) == {
        "senate_department": {"Kanzlei": {"Stabsstelle": {}}, "Wirtschaft": {}}
    }
    assert tree(spring) == {
        "senate_department": {"Kanzlei": {}, "Wirtschaft": {"Stab Digitales": {}}}
    }
    names = [(p.period.name, p.period.since, p.period.until) for p in history_of(staff).periods]
    assert names == [("Stab Digitales", spring, None), ("Stabsstelle", None, spring)]


def test_what_was_said_for_an_organisation_keeps_the_name_of_then(boss):
    person = f.person("Ada")
    club = f.organisation("Radverein", person)
    said = f.remark(
        f.open_passage(), by=f.visitor(person), capacity=Capacity.ORGANISATION, organisation=club
    )
    reorganised(club, boss, name="Verein für alle Räder")
    said.refresh_from_db()
    assert said.organisation_name == "Radverein"
    assert said.organisation == club
    assert organisations_of(person, at=NOW) == [club]


def test_an_organisation_that_has_ended_is_spoken_for_by_nobody(boss):
    person = f.person("Ada")
    club, heir = f.organisation("Radverein", person), f.organisation("Fahrradbund")
    dissolved(club, boss, heir)
    assert organisations_of(person, at=NOW + DAY) == []
    assert not may_speak_for(person, club, at=NOW + DAY).allowed
    assert club not in organisations()
    assert (history_of(club).became, history_of(heir).came_from) == ([heir], [club])


def test_the_name_of_one_that_has_ended_is_free_again(boss):
    old = unit("Amt")
    dissolved(old, boss)
    new = unit("Amt")
    assert new != old
    assert Organisation.objects.filter(name="Amt").count() == 2


def test_nobody_speaks_for_an_organisation_that_was_not_verified(boss):
    person = f.person("Ada")
    club = actions.enter_organisation(
        name="Neuer Verein", kind=OrganisationKind.CIVIL_SOCIETY, district=None,
        visitor=boss, at=NOW - DAY,
    )  # fmt: skip
    actions.let_speak_for(person=person, organisation=club, visitor=boss, at=NOW - DAY)
    assert may_speak_for(person, club, at=NOW).refusal.code == "NotVerified"
    assert organisations_of(person, at=NOW) == []
    actions.verify_organisation(
        organisation=club, grounds="Vereinsregister VR 1", visitor=boss, at=NOW
    )
    club.refresh_from_db()
    assert may_speak_for(person, club, at=NOW).allowed
    actions.verify_organisation(organisation=club, grounds=" ", visitor=boss, at=NOW)
    club.refresh_from_db()
    assert isinstance(may_speak_for(person, club, at=NOW).refusal, NotVerified)


@pytest.mark.parametrize("levels", [0, 1, 2])
def test_nothing_stands_below_itself(boss, levels):
    top = unit("Oben")
    below = [top]
    for level in range(levels):
        below.append(unit(f"Ebene {level}", parent=below[-1]))
    with pytest.raises(OrganisationBelowItself):
        reorganised(top, boss, parent=below[-1])


def test_two_moves_at_once_make_no_circle(boss):
    one, two = unit("Eins"), unit("Zwei")
    stale = Organisation.objects.get(pk=two.pk)
    reorganised(two, boss, parent=one)
    with pytest.raises(OrganisationBelowItself):
        reorganised(one, boss, parent=stale)


def test_moves_entered_later_make_no_circle_of_days_before(boss):
    one, two = unit("Eins"), unit("Zwei")
    reorganised(one, boss, parent=two, since=TODAY - timedelta(days=90))
    reorganised(one, boss, since=TODAY - timedelta(days=30))
    with pytest.raises(OrganisationBelowItself):
        reorganised(two, boss, parent=one, since=TODAY - timedelta(days=60))
    reorganised(two, boss, parent=one, since=TODAY - timedelta(days=30))
    for days in (100, 60, 30, 0):
        shown = str(tree(TODAY - timedelta(days=days)))
        assert "Eins" in shown and "Zwei" in shown


def test_history_names_what_stood_above_as_it_was_called_then(boss):
    top = unit("Kanzlei")
    staff = actions.found_organisation(name="Stab", kind=SENATE, parent=top)
    reorganised(top, boss, name="Zentrale", since=TODAY - timedelta(days=10))
    reorganised(staff, boss, name="Stab Neu", parent=top, since=TODAY - timedelta(days=5))
    above = [(line.period.name, line.above) for line in history_of(staff).periods]
    assert above == [("Stab Neu", "Zentrale"), ("Stab", "Kanzlei")]


def test_units_are_placed_elsewhere_before_what_they_belong_to_ends(boss):
    top = unit("Oben")
    staff = unit("Stab", parent=top)
    with pytest.raises(UnitsRemain):
        dissolved(top, boss)
    reorganised(staff, boss)
    dissolved(top, boss)
    assert tree(TODAY) == {"senate_department": {"Stab": {}}}


def test_days_follow_each_other(boss):
    staff = unit("Stab")
    reorganised(staff, boss, name="Stab A", since=TODAY - timedelta(days=10))
    with pytest.raises(ReorganisationTooEarly):
        reorganised(staff, boss, name="Stab B", since=TODAY - timedelta(days=10))
    with pytest.raises(ReorganisationTooEarly):
        dissolved(staff, boss, on=date(2020, 1, 1))
    with pytest.raises(ReorganisationLater):
        reorganised(staff, boss, name="Stab B", since=TODAY + timedelta(days=1))
    reorganised(staff, boss, name="Stab B", since=TODAY - timedelta(days=9))


def test_what_has_ended_stays_as_it_was(boss):
    old, other = unit("Alt"), unit("Neu")
    dissolved(old, boss)
    with pytest.raises(OrganisationHasEnded):
        reorganised(old, boss, name="Wieder da")
    with pytest.raises(OrganisationHasEnded):
        dissolved(old, boss)
    with pytest.raises(OrganisationHasEnded):
        reorganised(other, boss, parent=old)
    with pytest.raises(OrganisationHasEnded):
        dissolved(other, boss, old)


def test_two_living_ones_do_not_share_a_name(boss):
    unit("Neu")
    with pytest.raises(OrganisationNameTaken):
        reorganised(unit("Alt"), boss, name="Neu")


def test_the_same_again_is_no_reorganisation(boss):
    with pytest.raises(OrganisationUnchanged):
        reorganised(unit("Stab"), boss)


def test_nobody_takes_over_from_itself(boss):
    staff = unit("Stab")
    with pytest.raises(OrganisationBelowItself):
        dissolved(staff, boss, staff)


def test_only_administrators_reorganise():
    staff = unit("Stab")
    with pytest.raises(RoleNeeded):
        reorganised(staff, f.office(), name="Anders")
    with pytest.raises(RoleNeeded):
        dissolved(staff, f.office())
    with pytest.raises(RoleNeeded):
        actions.verify_organisation(organisation=staff, grounds="x", visitor=f.office(), at=NOW)


def test_the_register_tells_what_happened(boss):
    staff, heir = unit("Stab"), unit("Erbe")
    reorganised(staff, boss, name="Stab Neu", since=TODAY - timedelta(days=3))
    dissolved(staff, boss, heir)
    kinds = Entry.objects.filter(subject=staff.public_id).values_list("kind", flat=True)
    assert list(kinds.order_by("pk")) == ["organisation.reorganised", "organisation.ended"]


def test_the_tree_takes_one_query_for_one_and_three(django_assert_num_queries):
    top = unit("Oben")
    with django_assert_num_queries(1):
        organisations_on(TODAY)
    unit("Stab", parent=top)
    unit("Referat", parent=top)
    with django_assert_num_queries(1):
        organisations_on(TODAY)


def test_somebody_who_is_no_member_is_told_so():
    club = f.organisation("Radverein")
    assert isinstance(may_speak_for(f.person("Ada"), club, at=NOW).refusal, NotAMember)


def test_an_unknown_address_gives_nothing():
    assert organisation_by_public_id("zzzzzzzzzz") is None


def decided(body, day):
    return record_decision(
        about=f.passage(), body=body, decided_on=day, reference="Nr. 1", title="",
        visitor=f.office(), at=NOW,
    )  # fmt: skip


def test_a_body_that_has_ended_decided_until_its_last_day(boss):
    body = actions.found_organisation(
        name="Rat", kind=OrganisationKind.BODY, since=TODAY - timedelta(days=30)
    )
    dissolved(body, boss, on=TODAY - timedelta(days=3))
    assert body in deciding_bodies()
    assert decided(body, TODAY - timedelta(days=4)).decision.body == body
    for days in (3, 31):
        with pytest.raises(BodyWasNotThere):
            decided(body, TODAY - timedelta(days=days))


def test_what_was_passed_on_names_the_unit_as_it_was_called_then(boss):
    staff = unit("Stab")
    given = f.answer(f.remark(f.open_passage()), kind=AnswerKind.PASSED_ON, unit=staff)
    reorganised(staff, boss, name="Stab Neu")
    assert given.answer.unit_name == "Stab"


def test_a_decision_names_the_body_as_it_was_called_on_that_day(boss):
    body = actions.found_organisation(name="Rat", kind=OrganisationKind.BODY)
    about = f.passage()
    reorganised(body, boss, name="Rat der Stadt", since=TODAY - timedelta(days=10))
    for days, name in ((20, "Rat"), (10, "Rat der Stadt"), (1, "Rat der Stadt")):
        day = TODAY - timedelta(days=days)
        node = record_decision(
            about=about, body=body, decided_on=day, reference=f"Nr. {days}", title="",
            visitor=f.office(), at=NOW,
        )  # fmt: skip
        assert node.decision.body_name == name
        assert node.title == f"Beschluss: {name}, Nr. {days}"
