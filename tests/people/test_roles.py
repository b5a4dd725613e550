import re

import pytest
from django.urls import reverse

from mitmachstadt.ledger.models import Entry
from mitmachstadt.people.actions import (
    close_account,
    end_role,
    enter_districts,
    found_organisation,
    give_role,
    grant_role,
    join_organisation,
)
from mitmachstadt.people.enums import ROLES, BuiltInGroup, OrganisationKind
from mitmachstadt.people.errors import (
    LastAdministrator,
    LastAdministratorStays,
    MembershipEndsInThePast,
    NotAMember,
    RoleNeeded,
    SignInNeeded,
)
from mitmachstadt.people.models import GroupMembership
from mitmachstadt.people.queries import ANYONE, administrators, organisations_of
from mitmachstadt.people.rules import may_speak_for, may_work_as
from tests.factories import DAY, NOW, TICK, organisation, person, visitor

pytestmark = pytest.mark.django_db
ADMINISTRATOR = BuiltInGroup.ADMINISTRATOR


def test_visitor_without_an_account_is_only_everyone(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert visitor(None) is ANYONE
    assert ANYONE.groups == {"everyone"}
    assert not ANYONE.signed_in


def test_visitor_with_an_account_takes_one_query(django_assert_num_queries):
    somebody = person("Ada", BuiltInGroup.OFFICE, BuiltInGroup.MODERATOR)
    with django_assert_num_queries(1):
        asking = visitor(somebody)
    assert asking.groups == {"everyone", "signed-in", "office", "moderator"}
    assert asking.is_office and asking.is_moderator and not asking.is_administrator


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("held", [None, *ROLES])
def test_may_work_as_says_yes_only_to_who_holds_this_very_role(role, held):
    asking = visitor(person("Ada", *([held] if held else [])))
    verdict = may_work_as(asking, role)
    assert verdict.allowed is (held == role)
    if not verdict.allowed:
        assert isinstance(verdict.refusal, RoleNeeded)
        assert verdict.refusal.data == {"role": role.label}


def test_may_work_as_asks_somebody_without_an_account_to_sign_in():
    assert isinstance(may_work_as(ANYONE, BuiltInGroup.OFFICE).refusal, SignInNeeded)


def test_role_counts_from_its_grant_until_its_end():
    somebody, by = person(), person("Boss", ADMINISTRATOR)
    grant_role(person=somebody, role="office", by=by, at=NOW)
    end_role(person=somebody, role="office", by=by, at=NOW + DAY)
    for at, held in [
        (NOW - TICK, False),
        (NOW, True),
        (NOW + DAY - TICK, True),
        (NOW + DAY, False),
    ]:
        assert visitor(somebody, at=at).is_office is held


def test_grant_role_twice_is_once_with_one_line():
    somebody = person()
    for _ in range(2):
        grant_role(person=somebody, role="office", by=None, at=NOW)
    assert GroupMembership.objects.filter(person=somebody).count() == 1
    assert Entry.objects.filter(kind="role.granted", subject=somebody.public_id).count() == 1


def test_grant_role_after_it_ended_grants_it_again():
    somebody, by = person(), person("Boss", ADMINISTRATOR)
    grant_role(person=somebody, role="office", by=by, at=NOW)
    end_role(person=somebody, role="office", by=by, at=NOW + DAY)
    grant_role(person=somebody, role="office", by=by, at=NOW + 2 * DAY)
    assert visitor(somebody, at=NOW + 3 * DAY).is_office


def test_grant_role_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="king"):
        grant_role(person=person(), role="king", by=None, at=NOW)


def test_end_role_in_the_moment_of_its_grant_ends_it():
    somebody, by = person(), person("Boss", ADMINISTRATOR)
    grant_role(person=somebody, role="office", by=by, at=NOW)
    end_role(person=somebody, role="office", by=by, at=NOW)
    assert not visitor(somebody, at=NOW + TICK).is_office


def test_end_role_that_nobody_held_changes_nothing():
    end_role(person=person(), role="office", by=person("Boss", ADMINISTRATOR), at=NOW)
    assert not Entry.objects.filter(kind="role.ended").exists()


def test_end_role_of_the_last_administrator_is_refused():
    last = person("Last", ADMINISTRATOR)
    with pytest.raises(LastAdministrator):
        end_role(person=last, role="administrator", by=last, at=NOW)
    assert administrators(at=NOW) == [last]


def test_end_role_of_one_of_two_administrators_works_once():
    one, two = person("One", ADMINISTRATOR), person("Two", ADMINISTRATOR)
    end_role(person=one, role="administrator", by=two, at=NOW)
    with pytest.raises(LastAdministrator):
        end_role(person=two, role="administrator", by=one, at=NOW)


def test_end_role_of_the_last_active_administrator_is_refused():
    asleep, last = person("Asleep", ADMINISTRATOR), person("Last", ADMINISTRATOR)
    asleep.is_active = False
    asleep.save(update_fields=["is_active"])
    with pytest.raises(LastAdministrator):
        end_role(person=last, role="administrator", by=last, at=NOW)


def test_end_role_of_another_role_of_the_last_administrator_works():
    last = person("Last", ADMINISTRATOR, BuiltInGroup.OFFICE)
    end_role(person=last, role="office", by=last, at=NOW)
    assert not visitor(last).is_office and visitor(last).is_administrator


def test_may_speak_for_an_organisation_only_as_its_member():
    member, stranger = person("Member"), person("Stranger")
    club = organisation("Verein", member)
    colleague_of_another = person("Colleague")
    organisation("Anderer Verein", colleague_of_another)
    assert may_speak_for(member, club, at=NOW).allowed
    for other in (stranger, colleague_of_another):
        refusal = may_speak_for(other, club, at=NOW).refusal
        assert isinstance(refusal, NotAMember) and refusal.data == {"organisation": "Verein"}
    assert isinstance(may_speak_for(None, club, at=NOW).refusal, SignInNeeded)


