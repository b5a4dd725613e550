"""Posts are roles; a person appears with one by their own consent and only while they are there."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from mitmachstadt.ledger.models import Entry
from mitmachstadt.people import actions
from mitmachstadt.people.enums import MembershipRole, OrganisationKind, PostState
from mitmachstadt.people.errors import (
    ConsentMissing,
    NotAMember,
    PostHasEnded,
    PostNameMissing,
    PostNamesSomebody,
    PostNameTaken,
    PostNeedsReason,
    PostOfAnother,
    ReorganisationLater,
    ReorganisationTooEarly,
    RoleNeeded,
    WhatTheyDoMissing,
)
from mitmachstadt.people.models import PostPeriod, StaffProfile
from mitmachstadt.people.queries import staff_of
from tests import factories as f
from tests.factories import DAY, NOW

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
FILLED, VACANT, NOT_THERE = PostState.FILLED, PostState.VACANT, PostState.NOT_ESTABLISHED


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def boss():
    return f.administrator("Chefin")


@pytest.fixture
def unit():
    return f.organisation("Amt für Wege", kind=OrganisationKind.SUBORDINATE_AUTHORITY)


def establish(unit, boss, name="Wegebeauftragte", state=FILLED, since=TODAY - DAY, **more):
    return actions.establish_post(
        organisation=unit, name=name, state=state, since=since, visitor=boss, at=NOW, **more
    )


def change(post, boss, state=VACANT, since=TODAY, **more):
    actions.change_post(post=post, state=state, since=since, visitor=boss, at=NOW, **more)


def member(unit, name="Kim", role=MembershipRole.SPEAKS, until=None):
    person = f.person(name)
    actions.join_organisation(
        person=person, organisation=unit, role=role, at=NOW - DAY, until=until
    )
    return f.visitor(person)


def show(unit, me, post=None, does="Plant Radwege", agrees=True):
    actions.show_myself(organisation=unit, does=does, agrees=agrees, post=post, visitor=me, at=NOW)


def page(client, unit):
    """As somebody signed in sees it: no page is kept for them, as it is inside a transaction."""
    client.force_login(f.person("Gast"))
    return client.get(reverse("organisation", args=[unit.public_id])).content.decode()


@pytest.mark.parametrize("state", [VACANT, NOT_THERE])
def test_a_post_that_nobody_has_needs_a_reason(boss, unit, state):
    with pytest.raises(PostNeedsReason, match="Grund"):
        establish(unit, boss, state=state, reason=" \u200b ")
    post = establish(unit, boss)
    with pytest.raises(PostNeedsReason):
        change(post, boss, state=state)
    with pytest.raises(IntegrityError), transaction.atomic():
        PostPeriod.objects.filter(post=post).update(state=state, reason="")


def test_a_post_has_a_name_of_its_own_and_what_happens_has_happened(boss, unit):
    for name in ("", "x" * 121):
        with pytest.raises(PostNameMissing):
            establish(unit, boss, name=name)
    post = establish(unit, boss)
    with pytest.raises(PostNameTaken):
        establish(unit, boss)
    with pytest.raises(ReorganisationLater):
        change(post, boss, since=TODAY + DAY, reason="Noch nicht")
    with pytest.raises(ReorganisationTooEarly):
        change(post, boss, since=TODAY - DAY, reason="Zu früh")
    with pytest.raises(RoleNeeded):
        establish(unit, f.office(), name="Neue Stelle")
    actions.end_post(post=post, on=TODAY, visitor=boss, at=NOW)
    with pytest.raises(PostHasEnded):
        change(post, boss, state=FILLED)
    establish(unit, boss)


def test_what_was_with_a_post_before_stays(client, boss, unit):
    post = establish(unit, boss, state=NOT_THERE, reason="Im Haushalt fehlt die Stelle.")
    assert "Im Haushalt fehlt die Stelle." in page(client, unit)
    assert "nicht eingerichtet" in page(client, unit)
    change(post, boss, state=FILLED)
    assert "nicht eingerichtet" not in page(client, unit)
    details = client.get(reverse("details", args=[unit.public_id])).content.decode()
    assert "Im Haushalt fehlt die Stelle." in details


def test_nobody_is_shown_without_consent_words_and_membership(boss, unit):
    me, stranger = member(unit), f.citizen()
    with pytest.raises(ConsentMissing):
        show(unit, me, agrees=False)
    with pytest.raises(WhatTheyDoMissing):
        show(unit, me, does=" \u200b")
    for other in (stranger, f.visitor(), member(unit, "Ex", until=NOW)):
        with pytest.raises(NotAMember):
            show(unit, other)
    elsewhere = f.organisation("Chor")
    with pytest.raises(PostOfAnother):
        show(unit, me, establish(elsewhere, boss))
    assert not StaffProfile.objects.exists()


def test_a_person_is_shown_with_their_post_and_takes_it_back(client, boss, unit):
    post, me = establish(unit, boss), member(unit, "Kim <i>")
    show(unit, me, post)
    assert "<bdi>Kim &lt;i&gt;</bdi>: Plant Radwege" in page(client, unit)
    actions.hide_myself(organisation=unit, visitor=me, at=NOW)
    assert "Kim" not in page(client, unit)
    assert not StaffProfile.objects.exists()
    told = Entry.objects.filter(kind__startswith="profile.").select_related("payload")
    assert [line.kind for line in told] == ["profile.agreed", "profile.withdrawn"]
    assert "Kim" not in str([line.payload.content for line in told])


def leaves(person, unit, boss):
    actions.end_speaking_for(person=person, organisation=unit, visitor=boss, at=NOW)


def is_dissolved(person, unit, boss):
    actions.dissolve(organisation=unit, successors=[], on=TODAY, visitor=boss, at=NOW)


def closes(person, unit, boss):
    actions.close_account(person=person, visitor=boss, at=NOW)


def vacant(person, unit, boss):
    change(StaffProfile.objects.get().post, boss, reason="Gegangen")


def post_ends(person, unit, boss):
    actions.end_post(post=StaffProfile.objects.get().post, on=TODAY, visitor=boss, at=NOW)


@pytest.mark.parametrize("end", [leaves, is_dissolved, closes, vacant, post_ends])
def test_no_name_persists_after_leaving(client, boss, unit, end):
    me = member(unit, "Kim Muster")
    show(unit, me, establish(unit, boss))
    assert "Kim Muster" in page(client, unit)
    end(me.person, unit, boss)
    for name in ("organisation", "details"):
        shown = client.get(reverse(name, args=[unit.public_id])).content.decode()
        assert "Kim Muster" not in shown


def test_who_stays_until_a_day_is_gone_the_day_after(client, boss, unit, time_machine):
    me = f.visitor(f.person("Kim"))
    actions.let_speak_for(
        person=me.person, organisation=unit, until=TODAY, visitor=boss, at=NOW - timedelta(hours=1)
    )
    show(unit, me)
    assert "Plant Radwege" in page(client, unit)
    time_machine.move_to(NOW + DAY, tick=False)
    assert "Plant Radwege" not in page(client, unit)
    assert staff_of(unit, at=NOW + DAY).people == []


def test_another_role_in_the_same_place_keeps_the_consent(boss, unit):
    me = member(unit)
    show(unit, me)
    actions.let_speak_for(
        person=me.person, organisation=unit, role=MembershipRole.WORKS, visitor=boss, at=NOW
    )
    assert [p.does for p in staff_of(unit, at=NOW).people] == ["Plant Radwege"]


@pytest.mark.parametrize("number", [1, 3])
def test_page_of_a_unit_takes_the_same_statements_for_one_and_three(
    client, boss, unit, django_assert_num_queries, number
):
    for place in range(number):
        post = establish(unit, boss, name=f"Stelle {place}")
        show(unit, member(unit, f"Kim {place}"), post)
    with django_assert_num_queries(7):
        client.get(reverse("organisation", args=[unit.public_id]))


def test_the_desk_enters_changes_and_ends_a_post(client, boss, unit):
    client.force_login(boss.person)
    address = reverse("directory-posts", args=[unit.public_id])
    assert "Die Aufgabe, nicht die Person" in client.get(address).content.decode()
    sent = {
        "name": "Wegebeauftragte", "kind": "staff", "state": "vacant",
        "since": (TODAY - DAY).isoformat(), "reason": "",
    }  # fmt: skip
    refused = client.post(address, sent)
    assert refused.status_code == 400
    assert 'value="Wegebeauftragte"' in refused.content.decode()
    assert client.post(address, {**sent, "reason": "Ausgeschrieben"}).status_code == 302
    post = unit.posts.get()
    there = reverse("directory-post", args=[post.public_id])
    filled = {"act": "change", "change-state": "filled", "change-since": TODAY.isoformat()}
    assert client.post(there, filled).status_code == 302
    assert client.post(there, {"act": "end", "end-on": TODAY.isoformat()}).status_code == 409
    assert client.post(there, {"act": "end", "end-on": "x"}).status_code == 400
    assert client.get(there).status_code == 200


def test_somebody_shows_and_hides_themselves_on_their_own_page(client, boss, unit):
    post, me = establish(unit, boss), member(unit)
    client.force_login(me.person)
    address = reverse("show-myself", args=[unit.public_id])
    without = client.post(address, {"does": "Plant Radwege", "post": post.public_id})
    assert without.status_code == 400
    assert "Ohne Ihre Zustimmung" in without.content.decode()
    sent = {"does": "Plant Radwege", "post": post.public_id, "agrees": "on"}
    assert client.post(address, sent).status_code == 302
    assert "Plant Radwege" in client.get(reverse("my-organisations")).content.decode()
    hide = {"act": f"hide {unit.public_id}"}
    assert client.post(reverse("my-organisations"), hide).status_code == 302
    assert not StaffProfile.objects.exists()
    client.force_login(f.person("Fremd"))
    assert client.get(address).status_code == 404
    assert client.post(reverse("my-organisations"), hide).status_code == 403


def test_a_post_is_not_called_like_somebody_there(unit, boss):
    ada = f.person("Ada Amt")
    with pytest.raises(PostNamesSomebody):
        actions.join_organisation(person=ada, organisation=unit, at=NOW - DAY)
        establish(unit, boss, name="ada AMT")
    assert establish(f.organisation("Anderes Amt"), boss, name="Ada Amt").name == "Ada Amt"
