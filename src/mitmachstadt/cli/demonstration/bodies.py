"""Who has which post in the demonstration city, who sits where, and who asks to speak for whom."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from mitmachstadt.cli.demonstration.cast import FOUNDED, Cast
from mitmachstadt.cli.demonstration.files import days_before, read
from mitmachstadt.people import actions
from mitmachstadt.people.enums import (
    EngagementKind,
    MembershipRole,
    OrganisationKind,
    PostKind,
    PostState,
)
from mitmachstadt.people.models import Post

BOSS = "admin"


def load_bodies(cast: Cast, at: datetime) -> None:
    """Posts, a body that everybody sees and one that is not public, staff, and requests."""
    rows = read("bodies.json")
    for row in rows["organisations"]:
        cast.organisations[row["key"]] = actions.found_organisation(
            name=row["name"], kind=row["kind"], public=row["public"]
        )
    for key in rows["works"]:
        actions.join_organisation(
            person=cast.persons[key],
            organisation=cast.organisations[cast.organisation_of[key]],
            role=MembershipRole.WORKS,
            at=at - FOUNDED + timedelta(days=1),
        )
    posts = {row["key"]: _post(row, cast, at) for row in rows["posts"]}
    for row in rows["seats"]:
        _seat(row, cast, posts, at)
    for row in rows["meetings"]:
        _meeting(row, cast, at)
    for row in rows["assignments"]:
        _assignment(row, cast, at)
    for row in rows["staff"]:
        _staff(row, cast, at)
    for row in rows["engagements"]:
        _engagement(row, cast, at)
    for row in rows["profiles"]:
        actions.show_myself(
            organisation=cast.organisations[row["organisation"]],
            does=row["does"],
            agrees=True,
            post=posts.get(row["post"]),
            visitor=cast.visitors[row["person"]],
            at=days_before(at, 60),
        )
    for row in rows["requests"]:
        _request(row, cast, at)


def _post(row: dict[str, Any], cast: Cast, at: datetime) -> Post:
    boss, (first, *rest) = cast.visitors[BOSS], row["states"]
    moment = days_before(at, first["days_ago"])
    post = actions.establish_post(
        organisation=cast.organisations[row["organisation"]],
        name=row["name"],
        kind=PostKind(row["kind"]),
        about=row["about"],
        state=PostState(first["state"]),
        reason=first["reason"],
        since=timezone.localdate(moment),
        visitor=boss,
        at=moment,
    )
    for state in rest:
        moment = days_before(at, state["days_ago"])
        actions.change_post(
            post=post,
            state=PostState(state["state"]),
            reason=state["reason"],
            since=timezone.localdate(moment),
            visitor=boss,
            at=moment,
        )
    return post


def _seat(row: dict[str, Any], cast: Cast, posts: dict[str, Post], at: datetime) -> None:
    moment = days_before(at, row["since_days_ago"])
    since = timezone.localdate(moment)
    actions.seat_in_body(
        body=cast.organisations[row["body"]],
        sender=cast.organisations[row["sender"]],
        post=posts.get(row["post"]),
        function=row["function"],
        since=since,
        until=since + timedelta(days=row["days"]),
        visitor=cast.visitors[BOSS],
        at=moment,
    )


def _meeting(row: dict[str, Any], cast: Cast, at: datetime) -> None:
    """Entered two weeks before it took place, or today when it is still to come."""
    boss, moment = cast.visitors[BOSS], days_before(at, row["days_ago"])
    entered = min(at, moment - timedelta(days=14))
    meeting = actions.enter_meeting(
        body=cast.organisations[row["body"]],
        day=timezone.localdate(moment),
        title=row["title"],
        agenda=row["agenda"],
        visitor=boss,
        at=entered,
    )
    if row["called_off"]:
        actions.call_off(meeting=meeting, visitor=boss, at=entered + timedelta(days=7))
    if row["outcome"]:
        actions.write_minutes(
            meeting=meeting,
            title=row["title"],
            agenda=row["agenda"],
            outcome=row["outcome"],
            seen=meeting.version,
            visitor=boss,
            at=moment + timedelta(days=1),
        )


def _assignment(row: dict[str, Any], cast: Cast, at: datetime) -> None:
    boss, moment = cast.visitors[BOSS], days_before(at, row["days_ago"])
    given = timezone.localdate(moment)
    assignment = actions.assign(
        body=cast.organisations[row["body"]],
        assignee=cast.organisations[row["assignee"]],
        text=row["text"],
        given=given,
        due=given + timedelta(days=row["days"]),
        visitor=boss,
        at=moment,
    )
    if row["done_days_ago"] is not None:
        done = days_before(at, row["done_days_ago"])
        actions.finish(
            assignment=assignment,
            result=row["result"],
            on=timezone.localdate(done),
            seen=assignment.version,
            visitor=boss,
            at=done,
        )


def _staff(row: dict[str, Any], cast: Cast, at: datetime) -> None:
    moment = days_before(at, row["days_ago"])
    actions.count_staff(
        organisation=cast.organisations[row["organisation"]],
        as_of=timezone.localdate(moment),
        total=row["total"],
        parts=[(name, number) for name, number in row["parts"]],
        source=row["source"],
        visitor=cast.visitors[BOSS],
        at=moment,
    )


def _engagement(row: dict[str, Any], cast: Cast, at: datetime) -> None:
    moment = days_before(at, row["since_days_ago"])
    since = timezone.localdate(moment)
    actions.engage(
        organisation=cast.organisations[row["organisation"]],
        other=cast.organisations[row["other"]],
        kind=EngagementKind(row["kind"]),
        task=row["task"],
        since=since,
        until=since + timedelta(days=row["days"]),
        visitor=cast.visitors[BOSS],
        at=moment,
    )


def _request(row: dict[str, Any], cast: Cast, at: datetime) -> None:
    asked = actions.ask_to_speak(
        organisation=cast.organisations.get(row["organisation"]),
        name=row["name"],
        kind=OrganisationKind(row["kind"]),
        website=row["website"],
        function=row["function"],
        proof=row["proof"],
        visitor=cast.visitors[row["person"]],
        at=days_before(at, row["days_ago"]),
    )
    if row["declined"]:
        actions.decline_request(
            request=asked,
            reason=row["declined"],
            visitor=cast.visitors[BOSS],
            at=days_before(at, row["days_ago"] - 2),
        )
