"""Somebody who left, somebody who waits for it, and what the retention rules did."""

from datetime import datetime, timedelta

from mitmachstadt.cli.demonstration.cast import Cast
from mitmachstadt.cli.demonstration.files import read
from mitmachstadt.contributions.actions import submit_remark
from mitmachstadt.data_protection import actions
from mitmachstadt.nodes.enums import Verb
from mitmachstadt.nodes.models import Node
from mitmachstadt.nodes.queries import windows_above
from mitmachstadt.nodes.rules import opening
from mitmachstadt.people.actions import register_person
from mitmachstadt.people.models import Person
from mitmachstadt.people.queries import visitor

ADMINISTRATOR = "admin"


def load_own_data(
    cast: Cast, email: str, password: str, sections: list[Node], at: datetime
) -> None:
    """Three residents: one left and took the words along, one left them, one has to wait."""
    about = _open_for_remarks(sections, at)
    chief = cast.visitors[ADMINISTRATOR]
    actions.change_period(code="receipts", days=60, visitor=chief, at=at - timedelta(days=40))
    for row in read("own_data.json"):
        address = email.format(key=row["key"])
        since = at - timedelta(days=90)
        person = register_person(email=address, name=row["name"], password=password, at=since)
        if about is not None:
            _say(person, about, row["says"], at)
        if row.get("held"):
            until = at + timedelta(days=row["held"]["days"])
            reason = row["held"]["reason"]
            actions.set_hold(person=person, reason=reason, until=until, visitor=chief, at=at)
        _leave(person, row["choice"], password, at)
    while actions.carry_out_waiting(at=at):
        pass
    actions.apply_rules(at=at)


def _say(person: Person, about: Node, texts: list[str], at: datetime) -> None:
    for text in texts:
        me, key = visitor(person, at=at), f"own-data-{person.public_id}-{text[:20]}"
        submit_remark(about=about, text=text, visitor=me, submission=key, at=at)


def _leave(person: Person, choice: str, password: str, at: datetime) -> None:
    me = visitor(person, at=at)
    actions.ask_to_be_deleted(person=person, choice=choice, password=password, visitor=me, at=at)


def _open_for_remarks(sections: list[Node], at: datetime) -> Node | None:
    everyone = visitor(None, at=at)
    for section in sections:
        found = opening(Verb.REMARK, windows_above(section.path), groups=everyone.groups, at=at)
        if found.is_open:
            return section
    return None
