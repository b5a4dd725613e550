"""Asking to speak for an organisation: nobody does before it is verified, and a no has a reason."""

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse

from mitmachstadt.people import actions
from mitmachstadt.people.enums import MembershipRole, OrganisationKind, RequestState
from mitmachstadt.people.errors import (
    DeclineNeedsReason,
    GroundsMissing,
    OrganisationHasEnded,
    OrganisationNameMissing,
    RequestAlreadyOpen,
    RequestDecided,
    RequestIncomplete,
    RoleNeeded,
    SignInNeeded,
    SpeaksAlready,
    TooManyRequests,
)
from mitmachstadt.people.models import Organisation, OrganisationMembership, SpeakingRequest
from mitmachstadt.people.queries import ANYONE, organisations_of, requests_waiting, units_worked_for
from mitmachstadt.people.rules import MOST_OPEN_REQUESTS
from mitmachstadt.people.tasks import mail_request_decided
from tests import factories as f
from tests.factories import DAY, NOW

pytestmark = pytest.mark.django_db
SPEAKS, WORKS = MembershipRole.SPEAKS, MembershipRole.WORKS


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def boss():
    return f.administrator("Chefin")


def ask(me, organisation=None, name="Neuer Verein", function="Vorstand", proof="Register", **more):
    return actions.ask_to_speak(
        organisation=organisation, name=name, function=function, proof=proof, visitor=me, at=NOW,
        **more,
    )  # fmt: skip


def grant(asked, boss, role=SPEAKS, **more):
    return actions.grant_request(request=asked, role=role, visitor=boss, at=NOW, **more)


def test_nobody_asks_without_an_account_a_name_or_a_way_to_look_into_it():
    me = f.citizen()
    with pytest.raises(SignInNeeded):
        ask(ANYONE)
    for name in ("", " ", "x" * 201):
        with pytest.raises(OrganisationNameMissing):
            ask(me, name=name)
    with pytest.raises(RequestIncomplete):
        ask(me, function=" ")
    with pytest.raises(RequestIncomplete):
        ask(me, proof="\u200b")
    assert not SpeakingRequest.objects.exists()


def test_one_open_request_for_each_organisation_and_a_few_at_a_time():
    me, club = f.citizen(), f.organisation("Radverein")
    ask(me, club)
    for again in (club, None):
        with pytest.raises(RequestAlreadyOpen, match=r"(?i)radverein"):
            ask(me, again, name="radVEREIN")
    with pytest.raises(IntegrityError), transaction.atomic():
        SpeakingRequest.objects.create(
            person=me.person, name="Radverein", function="x", proof="y", created=NOW
        )
    for number in range(MOST_OPEN_REQUESTS - 1):
        ask(me, name=f"Verein {number}")
    with pytest.raises(TooManyRequests):
        ask(me, name="Noch einer")
    ask(f.citizen("Andere"), club)


def test_asking_gives_nothing_and_granting_speaks_from_then_on(boss):
    me, club = f.citizen(), f.organisation("Radverein")
    asked = ask(me, club)
    assert organisations_of(me.person, at=NOW) == []
    grant(asked, boss)
    assert organisations_of(me.person, at=NOW) == [club]
    assert units_worked_for(me.person, at=NOW) == []
    with pytest.raises(SpeaksAlready):
        ask(me, club)


def test_works_is_granted_as_well(boss):
    me, club = f.citizen(), f.organisation("Radverein")
    grant(ask(me, club), boss, role=WORKS)
    assert units_worked_for(me.person, at=NOW) == [club]


@pytest.mark.parametrize("known", [True, False])
def test_nobody_speaks_before_the_organisation_is_verified(boss, known):
    me, club = f.citizen(), None
    if known:
        club = actions.found_organisation(
            name="Neuer Verein", kind=OrganisationKind.CIVIL_SOCIETY, verified=""
        )
    asked = ask(me, club, kind=OrganisationKind.SCIENCE, website="https://verein.example/")
    with pytest.raises(GroundsMissing, match="geprüft"):
        grant(asked, boss, grounds="  ")
    assert not OrganisationMembership.objects.exists()
    assert organisations_of(me.person, at=NOW) == []
    made = grant(asked, boss, grounds="VR 123 gelesen")
    assert (made.verified, organisations_of(me.person, at=NOW)) == ("VR 123 gelesen", [made])
    if not known:
        assert (made.kind, made.website) == ("science", "https://verein.example/")


def test_no_authority_comes_into_being_by_asking(boss):
    asked = ask(f.citizen(), kind=OrganisationKind.SENATE_DEPARTMENT)
    assert grant(asked, boss, grounds="x").kind == OrganisationKind.CIVIL_SOCIETY


def test_two_ask_for_the_same_new_organisation_and_it_is_one(boss):
    first, second = ask(f.citizen("Ada")), ask(f.citizen("Ben"))
    assert grant(first, boss, grounds="VR 1") == grant(second, boss)
    assert Organisation.objects.count() == 1


def test_a_no_has_a_reason_that_the_person_reads(client, boss, django_capture_on_commit_callbacks):
    me = f.citizen("Ada")
    asked = ask(me)
    with pytest.raises(DeclineNeedsReason):
        actions.decline_request(request=asked, reason=" ", visitor=boss, at=NOW)
    actions.decline_request(request=asked, reason="Kein <b>Eintrag</b>.", visitor=boss, at=NOW)
    client.force_login(me.person)
    for name in ("account", "my-organisations"):
        assert "Kein &lt;b&gt;Eintrag&lt;/b&gt;." in client.get(reverse(name)).content.decode()
    mail_request_decided.call(public_id=asked.public_id, site="https://stadt.example")
    assert mail.outbox[-1].to == [me.person.email]
    assert "Kein <b>Eintrag</b>." in mail.outbox[-1].body
    assert "https://stadt.example/de/konto/organisationen/" in mail.outbox[-1].body


