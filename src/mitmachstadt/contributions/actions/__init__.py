from mitmachstadt.contributions.actions.correcting import correct_remark, withdraw_remark
from mitmachstadt.contributions.actions.moderating import hide, release, show_again
from mitmachstadt.contributions.actions.submitting import Submitted, submit_remark
from mitmachstadt.contributions.actions.supporting import give_support, take_support_back

__all__ = [
    "Submitted",
    "correct_remark",
    "give_support",
    "hide",
    "release",
    "show_again",
    "submit_remark",
    "take_support_back",
    "withdraw_remark",
]
