"""The same decision about many contributions."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from mitmachstadt.contributions.actions.moderating.deciding import hide, leave, release
from mitmachstadt.contributions.enums import BULK_MOST
from mitmachstadt.contributions.errors import NothingChosen, ReasonMissing, TooManyChosen
from mitmachstadt.kernel.text import clean_text
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.rules import may_work_as


@dataclass(frozen=True)
class Chosen:
    """A contribution with the version that the moderator read."""

    node: Node
    seen: int


@dataclass
class Outcome:
    """What was done, and what was left out with the reason."""

    done: list[Node] = field(default_factory=list)
    left_out: list[tuple[Node, Refusal]] = field(default_factory=list)


def decide_many(
    *, act: str, chosen: Iterable[Chosen], visitor: Visitor, at: datetime, reason: str = ""
) -> Outcome:
    """Release, leave or hide many, each in a transaction of its own.

    What was changed or decided meanwhile is left out, and told.

    Raises:
        Refusal: nothing was done: nothing or too much was chosen, or the reason is missing.
    """
    may_work_as(visitor, BuiltInGroup.MODERATOR).require()
    chosen = list(chosen)
    if not chosen:
        raise NothingChosen()
    if len(chosen) > BULK_MOST:
        raise TooManyChosen(most=BULK_MOST)
    if act == "hide" and not clean_text(reason):
        raise ReasonMissing()
    acts: dict[str, Callable[[Chosen], Node]] = {
        "release": lambda one: release(node=one.node, visitor=visitor, at=at, seen=one.seen),
        "keep": lambda one: leave(node=one.node, visitor=visitor, at=at, seen=one.seen),
        "hide": lambda one: hide(
            node=one.node, visitor=visitor, at=at, seen=one.seen, reason=reason
        ),
    }
    outcome = Outcome()
    # In the order of their ids, so that two who do this at the same time do not wait in a circle.
    for one in sorted(chosen, key=lambda one: one.node.pk):
        try:
            outcome.done.append(acts[act](one))
        except Refusal as refusal:
            outcome.left_out.append((one.node, refusal))
    return outcome
