from mitmachstadt.responsibilities.rules.handing_over import may_hand_over
from mitmachstadt.responsibilities.rules.moving import may_route_again, may_take_over
from mitmachstadt.responsibilities.rules.register import (
    may_answer,
    may_begin,
    may_change,
    may_end,
    may_name,
)

__all__ = [
    "may_answer",
    "may_begin",
    "may_change",
    "may_end",
    "may_hand_over",
    "may_name",
    "may_route_again",
    "may_take_over",
]
