"""On which way contributions came."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mitmachstadt.contributions.enums import Channel, Step
from mitmachstadt.contributions.models import ModerationStep, PrintedCode, Remark
from mitmachstadt.kernel.codes import code_hash
from mitmachstadt.nodes.models import Node


@dataclass(frozen=True)
class Came:
    """How a contribution came that did not come over the network: where, and when it was said."""

    channel: Channel
    occasion: str
    said_on: date | None


@dataclass(frozen=True)
class Beside:
    """What a card shows beside a remark's own words."""

    quote: str = ""
    came: Came | None = None


def shown_beside(nodes: Iterable[Node]) -> dict[int, Beside]:
    """The words that these remarks quote and how they came, by primary key; one query."""
    found = Remark.objects.filter(node__in=[node.pk for node in nodes]).values_list(
        "node_id", "node__quote__exact", "channel", "occasion", "said_on"
    )
    return {
        pk: Beside(quote or "", came_as(channel, occasion, said_on))
        for pk, quote, channel, occasion, said_on in found
    }


def came_as(channel: str, occasion: str, said_on: date | None) -> Came | None:
    """The same from a remark's columns; None for what came over the network."""
    if channel == Channel.ONLINE:
        return None
    return Came(Channel(channel), occasion, said_on)


def is_printed(code: str) -> bool:
    """Whether the code stands on a card, entered or not."""
    return PrintedCode.objects.filter(code_hash=code_hash(code)).exists()


def was_typed_by_helpers(node: Node) -> bool:
    """Whether somebody else wrote down what was said."""
    typed = (Channel.PAPER, Channel.CONVERSATION)
    return Remark.objects.filter(node=node, channel__in=typed).exists()


def was_corrected(node: Node) -> bool:
    """Whether its author has changed the words."""
    return ModerationStep.objects.filter(node=node, step=Step.CORRECTED).exists()
