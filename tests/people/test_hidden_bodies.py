"""Bodies that are not public: nothing names them, and nobody belongs to them by accident."""

from datetime import timedelta

import pytest
from django.urls import reverse

from mitmachstadt.formats.actions import record_involvement
from mitmachstadt.people import actions
from mitmachstadt.people.enums import MembershipRole, OrganisationKind
from mitmachstadt.people.errors import BodyWithHiddenMember, NameOfHiddenBody, NotPublic
from mitmachstadt.people.models import Organisation, OrganisationMembership
from tests import factories as f
from tests.factories import NOW

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOW, tick=False)


def hidden(name="Stiller Kreis"):
    return actions.found_organisation(name=name, kind=OrganisationKind.BODY, public=False)


def test_who_asks_for_a_new_organisation_called_like_a_hidden_body_does_not_become_its_member():
    body, boss, me = hidden(), f.administrator(), f.citizen()
    asked = actions.ask_to_speak(
        name=body.name, function="Vorstand", proof="Register", visitor=me, at=NOW
    )
    with pytest.raises(NameOfHiddenBody):
        actions.grant_request(
            request=asked, role=MembershipRole.SPEAKS, grounds="gelesen", visitor=boss, at=NOW
        )
    assert not OrganisationMembership.objects.exists()
    actions.let_speak_for(person=me.person, organisation=body, visitor=boss, at=NOW)
    assert OrganisationMembership.objects.get().organisation == body


def test_body_whose_member_is_hidden_is_not_opened_before_the_member():
    body, other, boss = hidden(), hidden("Noch ein stiller Kreis"), f.administrator()
    actions.seat_in_body(
        body=body, sender=other, since=TODAY, until=TODAY + timedelta(days=9), visitor=boss, at=NOW
    )
    with pytest.raises(BodyWithHiddenMember, match=other.name):
        actions.open_body(body=body, visitor=boss, at=NOW)
    assert not Organisation.objects.filter(public=True).exists()
    for each in (other, body):
        actions.open_body(body=each, visitor=boss, at=NOW)
    assert Organisation.objects.filter(public=True).count() == 2


def test_desk_of_a_process_neither_offers_a_hidden_body_nor_writes_it_down(client):
    body, process, office = hidden(), f.opened_process(), f.office()
    known = f.organisation("Amt")
    client.force_login(office.person)
    record = record_involvement(
        process=process, organisation=known, invited_on=TODAY, visitor=office, at=NOW
    )
    desk = client.get(reverse("process-desk", args=[process.node.public_id])).content.decode()
    there = reverse("process-invitation", args=[process.node.public_id, record.pk])
    for shown in (desk, client.get(there).content.decode()):
        assert "Amt" in shown and body.name not in shown
    with pytest.raises(NotPublic):
        record_involvement(
            process=process, organisation=body, invited_on=TODAY, visitor=office, at=NOW
        )
