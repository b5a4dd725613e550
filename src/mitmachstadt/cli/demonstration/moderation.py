"""What lies at the moderators' desk of the demonstration city, and what was decided there."""

from datetime import datetime, timedelta
from typing import Any

from mitmachstadt.cli.demonstration.cast import FOUNDED, Cast
from mitmachstadt.cli.demonstration.files import days_before, read
from mitmachstadt.cli.demonstration.talk import MODERATOR, Talk
from mitmachstadt.contributions import actions
from mitmachstadt.contributions.enums import PatternKind, ReportReason
from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.nodes.models import Node, Wording
from mitmachstadt.people.actions import grant_role, register_person
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import ANYONE, Visitor, visitor

SOON = timedelta(hours=2)
UNSEEN_DAYS = 5


def load_moderation(cast: Cast, talk: Talk, email: str, password: str, at: datetime) -> None:
    """A second moderator, patterns, appeals, deletions and reports."""
    given, first = read("moderation.json"), cast.visitors[MODERATOR]
    second = _second(given["second"], email, password, at)
    cast.add(given["second"]["key"], second)
    _look_at_the_oldest(first, talk, at)
    for row in given["remarks"]:
        _say(row, first, second, talk, at)
    for row in (*given["reports"], *given["dismissed"]):
        _report(row, first, talk, at)
    for row in given["patterns"]:
        words = actions.PatternWords(
            row["name"], PatternKind(row["kind"]), row["phrases"], row["number"], row["minutes"]
        )
        moment = days_before(at, 30)
        pattern = actions.enter_pattern(words=words, visitor=first, at=moment)
        actions.switch_pattern(pattern=pattern, on=row["active"], visitor=first, at=moment)


def _look_at_the_oldest(moderator: Visitor, talk: Talk, at: datetime) -> None:
    """What was published first was looked at soon after, but for that of the last days."""
    for node in talk.nodes.values():
        looked = node.created + timedelta(days=1)
        if node.author == moderator.person:
            continue
        if node.visibility == Visibility.PUBLIC and looked < days_before(at, UNSEEN_DAYS):
            actions.leave(node=node, visitor=moderator, at=looked)


def _second(row: dict[str, str], email: str, password: str, at: datetime) -> Visitor:
    since = at - FOUNDED
    person = register_person(
        email=email.format(key=row["key"]), name=row["name"], password=password, at=since
    )
    grant_role(person=person, role=BuiltInGroup.MODERATOR, by=None, at=since)
    return visitor(person, at=at)


def _say(row: dict[str, Any], first: Visitor, second: Visitor, talk: Talk, at: datetime) -> None:
    """A remark beside another one, and what became of it; a moderator released it at first."""
    about = talk.nodes[row["beside"]].parent
    assert about is not None
    moment = days_before(at, row["days_ago"])
    said = actions.submit_remark(
        about=about,
        wording=Wording.objects.filter(node=about).order_by("-created", "-id").first(),
        text=row["text"],
        name=row["name"],
        visitor=ANYONE,
        submission=f"demonstration {row['key']}",
        at=moment,
    )
    node = said.node
    if ("hidden" in row or "removal" in row) and node.visibility == Visibility.WAITING:
        node = actions.release(node=node, visitor=second, at=moment + SOON)
    if "hidden" in row:
        hidden = row["hidden"]
        moment = days_before(at, hidden["days_ago"])
        node = actions.hide(node=node, visitor=first, reason=hidden["reason"], at=moment)
        _object(row["appeal"], node, said.code, second, at)
    if "removal" in row:
        _remove(row["removal"], node, first, second, at)


def _object(row: dict[str, Any], node: Node, code: str, judge: Visitor, at: datetime) -> None:
    moment = days_before(at, row["days_ago"])
    actions.appeal(node=node, visitor=ANYONE, code=code, text=row["text"], at=moment)
    if "outcome" in row:
        actions.decide_appeal(
            node=node,
            visitor=judge,
            grant=row["outcome"] == "shown",
            reason=row["reason"],
            at=days_before(at, row["decided_days_ago"]),
        )


def _remove(row: dict[str, Any], node: Node, first: Visitor, second: Visitor, at: datetime) -> None:
    moment = days_before(at, row["days_ago"])
    actions.propose_removal(node=node, visitor=first, reason=row["reason"], at=moment)
    if "agreed_days_ago" in row:
        moment = days_before(at, row["agreed_days_ago"])
        actions.agree_to_removal(node=node, visitor=second, at=moment)


def _report(row: dict[str, Any], moderator: Visitor, talk: Talk, at: datetime) -> None:
    node = talk.nodes[row["about"]]
    actions.report(
        node=node,
        reason=ReportReason(row["reason"]),
        text=row["text"],
        visitor=ANYONE,
        submission=f"demonstration {row['about']} {row['days_ago']}",
        address="",
        at=days_before(at, row["days_ago"]),
    )
    if "settled_days_ago" in row:
        moment = days_before(at, row["settled_days_ago"])
        actions.leave(node=node, visitor=moderator, at=moment)
