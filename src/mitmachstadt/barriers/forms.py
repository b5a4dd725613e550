from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mitmachstadt.barriers.calculations import NAMES, Said
from mitmachstadt.barriers.enums import (
    LONGEST_LINE,
    LONGEST_TEXT,
    Affected,
    Method,
    Reach,
    Reason,
)
from mitmachstadt.barriers.models import KnownBarrier
from mitmachstadt.people.forms import NEEDED, LineField, TextField

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def _area(label: "StrOrPromise", help_text: "StrOrPromise" = "", rows: int = 3) -> TextField:
    area = forms.Textarea(attrs={"rows": rows, "maxlength": LONGEST_TEXT})
    return TextField(label=label, help_text=help_text, required=False, widget=area)


def _day(label: "StrOrPromise", help_text: "StrOrPromise" = "", **more: Any) -> forms.DateField:
    picker = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, widget=picker, **more)


class BarrierForm(forms.Form):
    """A known barrier, in plain words."""

    what = TextField(
        label=_("Was geht nicht?"),
        help_text=_("In einfachen Worten, wie Sie es jemandem am Telefon sagen würden."),
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST_TEXT}),
        error_messages={"required": NEEDED},
    )
    what_en = _area(_("Dasselbe auf Englisch"))
    place = LineField(label=_("Wo?"), required=False, max_length=LONGEST_LINE)
    place_en = LineField(label=_("Wo? Auf Englisch"), required=False, max_length=LONGEST_LINE)
    affected = forms.MultipleChoiceField(
        label=_("Für wen ist das eine Barriere?"),
        choices=Affected.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    reach = forms.ChoiceField(
        label=_("Wie weit reicht sie?"), choices=Reach.choices, widget=forms.RadioSelect
    )
    reason = forms.ChoiceField(
        label=_("Warum ist sie noch da?"), choices=Reason.choices, widget=forms.RadioSelect
    )
    reason_words = _area(_("Begründung in eigenen Worten"))
    reason_words_en = _area(_("Begründung auf Englisch"))
    alternative = _area(
        _("Anderer Weg zu demselben Ziel"), _("Zum Beispiel ein Anruf oder ein Ort mit Hilfe.")
    )
    alternative_en = _area(_("Anderer Weg, auf Englisch"))
    found = _day(_("Bekannt seit"), error_messages={"required": NEEDED})
    planned = _day(_("Behebung geplant bis"), required=False)
    fixed = _day(_("Behoben am"), required=False)
    shown = forms.BooleanField(
        label=_("in der Erklärung zeigen"),
        required=False,
        help_text=_("Gezeigt werden kann, was alle nötigen Angaben hat."),
    )
    seen = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, barrier: KnownBarrier | None, today: Any) -> None:
        initial: dict[str, Any] = {"found": today, "reach": Reach.PART, "reason": Reason.IN_WORK}
        if barrier is not None:
            initial = {name: getattr(barrier, name) for name in NAMES}
            initial["seen"] = barrier.version
        super().__init__(data, initial=initial)

    @property
    def says(self) -> Said:
        """Everything that was typed, as `keep_barrier` takes it."""
        return Said(**{name: self.cleaned_data[name] for name in NAMES})

    def has_seen(self, version: int | None) -> None:
        """Whoever reads why it was refused has the newest before them."""
        self.data = self.data.copy()  # type: ignore[attr-defined]
        self.data["seen"] = "" if version is None else str(version)  # type: ignore[index]


class TestForm(forms.Form):
    """A test of the site."""

    day = _day(_("Tag der Prüfung"), error_messages={"required": NEEDED})
    method = forms.ChoiceField(
        label=_("Art der Prüfung"), choices=Method.choices, widget=forms.RadioSelect
    )
    tester = LineField(
        label=_("Wer hat geprüft?"), max_length=LONGEST_LINE, error_messages={"required": NEEDED}
    )
    scope = TextField(
        label=_("Was wurde geprüft, wonach?"),
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST_TEXT}),
        error_messages={"required": NEEDED},
    )
    scope_en = _area(_("Dasselbe auf Englisch"))
