from mitmachstadt.contributions.forms.codes import CodeForm, CorrectionForm, ModerationForm
from mitmachstadt.contributions.forms.following import AddressForm, FollowForm, WishesForm
from mitmachstadt.contributions.forms.remarks import RemarkForm, Voice, new_submission, voices_for

__all__ = [
    "AddressForm",
    "CodeForm",
    "CorrectionForm",
    "FollowForm",
    "ModerationForm",
    "RemarkForm",
    "Voice",
    "WishesForm",
    "new_submission",
    "voices_for",
]
