"""The desks of the demonstration city: who works for which unit, and what they are busy with."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from mitmachstadt.answers import actions
from mitmachstadt.answers.enums import AnswerKind
from mitmachstadt.cli.demonstration.cast import FOUNDED, Cast
from mitmachstadt.cli.demonstration.files import days_before, read
from mitmachstadt.cli.demonstration.talk import Talk
from mitmachstadt.cli.demonstration.texts import OFFICE
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.actions import join_organisation
from mitmachstadt.people.enums import MembershipRole
from mitmachstadt.responsibilities.actions import hand_over


def load_desks(cast: Cast, talk: Talk, at: datetime) -> None:
    """Officers, what lies with their units, a draft with its parts, templates, and figures."""
    desk = read("desk.json")
    for key, unit in desk["works"].items():
        join_organisation(
            person=cast.persons[key],
            organisation=cast.organisations[unit],
            role=MembershipRole.WORKS,
            at=at - FOUNDED + timedelta(days=1),
        )
    for unit, keys in desk["lies_with"].items():
        for key in keys:
            _route(talk.nodes[key], cast.organisations[unit])
    _hand_over(desk["hand_over"], cast, talk, days_before(at, 2))
    _draft(desk["draft"], cast, talk, at)
    _answer(desk["answers"], cast, talk, days_before(at, 1))
    for row in desk["templates"]:
        unit = cast.organisations[row["unit"]] if row["unit"] else None
        by = cast.visitors["reinickendorf1" if unit else OFFICE]
        actions.keep_template(
            name=row["name"], text=row["text"], unit=unit, visitor=by, at=days_before(at, 5)
        )
    actions.count_figures(at=at)


def _route(node: Node, unit: Any) -> None:
    """As if it had been routed there when it came."""
    Node.objects.filter(pk=node.pk).update(unit=unit)


def _hand_over(row: dict[str, Any], cast: Cast, talk: Talk, at: datetime) -> None:
    hand_over(
        nodes=[talk.nodes[row["remark"]]],
        unit=cast.organisations[row["after"]],
        reason=row["reason"],
        visitor=cast.visitors[row["by"]],
        at=at,
    )


def _draft(row: dict[str, Any], cast: Cast, talk: Talk, at: datetime) -> None:
    """A part was delivered, another one is late, and a unit is asked to sign."""
    by, since = cast.visitors[row["by"]], days_before(at, 4)
    draft = actions.begin_draft(
        contributions=[talk.nodes[row["remark"]]],
        words=actions.Words(kind=AnswerKind(row["kind"]), reason=row["reason"]),
        visitor=by,
        at=since,
    )
    parts = []
    for key in ("part", "late"):
        asked = row[key]
        parts.append(
            actions.ask_for_part(
                draft=draft,
                unit=cast.organisations[asked["unit"]],
                question=asked["question"],
                due=timezone.localdate(since + timedelta(days=asked["in_days"])),
                visitor=by,
                at=since,
            )
        )
    given = row["part"]
    actions.deliver_part(
        part=parts[0],
        text=given["text"],
        visitor=cast.visitors[given["by"]],
        at=days_before(at, 2),
    )
    unit = cast.organisations[row["sign"]]
    actions.ask_to_sign(draft=draft, units=[unit], visitor=by, at=days_before(at, 1))


def _answer(row: dict[str, Any], cast: Cast, talk: Talk, at: datetime) -> None:
    """A unit answers under its own name."""
    actions.give_answer(
        contributions=[talk.nodes[row["remark"]]],
        kind=AnswerKind(row["kind"]),
        reason=row["reason"],
        visitor=cast.visitors[row["by"]],
        at=at,
    )
