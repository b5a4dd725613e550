from mitmachstadt.responsibilities.actions.handing_over import (
    hand_over,
    locked_for_hand_over,
    move_duties,
)
from mitmachstadt.responsibilities.actions.register import (
    change_responsibility,
    end_responsibility,
    enter_responsibility,
)
from mitmachstadt.responsibilities.actions.routing import route_again, route_open
from mitmachstadt.responsibilities.actions.taking_over import settle_dissolution, take_over_duties

__all__ = [
    "change_responsibility",
    "end_responsibility",
    "enter_responsibility",
    "hand_over",
    "locked_for_hand_over",
    "move_duties",
    "route_again",
    "route_open",
    "settle_dissolution",
    "take_over_duties",
]
