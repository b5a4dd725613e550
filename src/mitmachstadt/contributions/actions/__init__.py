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
from mitmachstadt.contributions.actions.forgetting import (
    forget_receipts,
    forget_subscriber,
    forget_support_lines,
    take_name,
    take_name_by_code,
    take_name_from_office,
    take_supports_back,
    take_words,
)
from mitmachstadt.contributions.actions.letters import read_token, subscription_token
from mitmachstadt.contributions.actions.moderating import hide, release, show_again
from mitmachstadt.contributions.actions.quoting import follow_quotes
from mitmachstadt.contributions.actions.submitting import Submitted, submit_remark
from mitmachstadt.contributions.actions.supporting import give_support, take_support_back

__all__ = [
    "Submitted",
    "ask_for_answer",
    "ask_to_follow",
    "asked_for",
    "confirm",
    "correct_remark",
    "follow",
    "follow_quotes",
    "forget_receipts",
    "forget_subscriber",
    "forget_support_lines",
    "give_support",
    "hide",
    "new_subscriber",
    "read_token",
    "release",
    "set_wishes",
    "show_again",
    "stop_all",
    "stop_following",
    "submit_remark",
    "subscriber_for",
    "subscription_token",
    "take_name",
    "take_name_by_code",
    "take_name_from_office",
    "take_support_back",
    "take_supports_back",
    "take_words",
    "withdraw_remark",
]
