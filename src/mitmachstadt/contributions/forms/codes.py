from django import forms
from django.utils.translation import gettext_lazy as _

from mitmachstadt.contributions.errors import UnknownCode
from mitmachstadt.contributions.forms.remarks import words_field
from mitmachstadt.kernel.codes import code_as_read


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
