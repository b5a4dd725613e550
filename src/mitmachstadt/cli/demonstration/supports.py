"""Supports of the demonstration city, by bulk inserts: rows, counters and lines of the register."""

from collections import Counter
from datetime import datetime

from mitmachstadt.contributions.models import Support
from mitmachstadt.ledger.actions import append
from mitmachstadt.nodes.actions import bump
from mitmachstadt.nodes.enums import Verb
from mitmachstadt.nodes.models import Window
from mitmachstadt.nodes.rules import opening
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import ANYONE

WITH_ACCOUNT = ANYONE.groups | {BuiltInGroup.SIGNED_IN.value}


def window_for(
    verb: Verb, windows: list[Window], at: datetime, *, signed_in: bool = True
) -> Window:
    """The window that lets somebody do it then; the rule says it."""
    groups = WITH_ACCOUNT if signed_in else ANYONE.groups
    found = opening(verb, windows, groups=groups, at=at)
    found.verdict.require()
    assert found.window is not None
    return found.window


def write_supports(rows: list[Support]) -> None:
    """Write them in the order of their moments, as giving them one by one would."""
    rows = sorted(rows, key=lambda row: row.created)
    Support.objects.bulk_create(rows, batch_size=500)
    for row in rows:
        content = {"by": row.person.public_id}
        append(kind="support.given", subject=row.node.public_id, content=content, at=row.created)
    for pk, count in Counter(row.node_id for row in rows).items():
        bump([pk], counter="supports", by=count)
