import re
import secrets
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from mitmachstadt.concerns.enums import (
    LONGEST_ANSWER,
    LONGEST_CONCERN,
    LONGEST_PAGE,
    Topic,
)
from mitmachstadt.concerns.errors import ConcernCodeUnknown, ConcernEmpty
from mitmachstadt.kernel.codes import code_as_read
from mitmachstadt.kernel.proofs import form_key
from mitmachstadt.people.forms import NEEDED, EmailField, LineField, TextField

_SUBMISSION = re.compile(r"[0-9a-f]{32}")


class ConcernForm(forms.Form):
    """Words to the office. Fields that a page has no use for are taken out."""

    topic = forms.ChoiceField(
        label=_("Worum geht es?"), choices=Topic.choices, error_messages={"required": NEEDED}
    )
    page = LineField(
        label=_("Um welche Seite geht es?"),
        required=False,
        max_length=LONGEST_PAGE,
        help_text=_("Die Adresse der Seite oder ihr Name. Leer, wenn Sie es nicht wissen."),
    )
    text = TextField(
        label=_("Ihr Text"),
        widget=forms.Textarea(attrs={"rows": 7, "maxlength": LONGEST_CONCERN, "dir": "auto"}),
        error_messages={"required": _(ConcernEmpty.text)},
    )
    email = EmailField(
        label=_("E-Mail-Adresse für die Antwort"),
        required=False,
        help_text=_(
            "Ohne Adresse lesen Sie die Antwort mit Ihrem Code. Wir löschen die Adresse, sobald "
            "die Antwort geschrieben und verschickt ist."
        ),
    )
    submission = forms.CharField(required=False, widget=forms.HiddenInput)
    proof = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        asks_topic: bool,
        page: str = "",
        text_label: str = "",
    ) -> None:
        super().__init__(_with_submission(data) if data is not None else None)
        del self.fields["page" if asks_topic else "topic"]
        self.initial.update(page=page, submission=secrets.token_hex(16))
        if text_label:
            self.fields["text"].label = text_label

    @property
    def key(self) -> str:
        """What a proof of work for this form is bound to."""
        return form_key(str(self["submission"].value()))

    @property
    def said(self) -> dict[str, Any]:
        """The clean values, as `submit_concern` takes them."""
        return dict(self.cleaned_data)


def _with_submission(data: QueryDict) -> QueryDict:
    data = data.copy()
    if not _SUBMISSION.fullmatch(data.get("submission", "")):
        data["submission"] = secrets.token_hex(16)
    return data


class ConcernCodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code Ihres Anliegens"),
        max_length=60,
        help_text=_(
            "Zwölf Zeichen in drei Gruppen, zum Beispiel ABCD-EFGH-JKMN. "
            "Groß- und Kleinschreibung, Striche und Leerzeichen sind egal."
        ),
        error_messages={
            "required": _("Bitte geben Sie Ihren Code ein."),
            "max_length": _(ConcernCodeUnknown.text),
        },
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )

    def clean_code(self) -> str:
        code = code_as_read(self.cleaned_data["code"])
        if not code:
            raise forms.ValidationError(_(ConcernCodeUnknown.text), code="ConcernCodeUnknown")
        return code


class AnswerForm(forms.Form):
    text = TextField(
        label=_("Antwort mit Begründung"),
        help_text=_("Was geschieht bis wann, oder warum es nicht geht. In einfachen Worten."),
        widget=forms.Textarea(attrs={"rows": 8, "maxlength": LONGEST_ANSWER, "dir": "auto"}),
        error_messages={"required": NEEDED},
    )
