"""Memberships and roles hold from a moment to a moment: what ended yesterday does nothing today."""

from datetime import timedelta

import pytest
from django.urls import reverse

from mitmachstadt.people import actions
from mitmachstadt.people.enums import ROLES, MembershipRole, OrganisationKind
from mitmachstadt.people.errors import (
    MembershipEndsInThePast,
    NotAMember,
    OrganisationHasEnded,
    RoleNeeded,
)
from mitmachstadt.people.models import GroupMembership, OrganisationMembership
from mitmachstadt.people.queries import memberships_of, organisations_of, units_worked_for
from mitmachstadt.people.rules import may_describe, may_speak_for, may_work_as
from tests import factories as f
from tests.factories import DAY, NOW, TICK

pytestmark = pytest.mark.django_db
SPEAKS, WORKS = MembershipRole.SPEAKS, MembershipRole.WORKS
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def boss():
    return f.administrator("Chefin")


def let(person, club, boss, role=SPEAKS, until=None, at=NOW):
    actions.let_speak_for(
        person=person, organisation=club, role=role, until=until, visitor=boss, at=at
    )


@pytest.mark.parametrize("role", ROLES)
def test_a_role_that_ended_yesterday_does_not_act_today(role):
    person = f.person("Ada", role)
    may_work_as(f.visitor(person), role).require()
    GroupMembership.objects.filter(person=person).update(until=NOW - DAY)
    with pytest.raises(RoleNeeded):
        may_work_as(f.visitor(person), role).require()


@pytest.mark.parametrize("role", [SPEAKS, WORKS])
def test_a_membership_that_ended_yesterday_does_not_act_today(role, boss):
    person, club = f.person("Ada"), f.organisation("Radverein")
    let(person, club, boss, role, until=TODAY - DAY, at=NOW - 2 * DAY)
    assert organisations_of(person, at=NOW) == []
    assert units_worked_for(person, at=NOW) == []
    for verdict in (
        may_speak_for(person, club, at=NOW),
        may_describe(club, f.visitor(person), at=NOW),
    ):
        with pytest.raises(NotAMember):
            verdict.require()


def test_the_last_day_is_part_of_it(boss):
    person, club = f.person("Ada"), f.organisation("Radverein")
    let(person, club, boss, until=TODAY)
    midnight = OrganisationMembership.objects.get().until
    assert midnight - NOW < DAY
    assert organisations_of(person, at=midnight - TICK) == [club]
    assert organisations_of(person, at=midnight) == []


def test_an_end_in_the_past_is_refused(boss):
    person, club = f.person("Ada"), f.organisation("Radverein")
    with pytest.raises(MembershipEndsInThePast):
        let(person, club, boss, until=TODAY - DAY)
    actions.dissolve(organisation=club, successors=[], on=TODAY, visitor=boss, at=NOW)
    club.refresh_from_db()
    with pytest.raises(OrganisationHasEnded):
        let(person, club, boss)
    assert not OrganisationMembership.objects.exists()


def test_another_role_or_end_closes_the_former_membership_and_the_same_changes_nothing(boss):
    person, club = f.person("Ada"), f.organisation("Radverein")
    let(person, club, boss)
    let(person, club, boss)
    let(person, club, boss, WORKS, at=NOW + DAY)
    let(person, club, boss, WORKS, until=TODAY + timedelta(days=9), at=NOW + 2 * DAY)
    let(person, club, boss, SPEAKS, at=NOW + 3 * DAY)
    rows = OrganisationMembership.objects.order_by("since")
    assert [row.role for row in rows] == ["speaks", "works", "works", "speaks"]
    assert [row.until for row in rows] == [NOW + DAY, NOW + 2 * DAY, NOW + 3 * DAY, None]
    found = memberships_of(person, at=NOW + 4 * DAY)
    assert (len(found.organisations), len(found.past_organisations)) == (1, 3)


def test_ending_and_dissolving_close_memberships_with_an_end_as_well(boss):
    person, club, choir = f.person("Ada"), f.organisation("Radverein"), f.organisation("Chor")
    for each in (club, choir):
        let(person, each, boss, WORKS, until=TODAY + timedelta(days=9))
    actions.end_speaking_for(person=person, organisation=club, visitor=boss, at=NOW + TICK)
    actions.dissolve(organisation=choir, successors=[], on=TODAY, visitor=boss, at=NOW + TICK)
    assert organisations_of(person, at=NOW + 2 * TICK) == []
    assert units_worked_for(person, at=NOW + 2 * TICK) == []


def test_the_desk_gives_a_role_until_a_day_and_shows_what_was(client, boss):
    person, club = f.person("Ada"), f.organisation("Radverein")
    let(person, f.organisation("Alter Chor"), boss, until=TODAY - DAY, at=NOW - 2 * DAY)
    client.force_login(boss.person)
    there = reverse("directory-person", args=[person.public_id])
    sent = {"act": "join", "organisation": club.public_id, "role": "works"}
    refused = client.post(there, {**sent, "until": (TODAY - DAY).isoformat()})
    assert refused.status_code == 400
    assert "Vergangenheit" in refused.content.decode()
    for wrong in ("9999-12-31", "x", "0001-01-01"):
        assert client.post(there, {**sent, "until": wrong}).status_code == 400
    assert client.post(there, {**sent, "until": TODAY.isoformat()}).status_code == 302
    shown = client.get(there).content.decode()
    assert "bearbeitet für sie" in shown
    folded = shown[shown.index("<details") :]
    assert "Alter Chor" in folded
    assert "Radverein" not in folded


def test_my_organisations_shows_mine_with_what_was_folded(client, boss):
    person = f.person("Ada")
    let(person, f.organisation("Radverein"), boss)
    let(person, f.organisation("Alter Chor"), boss, until=TODAY - DAY, at=NOW - 2 * DAY)
    client.force_login(person)
    shown = client.get(reverse("my-organisations")).content.decode()
    assert shown.index("Radverein") < shown.index("<details") < shown.index("Alter Chor")


@pytest.mark.parametrize(
    ("role", "more", "said"),
    [
        ("speaks", {}, "kann jetzt für Radverein sprechen."),
        ("works", {}, "kann jetzt für Radverein sprechen und arbeiten."),
        ("works", {"verified": ""}, "geprüft ist sie noch nicht"),
        ("speaks", {"kind": OrganisationKind.BODY, "public": False}, "die nicht öffentlich ist"),
    ],
)
def test_the_desk_says_what_somebody_may_do_now_and_no_more(client, boss, role, more, said):
    person = f.person("Ada")
    given = {"kind": OrganisationKind.CIVIL_SOCIETY, **more}
    club = actions.found_organisation(name="Radverein", **given)
    client.force_login(boss.person)
    there = reverse("directory-person", args=[person.public_id])
    sent = {"act": "join", "organisation": club.public_id, "role": role}
    assert said in client.post(there, sent, follow=True).content.decode()
