"""Minutes of a meeting: entered once, corrected in sight of all, called off."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from mitmachstadt.answers.actions import record_decision
from mitmachstadt.ledger.models import Entry
from mitmachstadt.people import actions
from mitmachstadt.people.errors import (
    BodyHasMinutes,
    DayTooFar,
    MeetingCalledOff,
    MeetingHasOutcome,
    MeetingTwice,
    MinutesChangedMeanwhile,
    NotABodyThatMeets,
    NotThereThen,
    OutcomeMissing,
    OutcomeTooEarly,
)
from mitmachstadt.people.models import Meeting
from tests import factories as f
from tests.factories import DAY, NOW
from tests.people.meetings.minutes import (
    AUTHORITY,
    BODY,
    TODAY,
    WEEK,
    assign,
    correct,
    finish,
    fresh,
    meet,
    page,
    say,
)

pytestmark = pytest.mark.django_db


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
