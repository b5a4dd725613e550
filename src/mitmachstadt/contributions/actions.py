from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

from mitmachstadt.contributions import cards
from mitmachstadt.contributions.enums import LONGEST_NAME, REMARK_MINUTES, Step
from mitmachstadt.contributions.errors import ManyWithoutAccount, UnknownCode
from mitmachstadt.contributions.models import ModerationStep, Receipt, Remark, Support
from mitmachstadt.contributions.queries import node_by_code
from mitmachstadt.contributions.rules import (
    has_to_wait,
    may_be_remarked_on,
    may_correct,
    may_moderate,
    may_say,
    may_support,
    may_withdraw,
)
from mitmachstadt.kernel.codes import code_for, code_hash
from mitmachstadt.kernel.rates import count_attempt, period_ends
from mitmachstadt.kernel.text import clean_line, clean_text, shorten
from mitmachstadt.ledger.actions import append, forget_words
from mitmachstadt.nodes.actions import add_wording, bump, new_node
from mitmachstadt.nodes.enums import Kind, Verb, Visibility
from mitmachstadt.nodes.errors import WindowClosed
from mitmachstadt.nodes.models import Node, Window, Wording
from mitmachstadt.nodes.queries import paths_above, window_is_open, windows_above
from mitmachstadt.nodes.rules import opening
from mitmachstadt.people.enums import BuiltInGroup, Capacity
from mitmachstadt.people.models import Organisation
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
    district_number: int | None = None,
    address: str = "",
) -> Submitted:
    """Say something about a node, or reply to a remark.

    The same form sent twice is one remark and gives the same code. From one address, if it is
    named, come only so many remarks without an account.

    Raises:
        Refusal: why it cannot be said; nothing was written.
    """
    text = clean_text(text)
    may_say(text).require()
    may_be_remarked_on(about).require()
    _may_speak(visitor, capacity, organisation, at)
    found = opening(Verb.REMARK, windows_above(about.path), groups=visitor.groups, at=at)
    code = code_for(submission=submission, about=about.public_id, text=text)
    counted = address if not visitor.signed_in else ""
    if (counted or not found.is_open) and (known := node_by_code(code)):
        return Submitted(known, code, again=True)
    found.verdict.require()
    if counted:
        _count_without_account(counted, at)
    window = found.window
    assert window is not None
    node = _remark_node(
        about, text, visitor, at, window=window, capacity=capacity, organisation=organisation
    )
    node.author_name = visitor.name or clean_line(name)[:LONGEST_NAME]
    node.district_id = district_number
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


def _count_without_account(address: str, at: datetime) -> None:
    said = count_attempt("remark", address, at=at, minutes=REMARK_MINUTES)
    if said > settings.REMARKS_WITHOUT_ACCOUNT_PER_HOUR:
        raise ManyWithoutAccount(until=period_ends(at, REMARK_MINUTES))


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


def _write_remark(
    node: Node, about: Node, wording: Wording | None, code: str, window: Window, at: datetime
) -> None:
    # Once more inside the transaction: the clock did not stop while the form was read.
    if not window_is_open(window, at=at):
        raise WindowClosed(closes=window.closes)
    parent = node.parent
    assert parent is not None
    is_reply = parent.kind == Kind.REMARK
    node.save(force_insert=True)
    Remark.objects.create(
        node=node,
        thread_id=parent.parent_id if is_reply and parent.parent_id else parent.pk,
        wording=wording,
        reply_to=about if about.kind == Kind.REMARK else None,
    )
    Receipt.objects.create(node=node, code_hash=code_hash(code))
    if node.visibility == Visibility.PUBLIC:
        _count(node, by=1)
    append(kind="remark.submitted", subject=node.public_id, content=_content(node), at=at)


def _count(node: Node, *, by: int) -> None:
    """Count a remark on what it is about, and on the remark it replies to."""
    parent = node.parent
    assert parent is not None
    counted = [parent.pk]
    if parent.kind == Kind.REMARK and parent.parent_id is not None:
        counted.append(parent.parent_id)
    bump(counted, counter="remarks", by=by)


def _content(node: Node) -> dict[str, Any]:
    return {
        "about": node.parent.public_id if node.parent else "",
        "author": node.author_name,
        "capacity": str(node.capacity),
        "organisation": node.organisation_name,
        "text": node.text,
        "visibility": str(node.visibility),
    }


def give_support(*, node: Node, visitor: Visitor, at: datetime) -> bool:
    """Stand behind a contribution. Returns whether it is new; a second time changes nothing.

    Raises:
        Refusal: the window is closed, or it is one's own contribution.
    """
    found = opening(Verb.SUPPORT, windows_above(node.path), groups=visitor.groups, at=at)
    found.verdict.require()
    may_work_as(visitor, BuiltInGroup.SIGNED_IN).require()
    person, window = visitor.person, found.window
    assert person is not None and window is not None
    may_support(node, person).require()
    try:
        with transaction.atomic():
            if not window_is_open(window, at=at):
                raise WindowClosed(closes=window.closes)
            Support.objects.create(node=node, person=person, window=window, created=at)
            bump([node.pk], counter="supports")
            content = {"by": person.public_id}
            append(kind="support.given", subject=node.public_id, content=content, at=at)
    except IntegrityError:
        return False
    return True


