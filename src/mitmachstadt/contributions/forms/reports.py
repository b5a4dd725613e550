import re

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mitmachstadt.contributions.enums import LONGEST_REPORT, ReportReason
from mitmachstadt.contributions.forms.remarks import new_submission, with_submission
from mitmachstadt.kernel.proofs import form_key
from mitmachstadt.people.forms import TextField

_PART = re.compile(r"[a-z]{1,30}-[0-9]{1,18}")


class ReportForm(forms.Form):
    """Why a reader thinks that a contribution should be looked at."""

    reason = forms.ChoiceField(
        label=_("Was stimmt nicht? Der Beitrag …"),
        choices=ReportReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Bitte wählen Sie, was nicht stimmt.")},
    )
    text = TextField(
        label=_("Was sollen wir wissen?"),
        required=False,
        help_text=_("Nicht öffentlich. Das liest nur die Moderation."),
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": LONGEST_REPORT, "dir": "auto"}),
    )
    submission = forms.CharField(required=False, widget=forms.HiddenInput)
    proof = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict | None = None, *, about: str = "") -> None:
        """`about`: which part of a page it is about, as the address that led here names it."""
        super().__init__(with_submission(data) if data is not None else None)
        if _PART.fullmatch(about):
            self.initial["text"] = gettext("Es geht um: {part}").format(part=about) + "\n"
        self.initial.setdefault("submission", new_submission())

    @property
    def key(self) -> str:
        """What a proof of work for this form is bound to."""
        return form_key(str(self["submission"].value()))