def test_a_request_is_decided_once_and_by_the_administration(boss):
    asked, office = ask(f.citizen()), f.office()
    with pytest.raises(RoleNeeded):
        grant(asked, office, grounds="x")
    with pytest.raises(RoleNeeded):
        actions.decline_request(request=asked, reason="Nein", visitor=office, at=NOW)
    actions.decline_request(request=asked, reason="Nein", visitor=boss, at=NOW)
    with pytest.raises(RequestDecided, match="abgelehnt"):
        grant(asked, boss, grounds="x")
    with pytest.raises(RequestDecided):
        actions.decline_request(request=asked, reason="Nochmal", visitor=boss, at=NOW)


def test_somebody_takes_their_own_request_back_and_nobody_elses(client):
    me, other = f.citizen("Ada"), f.citizen("Ben")
    asked = ask(me)
    client.force_login(other.person)
    act = {"act": f"withdraw {asked.public_id}"}
    assert client.post(reverse("my-organisations"), act).status_code == 403
    client.force_login(me.person)
    assert client.post(reverse("my-organisations"), act).status_code == 302
    asked.refresh_from_db()
    assert asked.state == RequestState.WITHDRAWN
    ask(me)


def test_an_organisation_that_ended_meanwhile_is_not_granted(boss):
    club = f.organisation("Radverein")
    asked = ask(f.citizen(), club)
    actions.dissolve(organisation=club, successors=[], on=NOW.date(), visitor=boss, at=NOW)
    asked.refresh_from_db()
    with pytest.raises(OrganisationHasEnded):
        grant(asked, boss)
    with pytest.raises(OrganisationHasEnded):
        ask(f.citizen(), Organisation.objects.get(pk=club.pk))


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_the_same_statements_for_one_and_three(
    client, boss, django_assert_num_queries, number
):
    for place in range(number):
        ask(f.citizen(f"Ada {place}"), f.organisation(f"Verein {place}"))
    client.force_login(boss.person)
    with django_assert_num_queries(4):
        shown = client.get(reverse("speaking-requests")).content.decode()
    assert shown.count("wartet 0 Tage") == number


def test_the_list_is_paged_and_the_oldest_stands_first(monkeypatch):
    monkeypatch.setattr("mitmachstadt.people.queries.speaking.REQUESTS_PAGE", 2)
    made = [ask(f.citizen(f"Ada {n}"), name=f"Verein {n}") for n in range(3)]
    first, more = requests_waiting()
    rest, end = requests_waiting(after=more)
    assert (first, rest, end) == (made[:2], made[2:], None)


def test_the_pages_ask_and_decide_and_lose_no_words(client, boss):
    me = f.citizen("Ada")
    client.force_login(me.person)
    sent = {"name": "Neuer Verein", "kind": "civil_society", "function": "Vorstand", "proof": ""}
    refused = client.post(reverse("ask-to-speak"), sent)
    assert refused.status_code == 400
    assert 'value="Neuer Verein"' in refused.content.decode()
    sent["proof"] = "Siehe Register"
    assert client.post(reverse("ask-to-speak"), sent).status_code == 302
    asked = SpeakingRequest.objects.get()
    address = reverse("speaking-request", args=[asked.public_id])
    assert client.get(address).status_code == 403
    client.force_login(boss.person)
    assert "Siehe Register" in client.get(address).content.decode()
    yes = {"act": "grant", "grant-role": "speaks", "grant-grounds": ""}
    assert client.post(address, yes).status_code == 400
    assert client.post(address, {"act": "decline", "decline-reason": ""}).status_code == 400
    assert client.post(address, {**yes, "grant-grounds": "VR 1"}).status_code == 302
    assert client.post(address, {**yes, "grant-grounds": "VR 1"}).status_code == 409
    assert [o.name for o in organisations_of(me.person, at=NOW)] == ["Neuer Verein"]
    assert client.get(reverse("speaking-requests")).status_code == 200


def test_an_editor_corrects_the_description_and_nothing_else(client):
    club, editor, speaker = f.organisation("Radverein"), f.person("Kim"), f.person("Ada")
    gone = f.person("Ex")
    actions.join_organisation(person=editor, organisation=club, role=WORKS, at=NOW - DAY)
    actions.join_organisation(person=speaker, organisation=club, role=SPEAKS, at=NOW - DAY)
    actions.join_organisation(
        person=gone, organisation=club, role=WORKS, at=NOW - 2 * DAY, until=NOW - DAY
    )
    address = reverse("describe-organisation", args=[club.public_id])
    sent = {"about": "Wir fahren.", "website": "https://rad.example/", "name": "Gekapert"}
    assert client.get(address).status_code == 302
    for other in (speaker, gone, f.office().person):
        client.force_login(other)
        assert client.post(address, sent).status_code == 403
    club.refresh_from_db()
    assert club.about == ""
    client.force_login(editor)
    assert client.post(address, {**sent, "website": "javascript:x"}).status_code == 400
    assert client.post(address, sent).status_code == 302
    club.refresh_from_db()
    assert (club.name, club.about, club.website) == (
        "Radverein", "Wir fahren.", "https://rad.example/",
    )  # fmt: skip
