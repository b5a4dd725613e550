"""Bodies that meet, and what is written down of it."""

from datetime import timedelta

from django.urls import reverse

from mitmachstadt.kernel.web.anonymous_pages import forget_pages
from mitmachstadt.people import actions
from mitmachstadt.people.enums import OrganisationKind
from tests.factories import NOW

BODY, AUTHORITY = OrganisationKind.BODY, OrganisationKind.SUBORDINATE_AUTHORITY
TODAY = NOW.date()
WEEK = timedelta(days=7)


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
