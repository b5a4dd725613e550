"""What every verb does with the rows of a process."""

from datetime import datetime
from typing import Any

from django.db.models import F

from mitmachstadt.formats.errors import ProcessGone
from mitmachstadt.formats.models import (
    Phase,
    Process,
)
from mitmachstadt.nodes.models import Node


def locked(process: Process) -> Process:
    """The process as it is now; whoever else writes to it waits.

    Raises:
        ProcessGone: somebody has discarded it meanwhile.
    """
    found = (
        Process.objects.select_for_update(of=("self",))
        .select_related("node", "about", "scope_node")
        .filter(pk=process.pk)
        .first()
    )
    if found is None:
        raise ProcessGone()
    return found


def touch(process: Process, at: datetime) -> None:
    Node.objects.filter(pk=process.pk).update(changed=at, version=F("version") + 1)


def moments(phase: Phase) -> dict[str, Any]:
    return {
        "phase": phase.name,
        "opens": phase.opens.isoformat(),
        "closes": phase.closes.isoformat(),
        "answer_due": phase.answer_due.isoformat(),
        "moderation": str(phase.moderation),
        "verbs": phase.verbs,
    }
