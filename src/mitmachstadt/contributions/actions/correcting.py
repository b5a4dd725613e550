"""What somebody may do with their own contribution, as the holder of its code or signed in."""

from datetime import datetime

from django.db import transaction

from mitmachstadt.contributions.actions.forgetting import take_words
from mitmachstadt.contributions.actions.keeping import (
    change_visibility,
    content_of,
    locked,
)
from mitmachstadt.contributions.actions.noticing import notice
from mitmachstadt.contributions.actions.placing import put
from mitmachstadt.contributions.calculations import Place
from mitmachstadt.contributions.enums import LONGEST_TITLE, Step
from mitmachstadt.contributions.errors import UnknownCode
from mitmachstadt.contributions.models import ModerationStep, Remark
from mitmachstadt.contributions.queries import (
    active_rules,
    goal_reasons,
    is_unproven,
    node_by_code,
    was_let_through,
)
from mitmachstadt.contributions.rules import (
    has_to_wait,
    may_correct,
    may_correct_own,
    may_say,
    may_withdraw,
)
from mitmachstadt.kernel.text import clean_line, clean_text, shorten
from mitmachstadt.ledger.actions import append
from mitmachstadt.nodes.actions import add_wording
from mitmachstadt.nodes.enums import Kind, Visibility
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.queries import Visitor
from mitmachstadt.responsibilities.actions import route_again


def correct_remark(
    *, code: str, text: str, at: datetime, place: Place | None = None, title: str = ""
) -> Node:
    """Change one's words, as the holder of the code; the former words are kept as a wording.

    What had to wait for a moderator waits again when it is corrected.

    Args:
        place: where it is about; None leaves that as it is.
        title: of what has one of its own; "" leaves that as it is.

    Raises:
        Refusal: nobody holds this code, or the words can no longer be changed.
    """
    with transaction.atomic():
        return _correct(_opened_by(code), text, place, title, at)


def correct_own_remark(
    *,
    node: Node,
    visitor: Visitor,
    text: str,
    at: datetime,
    place: Place | None = None,
    title: str = "",
) -> Node:
    """The same with the account that it was written with.

    Raises:
        Refusal: somebody else wrote it, or the words can no longer be changed.
    """
    with transaction.atomic():
        node = locked(node)
        may_correct_own(visitor, node, at=at).require()
        return _correct(node, text, place, title, at)


def _correct(node: Node, text: str, place: Place | None, title: str, at: datetime) -> Node:
    text = clean_text(text)
    may_say(text).require()
    may_correct(node, at=at).require()
    moved = place is not None and put(node, place)
    named = _title_of(node, text, title)
    if (text, named) == (node.text, node.title) and not moved:
        return node
    if text != node.text:
        add_wording(node=node, text=node.text, html="", at=node.changed)
    node.text, node.title = text, named
    reasons = [reason for _goal, reason in goal_reasons([node]).get(node.pk, [])]
    beside = (named, *reasons) if node.kind != Kind.REMARK else ()
    places = [node.neighbourhood] if moved else []
    noticed = notice(text, *places, rules=active_rules(), at=at, beside=beside)
    waits = noticed.waits or _has_to_wait_again(node)
    ModerationStep.objects.create(node=node, step=Step.CORRECTED, by=node.author, at=at)
    change_visibility(node, Visibility.WAITING if waits else Visibility.PUBLIC, at)
    # Somebody may have looked at other words.
    Remark.objects.filter(node=node).update(
        unseen=not waits, suspicion=noticed.suspicion, fingerprint=noticed.fingerprint
    )
    append(kind=f"{node.kind}.corrected", subject=node.public_id, content=content_of(node), at=at)
    if moved:
        node.save(update_fields=["district", "neighbourhood", "scope"])
        route_again(node=node, at=at)
    return node


def _title_of(node: Node, text: str, title: str) -> str:
    """A remark is called how it begins; an idea has a title of its own."""
    if node.kind == Kind.REMARK:
        return shorten(text, 120)
    return clean_line(title)[:LONGEST_TITLE] or node.title


def _has_to_wait_again(node: Node) -> bool:
    if node.visibility == Visibility.WAITING or was_let_through(node):
        return True
    unproven = is_unproven(node)
    return node.window is not None and has_to_wait(node.window, node.author, unproven=unproven)


def withdraw_remark(*, code: str, at: datetime) -> Node:
    """Take a remark back, as the holder of the code: the words go, its place stays.

    The register keeps its lines, but forgets what they committed to.
    """
    with transaction.atomic():
        node = _opened_by(code)
        may_withdraw(node, at=at).require()
        take_words(node, step=Step.WITHDRAWN, at=at)
        append(kind=f"{node.kind}.withdrawn", subject=node.public_id, content={}, at=at)
    return node


def _opened_by(code: str) -> Node:
    """The contribution that belongs to the code, locked: to hold it is the permission."""
    node = node_by_code(code)
    if node is None:
        raise UnknownCode()
    return locked(node)
