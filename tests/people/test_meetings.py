"""When a body meets, what came of it, what it assigned, and what of that nobody else sees."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from mitmachstadt.answers.actions import record_decision
from mitmachstadt.ledger.models import Entry
from mitmachstadt.people import actions
from mitmachstadt.people.enums import BuiltInGroup, OrganisationKind
from mitmachstadt.people.errors import (
    AssignmentDueBeforeGiven,
    AssignmentIsDone,
    AssignmentLater,
    AssignmentMissing,
    MeetingCalledOff,
    MeetingIsOver,
    MeetingTooFar,
    MeetingTwice,
    NotABodyThatMeets,
    NotPublic,
    OrganisationHasEnded,
    OutcomeMissing,
    OutcomeTooEarly,
    ResultMissing,
    RoleNeeded,
)
from mitmachstadt.people.models import Assignment, Meeting
from mitmachstadt.people.queries import assigned_to, assignments_of, meetings_of
from mitmachstadt.people.rules import may_finish
from tests import factories as f
from tests.factories import DAY, NOW

pytestmark = pytest.mark.django_db
BODY, AUTHORITY = OrganisationKind.BODY, OrganisationKind.SUBORDINATE_AUTHORITY
TODAY = NOW.date()
WEEK = timedelta(days=7)
QUIET = "Runder Tisch Sicherheit"


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def office():
    return f.office()


@pytest.fixture
def council():
    return f.organisation("Lenkungsrat", kind=BODY)


@pytest.fixture
def unit():
    return f.organisation("Amt für Wege", kind=AUTHORITY)


@pytest.fixture
def quiet():
    return actions.enter_organisation(
        name=QUIET, kind=BODY, district=None, public=False, verified="Satzung",
        visitor=f.administrator("Chefin"), at=NOW,
    )  # fmt: skip


def meet(body, by, day=TODAY, at=NOW, **more):
    return actions.enter_meeting(body=body, day=day, visitor=by, at=at, **more)


def assign(body, assignee, by, text="Ein Konzept vorlegen", given=TODAY, due=TODAY + WEEK, at=NOW):
    return actions.assign(
        body=body, assignee=assignee, text=text, given=given, due=due, visitor=by, at=at
    )


def page(client, name, body):
    return client.get(reverse(name, args=[body.public_id])).content.decode()


def test_what_a_meeting_is_about_and_what_came_of_it_is_public(client, council, office, unit):
    meeting = meet(council, office, title="12. Sitzung", agenda="Offene Daten")
    actions.say_outcome(meeting=meeting, outcome="Wird erprobt.", visitor=office, at=NOW)
    meet(council, office, day=TODAY + WEEK, title="13. Sitzung")
    assign(council, unit, office)
    record_decision(
        about=f.open_passage(), body=council, decided_on=TODAY, reference="LR 7",
        title="Ein Probelauf", visitor=office, at=NOW,
    )  # fmt: skip
    shown = page(client, "meetings", council)
    for words in ("12. Sitzung", "Offene Daten", "Wird erprobt.", "13. Sitzung", "Ein Probelauf"):
        assert words in shown, words
    assert "Ein Konzept vorlegen" in shown
    assert "13. Sitzung" in page(client, "organisation", council)
    assert "Ein Konzept vorlegen" in page(client, "details", unit)
    assert [entry.kind for entry in Entry.objects.filter(subject=council.public_id)] == [
        "body.meeting_entered", "body.met", "body.meeting_entered", "body.assigned"
    ]  # fmt: skip


def test_an_outcome_can_be_corrected_and_the_register_keeps_the_former(council, office):
    meeting = meet(council, office)
    for words in ("Angenommen.", "Angenommen.", "Vertagt."):
        actions.say_outcome(meeting=meeting, outcome=words, visitor=office, at=NOW)
    said = Entry.objects.filter(kind="body.met").order_by("pk")
    assert [each.payload.content["outcome"] for each in said] == ["Angenommen.", "Vertagt."]


@pytest.mark.parametrize(
    ("day", "expected"),
    [(TODAY, MeetingTwice), (TODAY + 4 * 366 * timedelta(days=1), MeetingTooFar)],
)
def test_a_meeting_is_entered_once_and_not_for_a_year_that_was_mistyped(
    council, office, day, expected
):
    meet(council, office)
    with pytest.raises(expected):
        meet(council, office, day=day)
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.create(body=council, day=TODAY, public=True)


def test_only_a_body_that_is_there_meets_and_assigns(council, unit, office):
    with pytest.raises(NotABodyThatMeets):
        meet(unit, office)
    with pytest.raises(NotABodyThatMeets):
        assign(unit, council, office)
    actions.dissolve(
        organisation=council, successors=[], on=TODAY, reason="Auftrag erfüllt.",
        visitor=f.administrator("Chefin"), at=NOW,
    )  # fmt: skip
    council.refresh_from_db()
    with pytest.raises(OrganisationHasEnded):
        meet(council, office)
    meet(council, office, day=TODAY - WEEK)  # before it ended, entered late
    with pytest.raises(OrganisationHasEnded):
        assign(council, unit, office)


def test_the_outcome_of_a_meeting_comes_after_it(council, office):
    meeting = meet(council, office, day=TODAY + WEEK)
    with pytest.raises(OutcomeTooEarly):
        actions.say_outcome(meeting=meeting, outcome="Fertig.", visitor=office, at=NOW)
    later = NOW + 7 * DAY
    with pytest.raises(OutcomeMissing):
        actions.say_outcome(meeting=meeting, outcome="\u200b", visitor=office, at=later)
    actions.say_outcome(meeting=meeting, outcome="Fertig.", visitor=office, at=later)
    with pytest.raises(MeetingIsOver):
        actions.call_off(meeting=meeting, visitor=office, at=later)


def test_a_meeting_that_is_called_off_stays_in_sight(client, council, office):
    meeting = meet(council, office, day=TODAY + WEEK, title="13. Sitzung")
    actions.call_off(meeting=meeting, visitor=office, at=NOW)
    shown = page(client, "meetings", council)
    assert "13. Sitzung" in shown
    assert "abgesagt" in shown
    with pytest.raises(MeetingCalledOff):
        actions.call_off(meeting=meeting, visitor=office, at=NOW)
    with pytest.raises(MeetingCalledOff):
        actions.say_outcome(meeting=meeting, outcome="Doch.", visitor=office, at=NOW + 8 * DAY)
    with pytest.raises(MeetingIsOver):
        actions.call_off(meeting=meet(council, office, TODAY - WEEK), visitor=office, at=NOW)


def test_an_assignment_is_open_then_overdue_then_done(client, council, unit, office):
    assignment = assign(council, unit, office)

    def lines(on):
        found = assignments_of(council, on=on, with_hidden=False)
        return [(line.overdue, len(found.done)) for line in found.open]

    assert lines(TODAY + WEEK) == [(False, 0)]
    assert lines(TODAY + WEEK + timedelta(days=1)) == [(True, 0)]
    actions.finish(
        assignment=assignment, result="Liegt vor.", on=TODAY, visitor=office, at=NOW + DAY
    )
    assert lines(TODAY + 2 * WEEK) == []
    assert "Liegt vor." in page(client, "meetings", council)
    assert "Liegt vor." in page(client, "details", unit)
    with pytest.raises(AssignmentIsDone):
        actions.finish(assignment=assignment, result="Noch.", on=TODAY, visitor=office, at=NOW)


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"text": " \u200b"}, AssignmentMissing),
        ({"given": TODAY + WEEK, "due": TODAY + 2 * WEEK}, AssignmentLater),
        ({"due": TODAY - WEEK}, AssignmentDueBeforeGiven),
    ],
)
def test_an_assignment_says_what_and_until_when(council, unit, office, more, expected):
    with pytest.raises(expected):
        assign(council, unit, office, **more)
    assert not Assignment.objects.exists()


class Finishing(TestCase):
    @settings(max_examples=60, deadline=None)
    @given(st.integers(-40, 40), st.integers(-40, 40), st.text(max_size=3))
    def test_who_finishes_says_what_came_of_it_on_a_day_between(self, given_ago, done_ago, result):
        """Whatever the rule lets through, the database takes; and nothing else."""
        given, on = TODAY - timedelta(days=given_ago), TODAY - timedelta(days=done_ago)
        body = f.organisation("Rat", kind=BODY)
        row = Assignment(
            body=body, assignee=body, assignee_name="Rat", text="x", given=given, due=given,
            public=True,
        )  # fmt: skip
        allowed = may_finish(row, result=result, on=on, today=TODAY).allowed
        assert allowed == (bool(result) and given <= on <= TODAY)
        row.done, row.result = on, result
        if "\x00" in result or any("\ud800" <= c <= "\udfff" for c in result):
            return  # cleaned away before it comes here
        if allowed:
            row.save()
        elif not result or on < given:
            with pytest.raises(IntegrityError), transaction.atomic():
                row.save()


def test_what_came_of_it_is_said(council, unit, office):
    assignment = assign(council, unit, office)
    with pytest.raises(ResultMissing):
        actions.finish(assignment=assignment, result=" ", on=TODAY, visitor=office, at=NOW)


def test_an_assignment_keeps_the_name_of_then(client, council, unit, office):
    assign(council, unit, office)
    actions.reorganise(
        organisation=unit, name="Amt für Verkehr", parent=None, since=TODAY + WEEK,
        visitor=f.administrator("Chefin"), at=NOW + 8 * DAY,
    )  # fmt: skip
    assert "Amt für Wege" in page(client, "meetings", council)


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
    actions.say_outcome(meeting=meeting, outcome="Lücke bestätigt", visitor=office, at=NOW)
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
    assert client.post(there, {"outcome": ""}).status_code == 400
    assert client.post(there, {"outcome": "Beschlossen."}).status_code == 302
    assert client.post(there, {"act": "call_off"}).status_code == 409
    there = reverse("directory-assignment", args=[assignment.public_id])
    assert client.post(there, {"result": "", "on": TODAY.isoformat()}).status_code == 400
    assert client.post(there, {"result": "Da.", "on": TODAY.isoformat()}).status_code == 302
    assert client.post(there, {"result": "Da.", "on": TODAY.isoformat()}).status_code == 409
    assert "Beschlossen." in client.get(address).content.decode()
    for name in ("directory-meeting", "directory-assignment", "directory-meetings"):
        assert client.get(reverse(name, args=["zzzzzzzzzz"])).status_code == 404


@pytest.mark.parametrize("number", [1, 3])
def test_meetings_take_the_same_statements_for_one_and_three(
    client, council, unit, office, django_assert_num_queries, number
):
    for place in range(number):
        day = timedelta(days=place)
        for when in (TODAY - day, TODAY + day + WEEK):
            meet(council, office, day=when)
        assign(council, unit, office, text=f"Aufgabe {place}")
        record_decision(
            about=f.open_passage(), body=council, decided_on=TODAY - day,
            reference=f"LR {place}", title=f"Beschluss {place}", visitor=office, at=NOW,
        )  # fmt: skip
    with django_assert_num_queries(4):
        client.get(reverse("meetings", args=[council.public_id]))
    with django_assert_num_queries(9):
        client.get(reverse("organisation", args=[council.public_id]))
    with django_assert_num_queries(6):
        client.get(reverse("details", args=[unit.public_id]))
    assert (
        len(meetings_of(council, on=TODAY, with_hidden=False).to_come) == number + 1
    )  # and today's
    assert len(assigned_to(unit, on=TODAY, with_hidden=False).open) == number
