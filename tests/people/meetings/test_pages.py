"""The desk of the minutes, and lists that go on page by page."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from mitmachstadt.answers.actions import record_decision
from mitmachstadt.people import actions
from mitmachstadt.people.models import Assignment, Meeting
from mitmachstadt.people.queries import assigned_to, meetings_of
from tests import factories as f
from tests.factories import NOW
from tests.people.meetings.minutes import BODY, TODAY, WEEK, assign, finish, meet, page

pytestmark = pytest.mark.django_db


def test_the_desk_takes_minutes_and_keeps_what_was_typed(client, council, unit, office):
    client.force_login(office.person)
    address = reverse("directory-meetings", args=[council.public_id])
    assert client.get(reverse("directory-meetings", args=[unit.public_id])).status_code == 404
    sent = {"act": "meet", "meet-day": TODAY.isoformat(), "meet-title": "12. Sitzung"}
    assert client.post(address, sent).status_code == 302
    again = client.post(address, {**sent, "meet-agenda": "Noch ein Punkt"})
    assert again.status_code == 409
    shown = again.content.decode()
    assert "Noch ein Punkt" in shown
    assert "schon eine Sitzung eingetragen" in shown
    sent = {
        "act": "assign", "assign-assignee": unit.public_id, "assign-text": "Konzept vorlegen",
        "assign-given": TODAY.isoformat(), "assign-due": "",
    }  # fmt: skip
    refused = client.post(address, sent)
    assert refused.status_code == 400
    assert "Konzept vorlegen" in refused.content.decode()
    assert client.post(address, {**sent, "assign-due": TODAY.isoformat()}).status_code == 302
    meeting, assignment = Meeting.objects.get(), Assignment.objects.get()
    there = reverse("directory-meeting", args=[meeting.public_id])
    said = {"title": "12. Sitzung", "outcome": "Beschlossen.", "seen": "1"}
    assert client.post(there, {**said, "seen": ""}).status_code == 400
    assert client.post(there, said).status_code == 302
    refused = client.post(there, {**said, "outcome": "Von jemand anderem."})
    shown = refused.content.decode()
    assert refused.status_code == 409
    assert all(words in shown for words in ("Inzwischen", "Von jemand anderem.", "Beschlossen."))
    assert 'name="seen" value="2"' in shown
    assert client.post(there, {"act": "call_off"}).status_code == 409
    there = reverse("directory-assignment", args=[assignment.public_id])
    said = {"act": "finish", "finish-on": TODAY.isoformat(), "finish-seen": "1"}
    assert client.post(there, {**said, "finish-result": ""}).status_code == 400
    changed = {"act": "correct", "correct-text": "Konzept", "correct-due": TODAY.isoformat()}
    assert client.post(there, {**changed, "correct-seen": "1"}).status_code == 400
    changed |= {"correct-because": "Kürzer", "correct-seen": "1"}
    assert client.post(there, changed).status_code == 302
    refused = client.post(there, {**said, "finish-result": "Liegt bei."})
    assert refused.status_code == 409
    assert "Liegt bei." in refused.content.decode()
    assert (
        client.post(there, {**said, "finish-result": "Da.", "finish-seen": "2"}).status_code == 302
    )
    assert client.post(there, {**changed, "correct-seen": "3"}).status_code == 409
    assert "Beschlossen." in client.get(address).content.decode()
    for name in ("directory-meeting", "directory-assignment", "directory-meetings"):
        assert client.get(reverse(name, args=["zzzzzzzzzz"])).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("signed_in", [False, True])
def test_pages_take_the_same_statements_for_one_and_three(
    client, council, unit, office, django_assert_num_queries, number, signed_in
):
    actions.reorganise(
        organisation=council, name="Lenkungsrat", parent=f.organisation("Senat", kind=BODY),
        since=TODAY, visitor=f.administrator("Chefin"), at=NOW,
    )  # fmt: skip
    for place in range(number):
        day = timedelta(days=place)
        for when in (TODAY - day, TODAY + day + WEEK):
            meet(council, office, day=when)
        for text in (f"Aufgabe {place}", f"Fertiges {place}"):
            row = assign(council, unit, office, text=text)
        finish(row, "Da.", office)
        record_decision(
            about=f.open_passage(), body=council, decided_on=TODAY - day,
            reference=f"LR {place}", title=f"Beschluss {place}", visitor=office, at=NOW,
        )  # fmt: skip
    if signed_in:
        client.force_login(office.person)
    expected = {
        ("meetings", council): (6, 9),
        ("organisation", council): (9, 12),
        ("details", unit): (7, 10),
    }
    for (name, body), statements in expected.items():
        with django_assert_num_queries(statements[signed_in]):
            client.get(reverse(name, args=[body.public_id]))
    if signed_in:
        with django_assert_num_queries(9):
            client.get(reverse("directory-meetings", args=[council.public_id]))
    assert len(meetings_of(council, on=TODAY, with_hidden=False).to_come) == number + 1
    assert len(assigned_to(unit, on=TODAY, with_hidden=False).open) == number


def test_many_meetings_come_page_by_page(client, council, office):
    days = [TODAY - timedelta(days=number + 1) for number in range(45)]
    Meeting.objects.bulk_create(
        Meeting(body=council, day=day, title=f"Nr. {day:%j}", public=True) for day in days
    )
    address, seen = reverse("meetings", args=[council.public_id]), []
    while address:
        shown = client.get(address).content.decode()
        seen += re.findall(r"Nr. (\d{3})", shown)
        more = re.search(r'href="(\?ab=[\d-]+)"', shown)
        address = reverse("meetings", args=[council.public_id]) + more[1] if more else None
    assert seen == [f"{day:%j}" for day in days]
    assert client.get(reverse("meetings", args=[council.public_id]), {"ab": "x"}).status_code == 200


def test_the_nearest_meetings_are_in_sight_however_far_ahead_a_body_plans(client, council, office):
    last = meet(council, office, day=TODAY - WEEK, title="Zuletzt")
    for number in range(1, 41):
        meet(council, office, day=TODAY + number * WEEK, title=f"Woche {number}.")
    for name in ("organisation", "meetings"):
        shown = page(client, name, council)
        assert all(words in shown for words in (last.title, "Woche 1.", "Woche 2.")), name
