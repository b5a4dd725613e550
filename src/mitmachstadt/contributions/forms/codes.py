from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mitmachstadt.contributions.enums import USUAL_REASONS
from mitmachstadt.contributions.errors import ReasonMissing, UnknownCode
from mitmachstadt.contributions.forms.remarks import LARGEST_ID, words_field
from mitmachstadt.kernel.codes import code_as_read
from mitmachstadt.people.forms import TextField


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Ihr Beitragscode"),
        help_text=_(
            "Zwölf Zeichen in drei Gruppen, zum Beispiel ABCD-EFGH-JKMN. "
            "Groß- und Kleinschreibung, Striche und Leerzeichen sind egal."
        ),
        max_length=60,
        error_messages={
            "required": _("Bitte geben Sie Ihren Code ein."),
            "max_length": _(UnknownCode.text),
        },
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )

    def clean_code(self) -> str:
        code = code_as_read(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError(_(UnknownCode.text), code="UnknownCode")
        return code


class CorrectionForm(forms.Form):
    text = words_field(
        _("Ihr Text"), _("Ihr früherer Wortlaut bleibt gespeichert, ist aber nicht öffentlich.")
    )


class ModerationForm(forms.Form):
    """What a moderator does. A reason is needed for all but releasing."""

    act = forms.ChoiceField(
        choices=[
            ("release", _("Freigeben")),
            ("hide", _("Ausblenden")),
            ("show", _("Wieder zeigen")),
        ],
        widget=forms.HiddenInput,
        error_messages={"required": _("Bitte wählen Sie, was geschehen soll.")},
    )
    seen = forms.IntegerField(
        required=False, min_value=0, max_value=LARGEST_ID, widget=forms.HiddenInput
    )
    usual = forms.ChoiceField(
        label=_("Grund"),
        required=False,
        choices=[(reason, _(reason)) for reason in USUAL_REASONS],
        widget=forms.RadioSelect,
    )
    reason = TextField(
        label=_("Grund in eigenen Worten"),
        required=False,
        help_text=_("Der Grund ist öffentlich; auch wer geschrieben hat, liest ihn."),
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 1000, "dir": "auto"}),
    )

    @property
    def given_reason(self) -> str:
        own, usual = self.cleaned_data.get("reason", ""), self.cleaned_data.get("usual", "")
        return " ".join(part for part in (usual, own) if part)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if values.get("act") in {"hide", "show"} and not self.given_reason:
            self.add_error("reason", _(ReasonMissing.text))
        return values
