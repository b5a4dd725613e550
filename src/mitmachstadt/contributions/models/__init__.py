from mitmachstadt.contributions.models.following import Follow, Mail, Subscriber
from mitmachstadt.contributions.models.moderation import (
    ActivePatterns,
    Appeal,
    Claim,
    ModerationStep,
    Removal,
    Report,
    SpamPattern,
)
from mitmachstadt.contributions.models.remarks import (
    PrintedCode,
    Quote,
    QuotePlace,
    Receipt,
    Remark,
    Support,
)

__all__ = [
    "ActivePatterns",
    "Appeal",
    "Claim",
    "Follow",
    "Mail",
    "ModerationStep",
    "PrintedCode",
    "Quote",
    "QuotePlace",
    "Receipt",
    "Remark",
    "Removal",
    "Report",
    "SpamPattern",
    "Subscriber",
    "Support",
]
