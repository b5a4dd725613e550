"""Saying something about a node."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, connection, transaction

from mitmachstadt.contributions import cards
from mitmachstadt.contributions.actions.keeping import content_of, count, fresh
from mitmachstadt.contributions.enums import LONGEST_NAME, REMARK_MINUTES
from mitmachstadt.contributions.errors import ManyWithoutAccount, TooManyRemarks
from mitmachstadt.contributions.queries import node_by_code
from mitmachstadt.contributions.rules import (
    has_to_wait,
    may_be_remarked_on,
    may_say,
)
from mitmachstadt.kernel.codes import code_for, code_hash
from mitmachstadt.kernel.rates import count_attempt, period_ends
from mitmachstadt.kernel.text import clean_line, clean_text, shorten
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.ledger.actions import append
from mitmachstadt.nodes.actions import new_node
from mitmachstadt.nodes.enums import LONGEST_NEIGHBOURHOOD, Kind, Scope, Verb, Visibility
from mitmachstadt.nodes.errors import WindowClosed
from mitmachstadt.nodes.models import Node, Window, Wording
from mitmachstadt.nodes.queries import still_open, windows_above
from mitmachstadt.nodes.rules import opening
from mitmachstadt.people.enums import BuiltInGroup, Capacity
from mitmachstadt.people.models import District, Organisation
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.rules import may_speak_for, may_work_as


@dataclass(frozen=True)
class Submitted:
    """What came of a submission. `code` opens the contribution; `again` if it had come before."""

    node: Node
    code: str
    again: bool


def submit_remark(
    *,
    about: Node,
    text: str,
    visitor: Visitor,
    submission: str,
    at: datetime,
    name: str = "",
    capacity: Capacity = Capacity.CITIZEN,
    organisation: Organisation | None = None,
    wording: Wording | None = None,
    district: District | None = None,
    neighbourhood: str = "",
    address: str = "",
    windows: Iterable[Window] | None = None,
) -> Submitted:
    """Say something about a node, or reply to a remark.

    The same form sent twice is one remark and gives the same code. From one account, and without
    one from one address, if it is named, come only so many remarks.

    Args:
        windows: those above `about`, from somebody who has just read them.

    Raises:
        Refusal: why it cannot be said; nothing was written.
    """
    text = clean_text(text)
    may_say(text).require()
    may_be_remarked_on(about).require()
    _may_speak(visitor, capacity, organisation, at)
    if windows is None:
        windows = windows_above(about.path)
    found = opening(Verb.REMARK, windows, groups=visitor.groups, at=at)
    code = code_for(submission=submission, about=about.public_id, text=text)
    counted = address if not visitor.signed_in else ""
    if (counted or not found.is_open) and (known := node_by_code(code)):
        return Submitted(known, code, again=True)
    found.verdict.require()
    if counted:
        _count_for(counted, ManyWithoutAccount, at)
    window = found.window
    assert window is not None
    node = _remark_node(
        about, text, visitor, at, window=window, capacity=capacity, organisation=organisation
    )
    node.author_name = visitor.name or clean_line(name)[:LONGEST_NAME]
    _place(node, district, clean_line(neighbourhood)[:LONGEST_NEIGHBOURHOOD])
    node.card = cards.render(node)
    try:
        with transaction.atomic():
            _write_remark(node, about, wording, code, window, at)
    except IntegrityError:
        known = node_by_code(code)
        if known is None:
            raise
        return Submitted(known, code, again=True)
    return Submitted(node, code, again=False)


def _place(node: Node, district: District | None, neighbourhood: str) -> None:
    """Where it is about: as narrow as somebody said."""
    node.district, node.neighbourhood = district, neighbourhood
    if neighbourhood:
        node.scope = Scope.NEIGHBOURHOOD
    elif district is not None:
        node.scope = Scope.DISTRICT


def _count_for(speaker: str, too_many: type[Refusal], at: datetime) -> None:
    """Count a remark for a network address, or for an account: these are made in a minute."""
    said = count_attempt("remark", speaker, at=at, minutes=REMARK_MINUTES)
    if said > settings.REMARKS_PER_HOUR:
        raise too_many(until=period_ends(at, REMARK_MINUTES))


def _may_speak(
    visitor: Visitor, capacity: Capacity, organisation: Organisation | None, at: datetime
) -> None:
    if capacity == Capacity.OFFICE:
        may_work_as(visitor, BuiltInGroup.OFFICE).require()
    if capacity == Capacity.ORGANISATION:
        if organisation is None:
            raise ValueError("speaking for an organisation needs the organisation")
        may_speak_for(visitor.person, organisation, at=at).require()


def _remark_node(
    about: Node,
    text: str,
    visitor: Visitor,
    at: datetime,
    *,
    window: Window,
    capacity: Capacity,
    organisation: Organisation | None,
) -> Node:
    waits = has_to_wait(window, visitor.person)
    speaks_for = organisation if capacity == Capacity.ORGANISATION else None
    return new_node(
        kind=Kind.REMARK,
        parent=_first_remark(about) if about.kind == Kind.REMARK else about,
        title=shorten(text, 120),
        at=at,
        text=text,
        author=visitor.person,
        capacity=capacity,
        organisation=speaks_for,
        organisation_name=speaks_for.name if speaks_for else "",
        visibility=Visibility.WAITING if waits else Visibility.PUBLIC,
        window=window,
    )


def _first_remark(node: Node) -> Node:
    """The remark that a conversation began with: replies hang one level below it."""
    return node.parent if node.parent and node.parent.kind == Kind.REMARK else node


# Written out: Django takes ten times as long to make such a statement as it takes to run it.
_REMARK = (
    "INSERT INTO contributions_remark (node_id, thread_id, wording_id, reply_to_id)"
    " VALUES (%s, %s, %s, %s)"
)
_RECEIPT = "INSERT INTO contributions_receipt (node_id, code_hash) VALUES (%s, %s)"


def _write_remark(
    node: Node, about: Node, wording: Wording | None, code: str, window: Window, at: datetime
) -> None:
    if not still_open(window, about, at=at):
        may_be_remarked_on(fresh(about)).require()
        raise WindowClosed(closes=window.closes)
    parent = node.parent
    assert parent is not None
    is_reply = parent.kind == Kind.REMARK
    node.save(force_insert=True)
    thread = parent.parent_id if is_reply and parent.parent_id else parent.pk
    cited = wording.pk if wording else None
    replied_to = about.pk if about.kind == Kind.REMARK else None
    with connection.cursor() as cursor:
        cursor.execute(_REMARK, [node.pk, thread, cited, replied_to])
        cursor.execute(_RECEIPT, [node.pk, code_hash(code)])
    # Behind the receipt, which knows a form that is sent twice.
    if node.author is not None:
        _count_for(node.author.public_id, TooManyRemarks, at)
    if node.visibility == Visibility.PUBLIC:
        count(node, by=1)
    append(kind="remark.submitted", subject=node.public_id, content=content_of(node), at=at)
