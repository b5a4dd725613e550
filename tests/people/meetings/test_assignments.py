"""Assignments: open, overdue, done, with what came of them."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from mitmachstadt.people import actions
from mitmachstadt.people.errors import (
    AssignmentDueBeforeGiven,
    AssignmentIsDone,
    AssignmentMissing,
    CorrectionNeedsReason,
    DayInTheFuture,
    DayTooFar,
    ResultMissing,
)
from mitmachstadt.people.models import Assignment
from mitmachstadt.people.queries import done_assignments_of, open_assignments_of
from mitmachstadt.people.rules import may_finish
from tests import factories as f
from tests.factories import DAY, NOW
from tests.people.meetings.minutes import BODY, TODAY, WEEK, assign, correct, finish, page

pytestmark = pytest.mark.django_db


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
