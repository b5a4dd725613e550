"""Staff may write as citizens; where they work is written down at that moment and shown."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse

from mitmachstadt.answers.calculations import working_list
from mitmachstadt.answers.cards import inbox_rows_html
from mitmachstadt.answers.queries import inbox_rows, working_rows
from mitmachstadt.contributions import actions as contributions
from mitmachstadt.ledger.models import Entry
from mitmachstadt.nodes.enums import Kind
from mitmachstadt.nodes.models import Node
from mitmachstadt.people import actions
from mitmachstadt.people.enums import BuiltInGroup, Capacity, MembershipRole, OrganisationKind
from mitmachstadt.people.models import OrganisationMembership
from mitmachstadt.people.queries import affiliation_of, visitor
from tests import factories as f
from tests.factories import DAY, NOW, TICK

pytestmark = pytest.mark.django_db
WORKS, SPEAKS = MembershipRole.WORKS, MembershipRole.SPEAKS


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOW, tick=False)


def worker(unit, role=WORKS, *, until=None, name="Kim"):
    person = f.person(name)
    OrganisationMembership.objects.create(
        person=person, organisation=unit, role=role, since=NOW - 2 * DAY, until=until
    )
    return f.visitor(person)


def unit(name="Bezirksamt Pankow", kind=OrganisationKind.SUBORDINATE_AUTHORITY):
    return f.organisation(name, kind=kind)


@pytest.mark.parametrize(
    ("role", "words"),
    [
        (BuiltInGroup.OFFICE, "Strategiebüro"),
        (BuiltInGroup.ADMINISTRATOR, "Administration"),
        (BuiltInGroup.MODERATOR, "Moderation"),
        (BuiltInGroup.HELPER, ""),
        (BuiltInGroup.AUDITOR, ""),
    ],
)
def test_a_role_of_the_city_is_written_down_with_what_somebody_says_as_a_citizen(role, words):
    made = f.remark(f.open_passage(), by=f.visitor(f.person("Ida", role)))
    assert (made.capacity, made.affiliation) == (Capacity.CITIZEN, words)


def test_a_withheld_role_is_written_down_too():
    ida = visitor(f.person("Ida", BuiltInGroup.OFFICE), at=NOW, second_factor=False)
    assert not ida.is_office
    made = f.remark(f.open_passage(), by=ida)
    assert (made.capacity, made.affiliation) == (Capacity.CITIZEN, "Strategiebüro")


@pytest.mark.parametrize(
    ("kind", "role", "is_named"),
    [
        (OrganisationKind.SENATE_DEPARTMENT, WORKS, True),
        (OrganisationKind.SUBORDINATE_AUTHORITY, WORKS, True),
        (OrganisationKind.SUBORDINATE_AUTHORITY, SPEAKS, True),
        (OrganisationKind.BODY, WORKS, True),
        (OrganisationKind.BODY, SPEAKS, False),
        (OrganisationKind.CIVIL_SOCIETY, WORKS, False),
        (OrganisationKind.BUSINESS, SPEAKS, False),
    ],
)
def test_only_who_belongs_to_the_public_sector_has_an_affiliation(kind, role, is_named):
    made = f.remark(f.open_passage(), by=worker(unit("Amt", kind), role))
    assert made.affiliation == ("Amt" if is_named else "")


def test_a_membership_that_ended_yesterday_is_no_affiliation_and_one_until_tomorrow_is():
    before, later = unit("Altes Amt"), unit("Neues Amt")
    assert affiliation_of(worker(before, until=NOW - DAY), at=NOW) == ""
    assert affiliation_of(worker(before, until=NOW), at=NOW) == ""
    assert affiliation_of(worker(later, until=NOW + TICK), at=NOW) == "Neues Amt"


def test_speaking_for_a_club_does_not_hide_the_office_and_speaking_for_the_office_says_so():
    office = f.office()
    club = f.organisation("Radverein", office.person)
    said = {"capacity": Capacity.ORGANISATION, "organisation": club}
    assert f.remark(f.open_passage(), by=office, **said).affiliation == "Strategiebüro"
    assert f.remark(f.open_passage(), by=office, capacity=Capacity.OFFICE).affiliation == ""
    amt = unit("Amt")
    said = {"capacity": Capacity.ORGANISATION, "organisation": amt}
    assert f.remark(f.open_passage(), by=worker(amt), **said).affiliation == ""


def test_the_name_is_that_of_then():
    amt, boss = unit("Amt für Morgen"), f.administrator()
    made = f.remark(f.open_passage(), by=worker(amt))
    actions.reorganise(
        organisation=amt, name="Amt von gestern", parent=None, since=NOW.date(),
        visitor=boss, at=NOW,
    )  # fmt: skip
    made.refresh_from_db()
    assert made.affiliation == "Amt für Morgen"
    assert "Amt für Morgen" in made.card


def test_without_an_account_nobody_has_one_and_it_costs_no_statement(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert affiliation_of(f.visitor(), at=NOW) == ""
    ida = f.office()
    with django_assert_num_queries(1):
        affiliation_of(ida, at=NOW)


def test_it_is_shown_on_the_card_the_pages_the_lists_and_the_feed(client):
    about = f.open_passage(moderation="none")
    made = f.remark(about, by=worker(unit("Amt für Wege <b>")))
    shown = "arbeitet bei der Stadt: <bdi>Amt für Wege &lt;b&gt;</bdi>"
    for page in (about, made):
        assert shown in client.get(reverse("node", args=[page.public_id])).content.decode()
    assert "Amt für Wege &lt;b&gt;" in inbox_rows_html(inbox_rows()[0], at=NOW)
    assert "Amt für Wege <b>" in client.get(
        reverse("feed", args=[about.public_id])
    ).content.decode().replace("&lt;", "<").replace("&gt;", ">")
    assert working_rows()[0].affiliation == "Amt für Wege <b>"
    assert working_list(working_rows(), [])


def test_it_goes_into_the_register_with_the_words_and_out_with_them():
    sent = f.submitted(f.open_passage(), by=worker(unit("Amt")))
    line = Entry.objects.select_related("payload").get(
        kind="remark.submitted", subject=sent.node.public_id
    )
    assert line.payload.content["affiliation"] == "Amt"
    contributions.withdraw_remark(code=sent.code, at=NOW)
    sent.node.refresh_from_db()
    assert sent.node.affiliation == ""
    assert "Amt" not in json.dumps([sent.node.card, sent.node.path])


def test_a_correction_keeps_what_was_written_down_then():
    by = worker(unit("Amt"))
    sent = f.submitted(f.open_passage(), by=by)
    OrganisationMembership.objects.update(until=NOW)
    contributions.correct_remark(code=sent.code, text="Anders gesagt.", at=NOW + DAY)
    sent.node.refresh_from_db()
    assert (sent.node.text, sent.node.affiliation) == ("Anders gesagt.", "Amt")


def test_the_form_tells_before_anything_is_sent(client):
    about = f.open_passage()
    address = reverse("remark", args=[about.public_id])
    client.force_login(worker(unit("Amt")).person)
    assert "„arbeitet bei der Stadt: Amt“" in client.get(address).content.decode()
    client.force_login(f.person("Ada"))
    assert "arbeitet bei der Stadt" not in client.get(address).content.decode()


@pytest.mark.parametrize("ended", [timedelta(days=1), timedelta(0)])
@pytest.mark.parametrize("voice", ["organisation {club}", "office", "organisation", "x"])
@pytest.mark.parametrize("has_another", [True, False])
def test_a_forged_or_ended_capacity_is_refused_and_loses_no_words(
    client, voice, ended, has_another
):
    club, person = f.organisation("Radverein"), f.person("Ada")
    if has_another:
        f.organisation("Chor", person)
    OrganisationMembership.objects.create(
        person=person, organisation=club, role=WORKS, since=NOW - 9 * DAY, until=NOW - ended
    )
    client.force_login(person)
    about = f.open_passage()
    sent = {"text": "Meine Worte.", "voice": voice.format(club=club.public_id), "signed_in": "1"}
    answer = client.post(reverse("remark", args=[about.public_id]), sent)
    assert answer.status_code == 400
    assert "Meine Worte." in answer.content.decode()
    assert not Node.objects.filter(kind=Kind.REMARK).exists()


def test_a_forged_capacity_without_an_account_is_refused_as_well(client):
    about = f.open_passage()
    sent = {"text": "Meine Worte.", "voice": "office"}
    answer = client.post(reverse("remark", args=[about.public_id]), sent)
    assert answer.status_code == 400
    assert "nicht mehr schreiben" in answer.content.decode()
    assert "Meine Worte." in answer.content.decode()
    assert not Node.objects.filter(kind=Kind.REMARK).exists()