def test_may_speak_for_an_organisation_only_while_the_membership_lasts():
    member = person("Member")
    club = organisation("Verein")
    join_organisation(person=member, organisation=club, at=NOW)
    member.organisation_memberships.update(until=NOW + DAY)
    for at, allowed in [(NOW - TICK, False), (NOW, True), (NOW + DAY, False)]:
        assert may_speak_for(member, club, at=at).allowed is allowed
        assert (organisations_of(member, at=at) == [club]) is allowed


def test_join_organisation_twice_is_once():
    member, club = person(), organisation()
    for _ in range(2):
        join_organisation(person=member, organisation=club, at=NOW)
    assert organisations_of(member, at=NOW) == [club]


def test_found_organisation_with_a_known_name_gives_the_known_one():
    first = found_organisation(name="Radverein", kind=OrganisationKind.CIVIL_SOCIETY)
    again = found_organisation(name=" Rad\u200bverein ", kind=OrganisationKind.BUSINESS)
    assert again == first
    assert again.kind == OrganisationKind.CIVIL_SOCIETY


def test_enter_districts_again_renames_and_keeps_numbers():
    assert [d.number for d in enter_districts(["Mitte", "Pankow"])] == [1, 2]
    again = enter_districts(["Mitte", "Prenzlauer Berg"])
    assert [(d.number, d.name) for d in again] == [(1, "Mitte"), (2, "Prenzlauer Berg")]


def test_a_role_is_given_until_a_day(time_machine):
    somebody, boss = person(), visitor(person("Boss", ADMINISTRATOR))
    last = NOW.date() + DAY
    give_role(person=somebody, role="office", visitor=boss, at=NOW, until=last)
    midnight = GroupMembership.objects.get(person=somebody).until
    assert DAY < midnight - NOW < 2 * DAY
    for at, held in [(NOW - TICK, False), (NOW, True), (midnight - TICK, True), (midnight, False)]:
        assert visitor(somebody, at=at).is_office is held
    line = Entry.objects.get(kind="role.granted", subject=somebody.public_id)
    assert line.payload.content["until"] == last.isoformat()


def test_a_role_with_an_end_is_ended_before_it_and_given_again_after_it():
    somebody, by = person(), person("Boss", ADMINISTRATOR)
    last = NOW.date() + 9 * DAY
    grant_role(person=somebody, role="office", by=by, at=NOW, until=last)
    end_role(person=somebody, role="office", by=by, at=NOW + DAY)
    assert not visitor(somebody, at=NOW + DAY).is_office
    assert Entry.objects.filter(kind="role.ended", subject=somebody.public_id).count() == 1
    grant_role(person=somebody, role="office", by=by, at=NOW + 20 * DAY)
    assert visitor(somebody, at=NOW + 20 * DAY).is_office


def test_another_end_closes_the_role_and_begins_a_new_one_and_the_same_changes_nothing():
    somebody = person()
    last = NOW.date() + 9 * DAY
    for until in (None, None, last, last, None):
        grant_role(person=somebody, role="office", by=None, at=NOW, until=until)
    rows = GroupMembership.objects.filter(person=somebody).order_by("pk")
    assert [row.until is None for row in rows] == [False, False, True]
    assert rows[1].until < NOW + DAY
    assert Entry.objects.filter(kind="role.granted", subject=somebody.public_id).count() == 3


def test_a_role_until_yesterday_is_refused():
    with pytest.raises(MembershipEndsInThePast):
        grant_role(person=person(), role="office", by=None, at=NOW, until=NOW.date() - DAY)
    assert not GroupMembership.objects.exists()


def test_the_last_administrators_role_gets_no_end():
    last = person("Last", ADMINISTRATOR)
    with pytest.raises(LastAdministratorStays):
        grant_role(person=last, role="administrator", by=last, at=NOW, until=NOW.date() + DAY)
    assert administrators(at=NOW) == [last]


def test_an_administrator_with_an_end_does_not_count_as_the_remaining_one():
    last, guest = person("Last", ADMINISTRATOR), person("Guest")
    grant_role(person=guest, role="administrator", by=last, at=NOW, until=NOW.date() + DAY)
    assert visitor(guest).is_administrator and administrators(at=NOW) == [last]
    with pytest.raises(LastAdministrator):
        end_role(person=last, role="administrator", by=guest, at=NOW)
    with pytest.raises(LastAdministrator):
        close_account(person=last, visitor=visitor(guest), at=NOW)
    end_role(person=guest, role="administrator", by=last, at=NOW)
    assert not visitor(guest, at=NOW + TICK).is_administrator


def test_the_desk_gives_a_role_until_a_day_and_says_until_when(client, time_machine):
    time_machine.move_to(NOW, tick=False)
    somebody = person("Ada")
    client.force_login(person("Boss", ADMINISTRATOR))
    there = reverse("directory-person", args=[somebody.public_id])
    for wrong, status in [("x", 400), ((NOW.date() - DAY).isoformat(), 400)]:
        response = client.post(there, {"act": "give office", "last_day": wrong})
        assert response.status_code == status and f'value="{wrong}"' in response.content.decode()
    last = (NOW.date() + 9 * DAY).isoformat()
    assert client.post(there, {"act": "give office", "last_day": last}).status_code == 302
    assert visitor(somebody).is_office
    shown = client.get(there).content.decode()
    assert re.search(r"seit <time[^>]*>[^<]*</time>, bis ", shown)
