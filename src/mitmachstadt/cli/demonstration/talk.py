"""What people say in the demonstration city, and what the office answers."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from mitmachstadt.answers.actions import give_answer
from mitmachstadt.answers.enums import AnswerKind
from mitmachstadt.cli.demonstration.cast import Cast
from mitmachstadt.cli.demonstration.files import days_before, read
from mitmachstadt.cli.demonstration.supports import window_for, write_supports
from mitmachstadt.cli.demonstration.texts import Library
from mitmachstadt.contributions import actions
from mitmachstadt.contributions.models import Support
from mitmachstadt.contributions.rules import may_support
from mitmachstadt.nodes.enums import Verb
from mitmachstadt.nodes.models import Node, Wording
from mitmachstadt.nodes.queries import windows_above
from mitmachstadt.people.enums import Capacity
from mitmachstadt.people.models import District
from mitmachstadt.people.queries import ANYONE, districts

MODERATOR = "moderation"


@dataclass
class Talk:
    """Remarks by the keys that the files use."""

    nodes: dict[str, Node] = field(default_factory=dict)


def load_remarks(round_key: str, cast: Cast, library: Library, talk: Talk, at: datetime) -> None:
    """One round's remarks, in order, with their supports and what the moderator did."""
    rows = [row for row in read("remarks.json") if row["round"] == round_key]
    for nth, row in enumerate(rows):
        moment = days_before(at, row["days_ago"], nth=nth)
        said = _submit(row, cast, library, talk, moment)
        node = _moderate(row, said.node, cast, moment)
        _support(row, node, cast, moment)
        if row["state"] == "withdrawn":
            actions.withdraw_remark(code=said.code, at=moment + timedelta(days=1))
        node.refresh_from_db()
        talk.nodes[row["key"]] = node


def _submit(
    row: dict[str, Any], cast: Cast, library: Library, talk: Talk, at: datetime
) -> actions.Submitted:
    key = row["author"]
    for_organisation = row["capacity"] == "organisation"
    passage = library.node(row["document"], row["section"], row["passage"])
    wording = Wording.objects.filter(node=passage).order_by("-created", "-id").first()
    return actions.submit_remark(
        about=talk.nodes[row["reply_to"]] if row["reply_to"] else passage,
        text=row["text"],
        visitor=cast.visitors[key] if key else ANYONE,
        name=row.get("name", ""),
        submission=f"demonstration {row['key']}",
        capacity=Capacity.ORGANISATION if for_organisation else Capacity.CITIZEN,
        organisation=cast.organisations[cast.organisation_of[key]] if for_organisation else None,
        wording=None if row["reply_to"] else wording,
        district=_district(row["district"]),
        neighbourhood=row.get("neighbourhood", ""),
        at=at,
    )


def _district(number: int | None) -> District | None:
    return next((one for one in districts() if one.number == number), None)


def _moderate(row: dict[str, Any], node: Node, cast: Cast, at: datetime) -> Node:
    moderator = cast.visitors[MODERATOR]
    if not row["author"] and row["state"] != "waiting":
        node = actions.release(node=node, visitor=moderator, at=at + timedelta(hours=3))
    if row["state"] == "hidden":
        node = actions.hide(
            node=node, visitor=moderator, reason=row["hidden_reason"], at=at + timedelta(hours=5)
        )
    return node


def _support(row: dict[str, Any], node: Node, cast: Cast, at: datetime) -> None:
    """So many other persons, beginning with another one each time."""
    if row["state"] != "public":
        return
    others = [key for key in cast.persons if key != row["author"]]
    start = int(row["key"][1:]) % len(others)
    windows = list(windows_above(node.path))
    rows = []
    for nth, key in enumerate((others[start:] + others[:start])[: row["supports"]]):
        person, moment = cast.persons[key], at + timedelta(minutes=nth)
        may_support(node, person).require()
        window = window_for(Verb.SUPPORT, windows, moment)
        rows.append(Support(node=node, person=person, window=window, created=moment))
    write_supports(rows)


def load_answers(round_key: str, cast: Cast, library: Library, talk: Talk, at: datetime) -> None:
    """The office's answers to one round, in the order in which they were given."""
    of_round = {row["key"] for row in read("remarks.json") if row["round"] == round_key}
    rows = [row for row in read("answers.json") if row["remarks"][0] in of_round]
    for nth, row in enumerate(sorted(rows, key=lambda row: -row["days_ago"])):
        moment = days_before(at, row["days_ago"], nth=nth)
        until = row.get("until_days")
        unit, section = row.get("unit"), row.get("section")
        give_answer(
            contributions=[talk.nodes[key] for key in row["remarks"]],
            kind=AnswerKind(row["kind"]),
            reason=row["reason"],
            visitor=cast.visitors[row["by"]],
            unit=cast.organisations[unit] if unit else None,
            until=timezone.localdate(at + timedelta(days=until)) if until is not None else None,
            elsewhere=library.sections[section] if section else None,
            at=moment,
        )
