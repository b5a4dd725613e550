"""What somebody said away from the network: how it stands, and how it is put right."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from mitmachstadt.contributions.actions.keeping import change_visibility, content_of, locked
from mitmachstadt.contributions.enums import Channel, Step
from mitmachstadt.contributions.models import ModerationStep
from mitmachstadt.contributions.queries import Came, came_as, was_let_through
from mitmachstadt.contributions.rules import has_to_wait, may_retype, may_say
from mitmachstadt.kernel.text import clean_text, shorten
from mitmachstadt.ledger.actions import append
from mitmachstadt.nodes.actions import add_wording
from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.queries import Visitor


@dataclass(frozen=True)
class TakenDown:
    """How a contribution came, and by what it is measured where that was not the network.

    Attributes:
        occasion: where that was, as everybody reads it.
        said_at: when the window has to have been open: paper reaches a desk later.
        code: what stands on the card; without one it is derived as ever.
        vouched: somebody with a role has read it, so that it stands like what has an account.
    """

    channel: Channel = Channel.ONLINE
    occasion: str = ""
    said_on: date | None = None
    said_at: datetime | None = None
    code: str = ""
    vouched: bool = False

    @property
    def came(self) -> Came | None:
        return came_as(self.channel, self.occasion, self.said_on)

    @property
    def content(self) -> dict[str, str]:
        """What the register commits to."""
        if self.channel == Channel.ONLINE:
            return {}
        day = self.said_on.isoformat() if self.said_on else ""
        return {"channel": self.channel.value, "occasion": self.occasion, "said_on": day}


SENT_BY_THEMSELVES = TakenDown()


def retype_remark(*, node: Node, text: str, visitor: Visitor, at: datetime) -> Node:
    """Put right what was typed otherwise than it stands on the card; the former words are kept.

    Whether somebody may take down what others say, the caller has asked.

    Raises:
        Refusal: it came otherwise, is answered, or its author has changed it since.
    """
    text = clean_text(text)
    may_say(text).require()
    with transaction.atomic():
        node = locked(node)
        may_retype(node).require()
        if text == node.text:
            return node
        add_wording(node=node, text=node.text, html="", at=node.changed)
        node.text, node.title = text, shorten(text, 120)
        window = node.window
        waits = node.visibility == Visibility.WAITING or was_let_through(node)
        if window is not None and has_to_wait(window, None, vouched=True):
            waits = True
        step = ModerationStep(node=node, step=Step.RETYPED, by=visitor.person, at=at)
        step.save(force_insert=True)
        change_visibility(node, Visibility.WAITING if waits else Visibility.PUBLIC, at)
        append(kind=f"{node.kind}.retyped", subject=node.public_id, content=content_of(node), at=at)
    return node
