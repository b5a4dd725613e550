from django import forms
from django.utils.translation import gettext_lazy as _

from mitmachstadt.contributions.enums import PatternKind
from mitmachstadt.people.forms import LineField, TextField

_LARGEST = 1_000_000


class PatternForm(forms.Form):
    """A spam pattern. Which of the fields count depends on its kind; the action says what lacks."""

    name = LineField(label=_("Name"), required=False, max_length=80)
    kind = forms.ChoiceField(
        label=_("Worauf wird geachtet?"),
        choices=PatternKind.choices,
        initial=PatternKind.PHRASES.value,
        widget=forms.RadioSelect,
        error_messages={"required": _("Bitte wählen Sie, worauf geachtet wird.")},
    )
    phrases = TextField(
        label=_("Wörter und Wendungen"),
        required=False,
        help_text=_(
            "Jede in einer Zeile. Groß und klein ist egal; ein Stern am Ende eines Wortes steht "
            "für jede Endung, zum Beispiel „gratis*“."
        ),
        widget=forms.Textarea(attrs={"rows": 6, "maxlength": 8000, "dir": "auto"}),
    )
    number = forms.IntegerField(
        label=_("Zahl"),
        required=False,
        min_value=0,
        max_value=_LARGEST,
        help_text=_(
            "Bei Links: ab wie vielen. Bei Großbuchstaben: ab wie viel Prozent. Bei demselben "
            "Text: wie oft er vorher schon kam."
        ),
    )
    minutes = forms.IntegerField(
        label=_("Minuten"),
        required=False,
        min_value=0,
        max_value=_LARGEST,
        help_text=_("Nur bei demselben Text: innerhalb welcher Zeit."),
    )
