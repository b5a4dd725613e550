"""What the holder of a code may do."""

from datetime import datetime

from django.db import transaction

from mitmachstadt.contributions.actions.forgetting import take_words
from mitmachstadt.contributions.actions.keeping import (
    change_visibility,
    content_of,
    locked,
)
from mitmachstadt.contributions.actions.noticing import notice
from mitmachstadt.contributions.enums import Step
from mitmachstadt.contributions.errors import UnknownCode
from mitmachstadt.contributions.models import ModerationStep, Remark
from mitmachstadt.contributions.queries import (
    active_rules,
    is_unproven,
    node_by_code,
    was_let_through,
)
from mitmachstadt.contributions.rules import (
    has_to_wait,
    may_correct,
    may_say,
    may_withdraw,
)
from mitmachstadt.kernel.text import clean_text, shorten
from mitmachstadt.ledger.actions import append
from mitmachstadt.nodes.actions import add_wording
from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.nodes.models import Node


def correct_remark(*, code: str, text: str, at: datetime) -> Node:
    """Change one's words, as the holder of the code; the former words are kept as a wording.

    What had to wait for a moderator waits again when it is corrected.

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
        noticed = notice(text, rules=active_rules(), at=at)
        waits = noticed.waits or _has_to_wait_again(node)
        ModerationStep.objects.create(node=node, step=Step.CORRECTED, by=node.author, at=at)
        change_visibility(node, Visibility.WAITING if waits else Visibility.PUBLIC, at)
        # Somebody may have looked at other words.
        Remark.objects.filter(node=node).update(
            unseen=not waits, suspicion=noticed.suspicion, fingerprint=noticed.fingerprint
        )
        append(kind="remark.corrected", subject=node.public_id, content=content_of(node), at=at)
    return node


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
        append(kind="remark.withdrawn", subject=node.public_id, content={}, at=at)
    return node


def _opened_by(code: str) -> Node:
    """The contribution that belongs to the code, locked: to hold it is the permission."""
    node = node_by_code(code)
    if node is None:
        raise UnknownCode()
    return locked(node)
