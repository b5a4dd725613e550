"""When a body meets, what came of it, what it assigned, and what of that nobody else sees."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from mitmachstadt.answers.actions import record_decision
from mitmachstadt.kernel.web.anonymous_pages import forget_pages
from mitmachstadt.ledger.models import Entry
from mitmachstadt.people import actions
from mitmachstadt.people.enums import BuiltInGroup, OrganisationKind
from mitmachstadt.people.errors import (
    AssignmentDueBeforeGiven,
    AssignmentIsDone,
    AssignmentMissing,
    BodyHasMinutes,
    BodyNotPublic,
    CorrectionNeedsReason,
    DayInTheFuture,
    DayTooFar,
    MeetingCalledOff,
    MeetingHasOutcome,
    MeetingTwice,
    MinutesChangedMeanwhile,
    NotABodyThatMeets,
    NotPublic,
    NotThereThen,
    OutcomeMissing,
    OutcomeTooEarly,
    ResultMissing,
    RoleNeeded,
)
from mitmachstadt.people.models import Assignment, Meeting
from mitmachstadt.people.queries import (
    assigned_to,
    done_assignments_of,
    meetings_of,
    open_assignments_of,
)
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


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def say(meeting, outcome, by, at=NOW, **more):
    """What came of a meeting, by somebody who has just read what stood there."""
    there = fresh(meeting)
    said = {"title": there.title, "agenda": there.agenda, "seen": there.version, **more}
    actions.write_minutes(meeting=there, outcome=outcome, visitor=by, at=at, **said)


def finish(assignment, result, by, on=TODAY, at=NOW, seen=None):
    seen = fresh(assignment).version if seen is None else seen
    actions.finish(assignment=assignment, result=result, on=on, seen=seen, visitor=by, at=at)


def correct(assignment, by, at=NOW, **more):
    there = fresh(assignment)
    said = {"text": there.text, "due": there.due, "seen": there.version, "because": "", **more}
    actions.correct_assignment(assignment=there, visitor=by, at=at, **said)


def page(client, name, body):
    forget_pages()  # of before, in the same transaction
    return client.get(reverse(name, args=[body.public_id])).content.decode()


def test_what_a_meeting_is_about_and_what_came_of_it_is_public(client, council, office, unit):
    meeting = meet(council, office, title="12. Sitzung", agenda="Offene Daten")
    say(meeting, "Wird erprobt.", office, at=NOW)
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


def test_minutes_can_be_corrected_and_say_so(client, council, office):
    meeting = meet(council, office)
    for words in ("Angenommen.", "Angenommen."):
        say(meeting, words, office)
    assert "berichtigt am" not in page(client, "meetings", council)
    say(meeting, "Vertagt.", office, agenda="Haushalt", at=NOW + DAY)
    assert "berichtigt am" in page(client, "meetings", council)
    with pytest.raises(OutcomeMissing):
        say(meeting, " ", office)
    lines = Entry.objects.filter(kind="body.met").order_by("pk")
    assert [each.payload.content["outcome"] for each in lines] == ["Angenommen.", "Vertagt."]


def test_a_name_that_does_not_belong_there_can_be_taken_out(client, council, office):
    meeting = meet(council, office, agenda="Bericht von Erna Beispiel")
    say(meeting, "", office, agenda="Bericht der Stabsstelle")
    assert "Erna" not in page(client, "meetings", council)


def test_nobody_replaces_words_that_they_never_saw(council, unit, office):
    meeting, assignment = meet(council, office), assign(council, unit, office)
    say(meeting, "Von A.", office)
    with pytest.raises(MinutesChangedMeanwhile):
        say(meeting, "Von B.", office, seen=1)
    finish(assignment, "Von A.", office)
    with pytest.raises(MinutesChangedMeanwhile):
        finish(assignment, "Von B.", office, seen=1)
    with pytest.raises(MinutesChangedMeanwhile):
        correct(assignment, office, because="Frist", seen=1)
    assert (fresh(meeting).outcome, fresh(assignment).result) == ("Von A.", "Von A.")


@pytest.mark.parametrize("years", [-11, 11])
def test_a_meeting_is_entered_once_and_not_for_a_year_that_was_mistyped(council, office, years):
    meet(council, office)
    with pytest.raises(MeetingTwice):
        meet(council, office)
    with pytest.raises(DayTooFar):
        meet(council, office, day=TODAY + years * 366 * timedelta(days=1))
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.create(body=council, day=TODAY, public=True)


def test_only_a_body_that_is_there_meets_and_assigns(council, unit, office):
    with pytest.raises(NotABodyThatMeets):
        meet(unit, office)
    with pytest.raises(NotABodyThatMeets):
        assign(unit, council, office)
    boss = f.administrator("Chefin")
    for ended in (council, unit):
        actions.dissolve(
            organisation=ended, successors=[], on=TODAY, reason="Erfüllt.", visitor=boss, at=NOW
        )
    with pytest.raises(NotThereThen, match="Lenkungsrat"):
        meet(council, office)
    meet(council, office, day=TODAY - WEEK)  # before it ended, entered late
    with pytest.raises(NotThereThen, match="Lenkungsrat"):
        assign(council, unit, office)
    assign(council, unit, office, given=TODAY - WEEK, due=TODAY)
    with pytest.raises(NotThereThen, match="Amt für Wege"):
        assign(f.organisation("Beirat", kind=BODY), unit, office)


def test_a_body_with_minutes_stays_a_body(council, office):
    meet(council, office)
    with pytest.raises(BodyHasMinutes):
        actions.correct_organisation(
            organisation=council, kind=AUTHORITY, district=None, reason="Vertippt",
            visitor=f.administrator("Chefin"), at=NOW,
        )  # fmt: skip


def test_the_outcome_of_a_meeting_comes_after_it(council, office):
    meeting = meet(council, office, day=TODAY + WEEK)
    with pytest.raises(OutcomeTooEarly):
        say(meeting, "Fertig.", office)
    say(meeting, "Fertig.", office, at=NOW + 7 * DAY)
    with pytest.raises(MeetingHasOutcome):
        actions.call_off(meeting=meeting, visitor=office, at=NOW + 7 * DAY)


def test_a_meeting_that_is_called_off_stays_in_sight_and_leaves_its_day(client, council, office):
    meeting = meet(council, office, day=TODAY + WEEK, title="13. Sitzung")
    actions.call_off(meeting=meeting, visitor=office, at=NOW)
    shown = page(client, "meetings", council)
    assert "13. Sitzung" in shown
    assert "abgesagt" in shown
    with pytest.raises(MeetingCalledOff):
        actions.call_off(meeting=meeting, visitor=office, at=NOW)
    with pytest.raises(MeetingCalledOff):
        say(meeting, "Doch.", office, at=NOW + 8 * DAY)
    meet(council, office, day=TODAY + WEEK, title="13. Sitzung, neu angesetzt")


def test_a_meeting_can_be_called_off_when_nobody_said_so_in_time(client, council, office):
    meeting = meet(council, office, TODAY - WEEK)
    assert "noch nicht eingetragen" in page(client, "organisation", council)
    actions.call_off(meeting=meeting, visitor=office, at=NOW)
    assert "noch nicht eingetragen" not in page(client, "organisation", council)


def test_an_assignment_is_open_then_overdue_then_done(client, council, unit, office):
    assignment = assign(council, unit, office)

    def overdue(on):
        found = open_assignments_of(council, on=on, with_hidden=False)
        return [line.overdue for line in found]

    assert overdue(TODAY + WEEK) == [False]
    assert overdue(TODAY + WEEK + timedelta(days=1)) == [True]
    finish(assignment, "Liegt vor.", office, at=NOW + DAY)
    assert overdue(TODAY + 2 * WEEK) == []
    assert len(done_assignments_of(council, with_hidden=False)) == 1
    for name, body in (("meetings", council), ("details", unit)):
        assert "Liegt vor." in page(client, name, body)
    finish(assignment, "Liegt in Teilen vor.", office, at=NOW + DAY)
    shown = page(client, "meetings", council)
    assert "Liegt in Teilen vor." in shown
    assert "berichtigt am" in shown


def test_what_is_open_longest_is_not_pushed_out_by_what_is_done(council, unit, office):
    oldest = assign(council, unit, office, given=TODAY - 50 * WEEK, due=TODAY - 40 * WEEK)
    for _ in range(120):
        row = assign(council, unit, office)
        Assignment.objects.filter(pk=row.pk).update(done=TODAY, result="Da.")
    found = open_assignments_of(council, on=TODAY, with_hidden=False)
    assert [line.assignment for line in found] == [oldest]


def test_another_day_for_an_assignment_has_a_public_reason(client, council, unit, office):
    assignment = assign(council, unit, office)
    with pytest.raises(CorrectionNeedsReason):
        correct(assignment, office, due=TODAY + 2 * WEEK)
    correct(assignment, office, due=TODAY + 2 * WEEK, because="Es fehlten Zahlen.")
    shown = page(client, "meetings", council)
    assert "Es fehlten Zahlen." in shown
    finish(assignment, "Da.", office)
    with pytest.raises(AssignmentIsDone):
        correct(assignment, office, because="Doch noch.")


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"text": " \u200b"}, AssignmentMissing),
        ({"given": TODAY + WEEK, "due": TODAY + 2 * WEEK}, DayInTheFuture),
        ({"due": TODAY - WEEK}, AssignmentDueBeforeGiven),
        ({"due": TODAY.replace(year=2262)}, DayTooFar),
        ({"given": TODAY.replace(year=1902)}, DayTooFar),
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
            body=body, body_name="Rat", assignee=body, assignee_name="Rat", text="x", given=given,
            due=given, public=True,
        )  # fmt: skip
        allowed = may_finish(row, result=result, on=on, seen=row.version, today=TODAY).allowed
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
    with pytest.raises(ResultMissing):
        finish(assign(council, unit, office), " ", office)


def test_an_assignment_keeps_the_name_of_then(client, council, unit, office):
    assign(council, unit, office)
    actions.reorganise(
        organisation=unit, name="Amt für Verkehr", parent=None, since=TODAY + WEEK,
        visitor=f.administrator("Chefin"), at=NOW + 8 * DAY,
    )  # fmt: skip
    actions.reorganise(
        organisation=council, name="Rat der Stadt", parent=None, since=TODAY + WEEK,
        visitor=f.administrator("Chef"), at=NOW + 8 * DAY,
    )  # fmt: skip
    assert "Amt für Wege" in page(client, "meetings", council)
    assert "Lenkungsrat" in page(client, "details", unit)


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
