from mitmachstadt.contributions.rules.moderation import (
    appeal_ends,
    is_short_enough,
    may_appeal,
    may_judge,
    may_moderate,
    may_report,
    was_read,
)
from mitmachstadt.contributions.rules.remarks import (
    has_to_wait,
    may_be_remarked_on,
    may_correct,
    may_follow,
    may_say,
    may_support,
    may_withdraw,
    open_for_remarks,
)

__all__ = [
    "appeal_ends",
    "has_to_wait",
    "is_short_enough",
    "may_appeal",
    "may_be_remarked_on",
    "may_correct",
    "may_follow",
    "may_judge",
    "may_moderate",
    "may_report",
    "may_say",
    "may_support",
    "may_withdraw",
    "open_for_remarks",
    "was_read",
]
