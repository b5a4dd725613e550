"""Writing a contribution down: its rows, its counters, its line in the register."""

from datetime import datetime

from django.conf import settings
from django.db import connection

from mitmachstadt.contributions.actions.keeping import content_of, count
from mitmachstadt.contributions.actions.noticing import Noticed
from mitmachstadt.contributions.actions.taking_down import TakenDown
from mitmachstadt.contributions.enums import REMARK_MINUTES
from mitmachstadt.contributions.errors import TooManyRemarks
from mitmachstadt.kernel.codes import code_hash
from mitmachstadt.kernel.prepared import insert
from mitmachstadt.kernel.rates import count_attempt, period_ends
from mitmachstadt.ledger.actions import append
from mitmachstadt.nodes.enums import Kind, Visibility
from mitmachstadt.nodes.models import Node, Wording
from mitmachstadt.people.enums import Capacity

# Written out: Django takes ten times as long to make such a statement as it takes to run it.
_REMARK = (
    "INSERT INTO contributions_remark (node_id, thread_id, wording_id, reply_to_id, unproven,"
    " unseen, suspicion, fingerprint, channel, occasion, said_on)"
    " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
)
_RECEIPT = "INSERT INTO contributions_receipt (node_id, code_hash) VALUES (%s, %s)"


def write_contribution(
    node: Node,
    about: Node,
    wording: Wording | None,
    code: str,
    at: datetime,
    *,
    unproven: bool,
    noticed: Noticed,
    taken: TakenDown,
) -> None:
    """Save a contribution that may be said; the caller holds the transaction.

    Raises:
        TooManyRemarks: an account has said too much within the hour.
    """
    parent = node.parent
    assert parent is not None
    is_reply = parent.kind == Kind.REMARK
    insert(node)
    thread = parent.parent_id if is_reply and parent.parent_id else parent.pk
    cited = wording.pk if wording else None
    replied_to = about.pk if about.kind == Kind.REMARK else None
    unseen = node.visibility == Visibility.PUBLIC and node.capacity != Capacity.OFFICE
    row = [node.pk, thread, cited, replied_to, unproven, unseen, noticed.suspicion]
    with connection.cursor() as cursor:
        said_on = connection.ops.adapt_datefield_value(taken.said_on)
        came = [taken.channel.value, taken.occasion, said_on]
        cursor.execute(_REMARK, [*row, noticed.fingerprint, *came])
        cursor.execute(_RECEIPT, [node.pk, code_hash(code)])
    # Behind the receipt, which knows a form that is sent twice.
    if node.author is not None:
        _count_for_account(node.author.public_id, at)
    if node.visibility == Visibility.PUBLIC:
        count(node, by=1)
    content = {**content_of(node), **taken.content}
    append(kind=f"{node.kind}.submitted", subject=node.public_id, content=content, at=at)


def _count_for_account(account: str, at: datetime) -> None:
    """Accounts are made in a minute."""
    said = count_attempt("remark", account, at=at, minutes=REMARK_MINUTES)
    if said > settings.REMARKS_PER_HOUR:
        raise TooManyRemarks(until=period_ends(at, REMARK_MINUTES))
