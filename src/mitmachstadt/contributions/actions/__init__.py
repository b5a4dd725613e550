from mitmachstadt.contributions.actions.correcting import correct_remark, withdraw_remark
from mitmachstadt.contributions.actions.following import (
    ask_for_answer,
    ask_to_follow,
    asked_for,
    confirm,
    follow,
    new_subscriber,
    set_wishes,
    stop_all,
    stop_following,
    subscriber_for,
)
from mitmachstadt.contributions.actions.letters import read_token, subscription_token
from mitmachstadt.contributions.actions.moderating import hide, release, show_again
from mitmachstadt.contributions.actions.quoting import follow_quotes
from mitmachstadt.contributions.actions.submitting import Submitted, submit_remark
from mitmachstadt.contributions.actions.supporting import give_support, take_support_back
from mitmachstadt.contributions.actions.taking_down import TakenDown, retype_remark

__all__ = [
    "Submitted",
    "TakenDown",
    "ask_for_answer",
    "ask_to_follow",
    "asked_for",
    "confirm",
    "correct_remark",
    "follow",
    "follow_quotes",
    "give_support",
    "hide",
    "new_subscriber",
    "read_token",
    "release",
    "retype_remark",
    "set_wishes",
    "show_again",
    "stop_all",
    "stop_following",
    "submit_remark",
    "subscriber_for",
    "subscription_token",
    "take_support_back",
    "withdraw_remark",
]
