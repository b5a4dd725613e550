from mitmachstadt.contributions.forms.codes import CodeForm, CorrectionForm
from mitmachstadt.contributions.forms.following import AddressForm, FollowForm, WishesForm
from mitmachstadt.contributions.forms.moderation import (
    AppealForm,
    ManyForm,
    ModerationForm,
    QueueForm,
    ReasonForm,
    VerdictForm,
    chosen_in,
)
from mitmachstadt.contributions.forms.patterns import PatternForm
from mitmachstadt.contributions.forms.remarks import RemarkForm, Voice, new_submission, voices_for
from mitmachstadt.contributions.forms.reports import ReportForm

__all__ = [
    "AddressForm",
    "AppealForm",
    "CodeForm",
    "CorrectionForm",
    "FollowForm",
    "ManyForm",
    "ModerationForm",
    "PatternForm",
    "QueueForm",
    "ReasonForm",
    "RemarkForm",
    "ReportForm",
    "VerdictForm",
    "Voice",
    "WishesForm",
    "chosen_in",
    "new_submission",
    "voices_for",
]
