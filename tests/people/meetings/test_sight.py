"""What is public of meetings and assignments, and who keeps them."""

import pytest
from django.urls import reverse

from mitmachstadt.people import actions
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.errors import BodyNotPublic, NotPublic, RoleNeeded
from tests import factories as f
from tests.factories import NOW
from tests.people.meetings.minutes import BODY, TODAY, WEEK, assign, meet, page, say

pytestmark = pytest.mark.django_db

QUIET = "Runder Tisch Sicherheit"


@pytest.fixture
def quiet():
    return actions.enter_organisation(
        name=QUIET, kind=BODY, district=None, public=False, verified="Satzung",
        visitor=f.administrator("Chefin"), at=NOW,
    )  # fmt: skip


def test_a_public_body_names_only_who_is_public(council, quiet, unit, office):
    with pytest.raises(NotPublic):
        assign(council, quiet, office)
    assign(quiet, unit, office)


@pytest.mark.parametrize("role", [None, BuiltInGroup.MODERATOR, BuiltInGroup.AUDITOR])
def test_only_office_and_administration_keep_the_minutes(council, unit, role):
    by = f.visitor(f.person("Ada", *([role] if role else [])))
    for act in (lambda: meet(council, by), lambda: assign(council, unit, by)):
        with pytest.raises(RoleNeeded):
            act()
    meet(council, f.administrator("Chefin"))


def test_what_a_hidden_body_does_leaks_nowhere_even_when_it_opens(client, quiet, unit, office):
    meeting = meet(quiet, office, agenda="Lücke im Netz")
    say(meeting, "Lücke bestätigt", office, at=NOW)
    assign(quiet, unit, office, text="Lücke schließen")
    assert client.get(reverse("meetings", args=[quiet.public_id])).status_code == 404
    for address in ("organisation", "details"):
        assert "Lücke" not in page(client, address, unit)
    actions.open_body(body=quiet, visitor=f.administrator("Chefin"), at=NOW)
    quiet.refresh_from_db()
    meet(quiet, office, day=TODAY + WEEK, title="Erste offene Sitzung")
    shown = page(client, "meetings", quiet) + page(client, "organisation", quiet)
    assert "Erste offene Sitzung" in shown
    assert "Lücke" not in shown + page(client, "details", unit)
    client.force_login(office.person)
    shown = page(client, "meetings", quiet)
    assert all(words in shown for words in ("Lücke bestätigt", "Lücke schließen"))
    assert "Lücke schließen" in page(client, "details", unit)


def test_a_meeting_planned_before_its_body_opens_is_shown_on_purpose(client, quiet, office):
    meeting = meet(quiet, office, day=TODAY + WEEK, title="Vorgespräch")
    with pytest.raises(BodyNotPublic):
        actions.show_meeting(meeting=meeting, visitor=office, at=NOW)
    actions.open_body(body=quiet, visitor=f.administrator("Chefin"), at=NOW)
    assert "Vorgespräch" not in page(client, "meetings", quiet)
    client.force_login(office.person)
    there = reverse("directory-meeting", args=[meeting.public_id])
    assert "Sitzung öffentlich machen" in client.get(there).content.decode()
    assert client.post(there, {"act": "show"}).status_code == 302
    assert client.post(there, {"act": "show"}).status_code == 409
    client.logout()
    assert "Vorgespräch" in page(client, "meetings", quiet)