def take_support_back(*, node: Node, visitor: Visitor, at: datetime) -> bool:
    """No longer stand behind a contribution. Returns whether there was a support to take back."""
    may_work_as(visitor, BuiltInGroup.SIGNED_IN).require()
    person = visitor.person
    assert person is not None
    with transaction.atomic():
        deleted, _ = Support.objects.filter(node=node, person=person).delete()
        if not deleted:
            return False
        bump([node.pk], counter="supports", by=-1)
        content = {"by": person.public_id}
        append(kind="support.taken_back", subject=node.public_id, content=content, at=at)
    return True


def release(*, node: Node, visitor: Visitor, at: datetime) -> Node:
    """Let everyone see a contribution that waited for a moderator."""
    return _moderate(
        node,
        visitor,
        at,
        step=Step.RELEASED,
        reason="",
        allowed={Visibility.WAITING},
        becomes=Visibility.PUBLIC,
    )


def hide(*, node: Node, visitor: Visitor, reason: str, at: datetime) -> Node:
    """Hide a contribution, with a reason that its author and the public read."""
    return _moderate(
        node,
        visitor,
        at,
        step=Step.HIDDEN,
        reason=reason,
        allowed={Visibility.WAITING, Visibility.PUBLIC},
        becomes=Visibility.HIDDEN,
    )


def show_again(*, node: Node, visitor: Visitor, reason: str, at: datetime) -> Node:
    """Show a hidden contribution again, with the reason for the change of mind."""
    return _moderate(
        node,
        visitor,
        at,
        step=Step.SHOWN,
        reason=reason,
        allowed={Visibility.HIDDEN},
        becomes=Visibility.PUBLIC,
    )


def _moderate(
    node: Node,
    visitor: Visitor,
    at: datetime,
    *,
    step: Step,
    reason: str,
    allowed: set[Visibility],
    becomes: Visibility,
) -> Node:
    may_work_as(visitor, BuiltInGroup.MODERATOR).require()
    person = visitor.person
    assert person is not None
    reason = clean_text(reason)
    with transaction.atomic():
        node = _locked(node)
        needs_reason = step != Step.RELEASED
        may_moderate(
            node, person, allowed=allowed, reason=reason, needs_reason=needs_reason
        ).require()
        ModerationStep.objects.create(node=node, step=step, reason=reason, by=person, at=at)
        _change_visibility(node, becomes, at)
        content = {"reason": reason, "by": person.public_id}
        append(kind=f"remark.{step.value}", subject=node.public_id, content=content, at=at)
    return node


def correct_remark(*, code: str, text: str, at: datetime) -> Node:
    """Change one's words, as the holder of the code; the former words are kept as a wording.

    Where contributions without an account wait for a moderator, corrected ones wait again.

    Raises:
        Refusal: nobody holds this code, or the words can no longer be changed.
    """
    text = clean_text(text)
    may_say(text).require()
    with transaction.atomic():
        node = _opened_by(code)
        may_correct(node, at=at).require()
        if text == node.text:
            return node
        add_wording(node=node, text=node.text, html="", at=node.changed)
        node.text, node.title = text, shorten(text, 120)
        waits = node.window is not None and has_to_wait(node.window, node.author)
        ModerationStep.objects.create(node=node, step=Step.CORRECTED, by=node.author, at=at)
        _change_visibility(node, Visibility.WAITING if waits else Visibility.PUBLIC, at)
        append(kind="remark.corrected", subject=node.public_id, content=_content(node), at=at)
    return node


def withdraw_remark(*, code: str, at: datetime) -> Node:
    """Take a remark back, as the holder of the code: the words go, its place stays.

    The register keeps its lines, but forgets what they committed to.
    """
    with transaction.atomic():
        node = _opened_by(code)
        may_withdraw(node).require()
        node.text, node.title, node.author_name = "", "Zurückgezogene Anmerkung", ""
        node.author = None
        node.organisation_name, node.organisation, node.capacity = "", None, Capacity.CITIZEN
        ModerationStep.objects.create(node=node, step=Step.WITHDRAWN, at=at)
        _change_visibility(node, Visibility.WITHDRAWN, at)
        Remark.objects.filter(wording__node=node).update(wording=None)
        node.wordings.all().delete()
        forget_words(subject=node.public_id)
        append(kind="remark.withdrawn", subject=node.public_id, content={}, at=at)
    return node


def _opened_by(code: str) -> Node:
    """The contribution that belongs to the code, locked: to hold it is the permission."""
    node = node_by_code(code)
    if node is None:
        raise UnknownCode()
    return _locked(node)


def _locked(node: Node) -> Node:
    """The contribution as it is now, locked together with what its counters stand in.

    All writers take these rows in the order of their ids, so that no two wait for each other.
    """
    counted = paths_above(node.path)[-3:]
    rows = (
        Node.objects.select_for_update(of=("self",), no_key=True)
        .select_related("parent", "window", "author")
        .filter(path__in=counted)
        .order_by("pk")
    )
    return next(row for row in rows if row.pk == node.pk)


def _change_visibility(node: Node, becomes: Visibility, at: datetime) -> None:
    was_public = node.visibility == Visibility.PUBLIC
    node.visibility = becomes
    node.changed, node.version = at, node.version + 1
    cards.render_again([node])
    # Counters belong to the database: saving a loaded row must not write them back.
    node.save(
        update_fields=[
            "visibility", "changed", "version", "card", "text", "title",
            "author", "author_name", "capacity", "organisation", "organisation_name",
        ]
    )  # fmt: skip
    if was_public != (becomes == Visibility.PUBLIC):
        _count(node, by=-1 if was_public else 1)
