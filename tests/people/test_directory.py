"""The administrator's desk: roles, organisations, accounts."""

import pytest
from django.test import Client
from django.urls import reverse

from mitmachstadt.ledger.models import Entry
from mitmachstadt.people import actions
from mitmachstadt.people.actions import note_session
from mitmachstadt.people.enums import ROLES, BuiltInGroup, OrganisationKind
from mitmachstadt.people.errors import (
    DistrictOfOfficeMissing,
    LastAdministrator,
    OrganisationNameMissing,
    OwnAccount,
    RoleNeeded,
    SignInNeeded,
)
from mitmachstadt.people.models import Organisation, Person
from mitmachstadt.people.queries import ANYONE, DIRECTORY_PAGE, directory_page, organisations_of
from mitmachstadt.people.rules import LONGEST_ORGANISATION
from tests import factories as f
from tests.factories import DAY, NOW

pytestmark = pytest.mark.django_db
CLUB = OrganisationKind.CIVIL_SOCIETY


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def boss(client):
    made = f.administrator("Chefin")
    client.force_login(made.person)
    return made


def verbs():
    """Each verb of the desk on something on which an administrator may do it."""
    person, club = f.person("Ada"), f.organisation("Radverein")
    member = f.person("Mia", BuiltInGroup.OFFICE)
    bound = f.organisation("Chor", member)
    return {
        "give_role": lambda me: actions.give_role(person=person, role="office", visitor=me, at=NOW),
        "take_role": lambda me: actions.take_role(person=member, role="office", visitor=me, at=NOW),
        "enter_organisation": lambda me: actions.enter_organisation(
            name="Neu", kind=CLUB, district=None, visitor=me, at=NOW
        ),
        "let_speak_for": lambda me: actions.let_speak_for(
            person=person, organisation=club, visitor=me, at=NOW
        ),
        "end_speaking_for": lambda me: actions.end_speaking_for(
            person=member, organisation=bound, visitor=me, at=NOW
        ),
        "close_account": lambda me: actions.close_account(person=person, visitor=me, at=NOW),
        "open_account": lambda me: actions.open_account(person=person, visitor=me, at=NOW),
        "sign_out_everywhere": lambda me: actions.sign_out_everywhere(
            person=person, visitor=me, at=NOW
        ),
    }


@pytest.mark.parametrize("name", sorted(
    ["give_role", "take_role", "enter_organisation", "let_speak_for", "end_speaking_for",
     "close_account", "open_account", "sign_out_everywhere"]
))  # fmt: skip
def test_only_an_administrator_may(name):
    act, boss = verbs()[name], f.administrator()
    strangers = [f.citizen(), f.office(), f.moderator()]
    before = Entry.objects.count()
    with pytest.raises(SignInNeeded):
        act(ANYONE)
    for stranger in strangers:
        with pytest.raises(RoleNeeded, match="Administration"):
            act(stranger)
    assert Entry.objects.count() == before
    act(boss)


def test_a_closed_account_cannot_sign_in_and_opens_again_with_two_lines_in_the_register(client):
    person, boss = f.person("Ada", password="fahrrad-und-regenschirm"), f.administrator()
    actions.close_account(person=person, visitor=boss, at=NOW)
    actions.close_account(person=person, visitor=boss, at=NOW)
    sent = {"email": person.email, "password": "fahrrad-und-regenschirm"}
    assert client.post(reverse("sign-in"), sent).status_code == 400
    actions.open_account(person=person, visitor=boss, at=NOW)
    assert client.post(reverse("sign-in"), sent).status_code == 302
    lines = Entry.objects.filter(subject=person.public_id).values_list("kind", flat=True)
    assert [kind for kind in lines if kind.startswith("person.c")] == ["person.closed"]
    assert [kind for kind in lines if kind.startswith("person.o")] == ["person.opened"]


def test_a_session_ends_with_its_account(client):
    person = f.person("Ada")
    client.force_login(person)
    assert client.get(reverse("account")).status_code == 200
    actions.close_account(person=person, visitor=f.administrator(), at=NOW)
    assert client.get(reverse("account")).status_code == 302


def test_a_session_is_ended_by_the_administration_alone(client):
    person, other = f.person("Ada"), Client()
    client.force_login(person)
    other.force_login(f.person("Bela"))
    # force_login makes no entry in the list of devices.
    for browser, who in ((client, "Ada"), (other, "Bela")):
        note_session(
            person=Person.objects.get(name=who), key=browser.session.session_key,
            device="Firefox", since=NOW, at=NOW,
        )  # fmt: skip
    actions.sign_out_everywhere(person=person, visitor=f.administrator(), at=NOW)
    assert client.get(reverse("account")).status_code == 302
    assert other.get(reverse("account")).status_code == 200


def test_neither_ones_own_account_nor_the_last_administrators_can_be_closed():
    one = f.administrator()
    with pytest.raises(OwnAccount):
        actions.close_account(person=one.person, visitor=one, at=NOW)
    two = f.administrator()
    actions.close_account(person=one.person, visitor=two, at=NOW)
    with pytest.raises(LastAdministrator):
        actions.close_account(person=two.person, visitor=one, at=NOW)


