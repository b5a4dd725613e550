"""What somebody without an account may do, by what their browser has calculated."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from mitmachstadt.contributions.enums import REMARK_MINUTES, UNPROVEN_MINUTES
from mitmachstadt.contributions.errors import ManyUnproven, UnprovenQueueFull
from mitmachstadt.contributions.queries import is_unproven_queue_full
from mitmachstadt.kernel.proofs import use_up
from mitmachstadt.kernel.rates import count_attempt, period_ends


@dataclass(frozen=True)
class Standing:
    """How a contribution without an account stands: without proof, and whether it has to wait."""

    unproven: bool = False
    waits: bool = False


def stand(*, proof: str, address: str, at: datetime) -> Standing:
    """Use up the proof and count for the address, in the transaction of the contribution.

    Who has a proof is never refused: above the hourly number it waits for a moderator.

    Raises:
        Refusal: without a proof, the day's number or the queue is full.
    """
    if proof and use_up(proof, at=at):
        said = count_attempt("remark", address, at=at, minutes=REMARK_MINUTES)
        return Standing(waits=said > settings.REMARKS_PER_HOUR)
    said = count_attempt("unproven", address, at=at, minutes=UNPROVEN_MINUTES)
    if said > settings.UNPROVEN_PER_DAY:
        raise ManyUnproven(until=period_ends(at, UNPROVEN_MINUTES))
    if is_unproven_queue_full():
        raise UnprovenQueueFull()
    return Standing(unproven=True, waits=True)
