"""The tree for everybody, and the desk where it is kept."""

from datetime import timedelta

import pytest
from django.urls import reverse

from mitmachstadt.people import actions
from mitmachstadt.people.enums import Capacity, OrganisationKind
from mitmachstadt.people.models import Organisation
from tests import factories as f
from tests.factories import NOW

pytestmark = pytest.mark.django_db
SENATE = OrganisationKind.SENATE_DEPARTMENT
YESTERDAY = NOW.date() - timedelta(days=1)


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def boss(client):
    made = f.administrator("Chefin")
    client.force_login(made.person)
    return made


def in_words(response):
    return response.content.decode()


def unit(name, parent=None):
    return actions.found_organisation(name=name, kind=SENATE, parent=parent)


def post(client, organisation, act, **fields):
    data = {"act": act, **{f"{act}-{name}": value for name, value in fields.items()}}
    return client.post(reverse("directory-organisation", args=[organisation.public_id]), data)


def renamed(client, boss, organisation, name):
    actions.reorganise(
        organisation=organisation, name=name, parent=None, since=NOW.date(), visitor=boss, at=NOW
    )


def test_tree_shows_what_belongs_where_today_and_on_a_day_before(client, boss):
    top = unit("Kanzlei")
    staff = unit("Stabsstelle", parent=top)
    renamed(client, boss, staff, "Stab Digitales")
    now = in_words(client.get(reverse("organisations")))
    before = in_words(client.get(reverse("organisations"), {"tag": YESTERDAY.isoformat()}))
    assert "Stab Digitales" in now
    assert "Stabsstelle" not in now
    assert "Stabsstelle" in before
    assert "Stab Digitales" not in before


@pytest.mark.parametrize("day", ["", "x", "2026-13-41", "9999-12-31", "0001-01-01"])
def test_any_day_in_the_address_is_answered(client, day):
    unit("Kanzlei")
    assert client.get(reverse("organisations"), {"tag": day}).status_code == 200


@pytest.mark.parametrize("number", [1, 3])
def test_tree_takes_the_same_statements_for_one_and_three(
    client, boss, django_assert_num_queries, number
):
    top = unit("Kanzlei")
    for place in range(number):
        unit(f"Referat {place}", parent=top)
    with django_assert_num_queries(4):
        client.get(reverse("organisations"))


def test_page_of_an_organisation_tells_its_history_and_what_it_said(client, boss):
    person = f.person("Ada")
    club = f.organisation("Radverein", person)
    f.remark(
        f.open_passage(),
        "Mehr Bügel bitte.",
        by=f.visitor(person),
        capacity=Capacity.ORGANISATION,
        organisation=club,
    )
    renamed(client, boss, club, "Alle Räder e. V.")
    words = in_words(client.get(reverse("organisation", args=[club.public_id])))
    assert "Alle Räder e. V." in words
    assert "Mehr Bügel bitte." in words
    assert "damals „Radverein“" in words


@pytest.mark.parametrize("number", [1, 3])
def test_page_of_an_organisation_takes_the_same_statements_for_one_and_three(
    client, boss, django_assert_num_queries, number
):
    person = f.person("Ada")
    top = unit("Kanzlei")
    club = f.organisation("Radverein", person)
    actions.reorganise(
        organisation=club, name="Radverein", parent=top, since=NOW.date(), visitor=boss, at=NOW
    )
    for _ in range(number):
        f.remark(
            f.open_passage(),
            by=f.visitor(person),
            capacity=Capacity.ORGANISATION,
            organisation=club,
        )
        unit(f"Referat {_}", parent=club)
    with django_assert_num_queries(10):
        client.get(reverse("organisation", args=[club.public_id]))


def test_unknown_organisation_is_a_page_that_is_not_there(client, boss):
    assert client.get(reverse("organisation", args=["zzzzzzzzzz"])).status_code == 404
    assert client.get(reverse("directory-organisation", args=["zzzzzzzzzz"])).status_code == 404


def test_desk_renames_from_a_day_on(client, boss):
    staff, top = unit("Stab"), unit("Kanzlei")
    answer = post(
        client, staff, "reorganise",
        name="Stab Digitales", parent=top.public_id, since=YESTERDAY.isoformat(), reason="",
    )  # fmt: skip
    assert answer.status_code == 302
    staff.refresh_from_db()
    assert (staff.name, staff.parent) == ("Stab Digitales", top)


def test_desk_says_why_not_and_keeps_what_was_typed(client, boss):
    staff = unit("Stab")
    answer = post(client, staff, "reorganise", name="Stab Neu", parent="", since="2027-01-01")
    words = in_words(answer)
    assert answer.status_code == 400
    assert "Wählen Sie einen Tag bis heute" in words
    assert 'value="Stab Neu"' in words


def test_desk_dissolves_in_favour_of_two(client, boss):
    staff, one, two = unit("Stab"), unit("Eins"), unit("Zwei")
    post(
        client, staff, "dissolve",
        on=NOW.date().isoformat(), successor=one.public_id, another=two.public_id,
    )  # fmt: skip
    staff.refresh_from_db()
    assert staff.ended == NOW.date()
    words = in_words(client.get(reverse("organisation", args=[staff.public_id])))
    assert "Eins" in words
    assert "Zwei" in words


def test_desk_verifies_and_describes(client, boss):
    staff = unit("Stab")
    post(client, staff, "verify", grounds="VR 1")
    post(client, staff, "describe", about="Plant.", website="https://beispiel.example/")
    staff.refresh_from_db()
    assert (staff.verified, staff.about) == ("VR 1", "Plant.")
    assert staff.website == "https://beispiel.example/"


@pytest.mark.parametrize("website", ["javascript:alert(1)", "kein", "https://"])
def test_an_address_that_is_none_is_refused(client, boss, website):
    staff = unit("Stab")
    assert post(client, staff, "describe", about="", website=website).status_code == 400
    assert Organisation.objects.get(pk=staff.pk).website == ""


def test_nonsense_changes_nothing(client, boss):
    staff = unit("Stab")
    assert post(client, staff, "explode").status_code == 200
    assert post(client, staff, "dissolve", on="x", successor="zzz").status_code == 400


def test_others_are_not_let_in(client):
    staff = unit("Stab")
    client.force_login(f.office().person)
    assert post(client, staff, "verify", grounds="VR 1").status_code == 403