def test_an_organisation_needs_a_name_and_a_district_office_its_district():
    boss = f.administrator()

    def enter(name, kind=CLUB, district=None):
        return actions.enter_organisation(
            name=name, kind=kind, district=district, visitor=boss, at=NOW
        )

    for name in ("", " \u200b", "x" * (LONGEST_ORGANISATION + 1)):
        with pytest.raises(OrganisationNameMissing):
            enter(name)
    with pytest.raises(DistrictOfOfficeMissing):
        enter("Bezirksamt Mitte", OrganisationKind.DISTRICT_OFFICE)
    enter("Bezirksamt Mitte", OrganisationKind.DISTRICT_OFFICE, f.district("Mitte"))
    assert enter("x" * LONGEST_ORGANISATION) == enter("x" * LONGEST_ORGANISATION)
    assert Organisation.objects.count() == 2


def test_whoever_no_longer_speaks_for_an_organisation_can_do_so_again_later():
    person, boss, club = f.person("Ada"), f.administrator(), f.organisation("Radverein")
    mine = {"person": person, "organisation": club, "visitor": boss}
    actions.let_speak_for(**mine, at=NOW)
    actions.let_speak_for(**mine, at=NOW)
    assert Entry.objects.filter(kind="membership.began").count() == 1
    assert organisations_of(person, at=NOW) == [club]
    actions.end_speaking_for(**mine, at=NOW)
    assert organisations_of(person, at=NOW + f.TICK) == []
    actions.let_speak_for(**mine, at=NOW + DAY)
    assert organisations_of(person, at=NOW + DAY) == [club]


@pytest.mark.parametrize("number", [1, DIRECTORY_PAGE, DIRECTORY_PAGE + 1, 2 * DIRECTORY_PAGE + 3])
def test_the_directory_shows_everybody_once_page_by_page(number):
    made = [f.person(f"Person {n}") for n in range(number)]
    seen, before = [], None
    while True:
        page, before = directory_page(at=NOW, before=before)
        seen += [listing.person for listing in page]
        if before is None:
            break
    assert seen == made[::-1]


def test_the_directory_finds_by_part_of_the_name_the_address_or_the_role():
    ada, ben = f.person("Ada Winter"), f.person("Ben", BuiltInGroup.OFFICE)

    def found(**by):
        return [listing.person for listing in directory_page(at=NOW, **by)[0]]

    assert found(words="wint") == [ada]
    assert found(words=ben.email.upper()) == [ben]
    assert found(role="office") == [ben]
    assert found(words="wint", role="office") == []


@pytest.mark.parametrize("times", [1, 3])
def test_the_desks_take_the_same_statements_for_one_and_three(
    times, client, boss, django_assert_num_queries
):
    for _ in range(times):
        person = f.person("Ada", BuiltInGroup.MODERATOR)
        f.organisation(f"Verein {person.pk}", person)
    with django_assert_num_queries(6):
        assert client.get(reverse("directory")).status_code == 200
    with django_assert_num_queries(9):
        client.get(reverse("directory-person", args=[person.public_id]))
    with django_assert_num_queries(5):
        client.get(reverse("directory-organisations"))


def press(client, person, act, **more):
    there = reverse("directory-person", args=[person.public_id])
    return client.post(there, {"act": act, **more}, follow=True).content.decode()


def test_the_desk_does_what_its_buttons_say(client, boss):
    person, club = f.person("Ada"), f.organisation("Radverein")
    for role in ROLES:
        assert f"Ada hat jetzt die Aufgabe {role.label}." in press(client, person, f"give {role}")
        assert "nicht mehr" in press(client, person, f"take {role}")
    assert "sprechen" in press(client, person, "join", organisation=club.public_id, role="speaks")
    assert organisations_of(person, at=NOW) == [club]
    assert "nicht mehr für Radverein" in press(client, person, f"leave {club.public_id}")
    assert "ist geschlossen" in press(client, person, "close")
    assert "ist wieder offen" in press(client, person, "open")
    assert "überall abgemeldet" in press(client, person, "sign-out")
    assert "füllen Sie dieses Feld aus" in press(client, person, "join", organisation="")
    assert "Geändert wurde nichts" in press(client, person, "give king")
    assert "Geändert wurde nichts" in press(client, person, "leave nichts")


def test_the_desk_gives_the_reason_of_a_no(client, boss):
    html = press(client, boss.person, "take administrator")
    assert "letzte Person mit der Aufgabe Administration" in html


def test_an_organisation_is_entered_or_the_reason_told(client, boss):
    there = reverse("directory-organisations")
    refused = client.post(there, {"name": "Amt", "kind": "district_office", "district": ""})
    assert refused.status_code == 400 and "Bezirk" in refused.content.decode()
    done = client.post(there, {"name": "Amt", "kind": "body", "district": ""}, follow=True)
    assert "„Amt“ ist eingetragen." in done.content.decode()


def test_strangers_see_none_of_it(client):
    person = f.person("Ada")
    addresses = [
        reverse("directory"),
        reverse("directory-organisations"),
        reverse("directory-person", args=[person.public_id]),
    ]
    for address in addresses:
        assert client.get(address).status_code == 302
    client.force_login(f.office().person)
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 403
        assert person.email not in response.content.decode()
    assert Person.objects.filter(is_active=False).count() == 0


def test_somebody_who_does_not_exist_has_no_page(client, boss):
    assert client.get(reverse("directory-person", args=["nichts"])).status_code == 404
