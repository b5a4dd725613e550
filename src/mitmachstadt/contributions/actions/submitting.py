"""Submitting a contribution of any sort: who may, through which window, and whether it waits."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from mitmachstadt.contributions import cards
from mitmachstadt.contributions.actions.keeping import fresh
from mitmachstadt.contributions.actions.noticing import Noticed, notice
from mitmachstadt.contributions.actions.placing import put
from mitmachstadt.contributions.actions.proving import Standing, stand
from mitmachstadt.contributions.actions.quoting import chosen_words, keep_quote
from mitmachstadt.contributions.actions.taking_down import SENT_BY_THEMSELVES, TakenDown
from mitmachstadt.contributions.actions.writing import write_contribution
from mitmachstadt.contributions.calculations import Marked, Place
from mitmachstadt.contributions.enums import LONGEST_NAME
from mitmachstadt.contributions.queries import Beside, node_by_code, rules_if_open
from mitmachstadt.contributions.rules import (
    has_to_wait,
    may_say,
)
from mitmachstadt.kernel.codes import code_for
from mitmachstadt.kernel.proofs import proven
from mitmachstadt.kernel.text import clean_line, clean_text, shorten
from mitmachstadt.kernel.verdicts import Refusal, Verdict
from mitmachstadt.nodes.actions import new_node
from mitmachstadt.nodes.enums import Kind, Verb, Visibility
from mitmachstadt.nodes.errors import WindowClosed
from mitmachstadt.nodes.models import Node, Window, Wording
from mitmachstadt.nodes.queries import windows_above
from mitmachstadt.nodes.rules import opening
from mitmachstadt.people.enums import BuiltInGroup, Capacity
from mitmachstadt.people.models import District, Organisation
from mitmachstadt.people.queries import Visitor, affiliation_of
from mitmachstadt.people.rules import may_speak_for, may_work_as
from mitmachstadt.responsibilities.calculations import unit_for


@dataclass(frozen=True)
class Submitted:
    """What came of a submission. `code` opens the contribution; `again` if it had come before.

    `unproven`: it came over the network without an account and without a valid proof of work.
    `suspicion`: which kind of spam pattern lets it wait for a moderator, if one does.
    """

    node: Node
    code: str
    again: bool
    unproven: bool = False
    suspicion: str = ""


@dataclass(frozen=True)
class Sort:
    """What distinguishes a remark from an idea when it comes in.

    Attributes:
        verb: what a window has to open for it.
        fits: whether something of this sort can be said about a node.
        also: writes what else belongs to it, in the same transaction.
        beside: what else was said in words that everybody reads.
    """

    kind: Kind
    verb: Verb
    fits: Callable[[Node], Verdict]
    also: Callable[[Node], None] = lambda node: None
    beside: tuple[str, ...] = ()


@dataclass(frozen=True)
class Said:
    """What somebody says, as whom, and what it is about.

    Attributes:
        title: for what has one of its own; else it is how the text begins.
        language: of the page it was written on.
        proof: what the browser calculated for this form.
    """

    text: str
    submission: str
    title: str = ""
    name: str = ""
    capacity: Capacity = Capacity.CITIZEN
    organisation: Organisation | None = None
    district: District | None = None
    neighbourhood: str = ""
    language: str = settings.LANGUAGE_CODE
    proof: str = ""


def submit(
    *,
    sort: Sort,
    about: Node,
    said: Said,
    visitor: Visitor,
    at: datetime,
    address: str = "",
    wording: Wording | None = None,
    windows: Iterable[Window] | None = None,
    marked: Marked | None = None,
    taken: TakenDown = SENT_BY_THEMSELVES,
) -> Submitted:
    """Take a contribution in.

    The same form sent twice is one contribution and gives the same code. From one account come
    only so many. Without one, if an address is named, it needs a proof of work: what has none, or
    a worthless one, waits for a moderator, and only so much of it may wait.

    Args:
        windows: those above `about`, from somebody who has just read them.
        marked: the words of the wording that it is about, if not all of them.
        taken: how it came, if not over the network; whether somebody may take down what others
            say, the caller has asked.

    Raises:
        Refusal: why it cannot be said; nothing was written.
    """
    text = clean_text(said.text)
    may_say(text).require()
    sort.fits(about).require()
    quoted = chosen_words(wording, marked)
    _may_speak(visitor, said.capacity, said.organisation, at)
    if windows is None:
        windows = windows_above(about.path)
    said_at = taken.said_at or at
    found = opening(sort.verb, windows, groups=visitor.groups, at=said_at)
    code = taken.code or code_for(submission=said.submission, about=about.public_id, text=text)
    counted = address if not visitor.signed_in else ""
    if (counted or not found.is_open) and (known := node_by_code(code)):
        return Submitted(known, code, again=True)
    found.verdict.require()
    proof = proven(said.proof, submission=said.submission, at=at) if counted else ""
    window = found.window
    assert window is not None
    node = _node(
        sort, about, replace(said, text=text), visitor, at, window=window,
        unproven=bool(counted) and not proof, vouched=taken.vouched,
    )  # fmt: skip
    beside = Beside(quoted.exact if quoted else "", taken.came)
    node.card = cards.render(node, beside=beside)
    try:
        with transaction.atomic():
            standing = stand(proof=proof, address=counted, at=at) if counted else Standing()
            noticed = _notice(sort, node, about, window, at, said_at)
            if (standing.waits or noticed.waits) and node.visibility == Visibility.PUBLIC:
                node.visibility = Visibility.WAITING
                node.card = cards.render(node, beside=beside)
            write_contribution(
                node, about, wording, code, at,
                unproven=standing.unproven, noticed=noticed, taken=taken,
            )  # fmt: skip
            if quoted is not None and wording is not None:
                keep_quote(node, wording, quoted)
            sort.also(node)
    except (IntegrityError, Refusal):
        # The same form may have come a moment ago, and have used up what it needs.
        known = node_by_code(code)
        if known is None:
            raise
        return Submitted(known, code, again=True)
    suspicion = noticed.suspicion if noticed.waits else ""
    return Submitted(node, code, again=False, unproven=standing.unproven, suspicion=suspicion)


def _may_speak(
    visitor: Visitor, capacity: Capacity, organisation: Organisation | None, at: datetime
) -> None:
    if capacity == Capacity.OFFICE:
        may_work_as(visitor, BuiltInGroup.OFFICE).require()
    if capacity == Capacity.ORGANISATION:
        if organisation is None:
            raise ValueError("speaking for an organisation needs the organisation")
        may_speak_for(visitor.person, organisation, at=at).require()


def _node(
    sort: Sort,
    about: Node,
    said: Said,
    visitor: Visitor,
    at: datetime,
    *,
    window: Window,
    unproven: bool,
    vouched: bool,
) -> Node:
    waits = has_to_wait(window, visitor.person, unproven=unproven, vouched=vouched)
    speaks_for = said.organisation if said.capacity == Capacity.ORGANISATION else None
    node = new_node(
        kind=sort.kind,
        parent=_first_remark(about) if about.kind == Kind.REMARK else about,
        title=clean_line(said.title) or shorten(said.text, 120),
        at=at,
        text=said.text,
        author=visitor.person,
        capacity=said.capacity,
        organisation=speaks_for,
        organisation_name=speaks_for.name if speaks_for else "",
        affiliation=_affiliation(visitor, said.capacity, speaks_for, at),
        visibility=Visibility.WAITING if waits else Visibility.PUBLIC,
        window=window,
    )
    node.author_name = visitor.name or clean_line(said.name)[:LONGEST_NAME]
    node.language = said.language
    put(node, Place(said.district, said.neighbourhood))
    node.unit_id = unit_for(about, district=node.district_id, on=timezone.localdate(at))
    return node


def _affiliation(
    visitor: Visitor, capacity: Capacity, speaks_for: Organisation | None, at: datetime
) -> str:
    """An office cannot be hidden behind another capacity; who speaks for the office says so."""
    if capacity == Capacity.OFFICE:
        return ""
    return affiliation_of(visitor, at=at, speaking_for=speaks_for)


def _first_remark(node: Node) -> Node:
    """The remark that a conversation began with: replies hang one level below it."""
    return node.parent if node.parent and node.parent.kind == Kind.REMARK else node


def _notice(
    sort: Sort, node: Node, about: Node, window: Window, at: datetime, said_at: datetime
) -> Noticed:
    """What looks like spam; the office's own words are not held against patterns.

    Raises:
        Refusal: nobody may say something here any more.
    """
    rules = rules_if_open(window, about, at=said_at)
    if rules is None:
        sort.fits(fresh(about)).require()
        raise WindowClosed(closes=window.closes)
    is_office = node.capacity == Capacity.OFFICE
    names = [node.author_name, node.neighbourhood]
    beside = (node.title, *sort.beside) if sort.kind != Kind.REMARK else ()
    return notice(node.text, *names, rules="" if is_office else rules, at=at, beside=beside)
