from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mitmachstadt.help.calculations import NAMES, Asked, year_after
from mitmachstadt.help.enums import LARGEST_LIST, LONGEST_ANSWER, LONGEST_QUESTION, LONGEST_TOPIC
from mitmachstadt.help.models import Question
from mitmachstadt.people.forms import NEEDED, LineField, TextField
from mitmachstadt.people.models import Organisation


def _unit() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Wer ist für die Antwort zuständig?"), required=False)


def _day(label: Any) -> forms.DateField:
    picker = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=picker, error_messages={"required": NEEDED})


def _offer(form: forms.Form, units: Iterable[Organisation]) -> dict[str, Organisation]:
    known = {unit.public_id: unit for unit in units}
    field = form.fields["unit"]
    assert isinstance(field, forms.ChoiceField)
    field.choices = [("", _("keine")), *((key, unit.name) for key, unit in known.items())]
    return known


class QuestionForm(forms.Form):
    """A question with its answer."""

    topic = LineField(
        label=_("Thema"), max_length=LONGEST_TOPIC, error_messages={"required": NEEDED}
    )
    topic_en = LineField(label=_("Thema auf Englisch"), required=False, max_length=LONGEST_TOPIC)
    place = forms.IntegerField(
        label=_("Stelle im Thema"), min_value=0, max_value=9999, initial=0, required=False
    )
    question = LineField(
        label=_("Frage"), max_length=LONGEST_QUESTION, error_messages={"required": NEEDED}
    )
    question_en = LineField(
        label=_("Frage auf Englisch"), required=False, max_length=LONGEST_QUESTION
    )
    answer = TextField(
        label=_("Antwort"),
        help_text=_("In einfachen Worten, kurze Sätze."),
        widget=forms.Textarea(attrs={"rows": 6, "maxlength": LONGEST_ANSWER}),
        error_messages={"required": NEEDED},
    )
    answer_en = TextField(
        label=_("Antwort auf Englisch"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "maxlength": LONGEST_ANSWER}),
    )
    unit = _unit()
    reviewed = _day(_("Zuletzt geprüft am"))
    review_by = _day(_("Wieder zu prüfen bis"))
    shown = forms.BooleanField(label=_("öffentlich zeigen"), required=False, initial=True)
    seen = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any = None,
        *,
        question: Question | None,
        units: Iterable[Organisation],
        today: Any,
    ) -> None:
        initial: dict[str, Any] = {"reviewed": today, "review_by": year_after(today)}
        if question is not None:
            initial = {name: getattr(question, name) for name in NAMES}
            initial |= {"seen": question.version}
            if question.reviewed is None:
                initial |= {"reviewed": today, "review_by": year_after(today)}
            initial["unit"] = question.unit.public_id if question.unit else ""
        super().__init__(data, initial=initial)
        self._units = _offer(self, units)

    @property
    def says(self) -> Asked:
        """Everything that was typed, as `keep_question` takes it."""
        values = {name: self.cleaned_data[name] for name in NAMES}
        unit = self._units.get(values["unit"])
        return Asked(**values | {"unit": unit, "place": values["place"] or 0})

    def has_seen(self, version: int | None) -> None:
        """Whoever reads why it was refused has the newest before them."""
        self.data = self.data.copy()  # type: ignore[attr-defined]
        self.data["seen"] = "" if version is None else str(version)  # type: ignore[index]


class ListForm(forms.Form):
    """A pasted list of questions and answers."""

    topic = LineField(
        label=_("Thema"), max_length=LONGEST_TOPIC, error_messages={"required": NEEDED}
    )
    unit = _unit()
    text = forms.CharField(
        label=_("Fragen und Antworten"),
        help_text=_(
            "Jede Frage in einer Zeile mit Fragezeichen, darunter die Antwort, dazwischen eine "
            "leere Zeile."
        ),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 14, "maxlength": LARGEST_LIST}),
        max_length=LARGEST_LIST,
        error_messages={"required": NEEDED},
    )

    def __init__(self, data: Any = None, *, units: Iterable[Organisation]) -> None:
        super().__init__(data)
        self._units = _offer(self, units)

    @property
    def owner(self) -> Organisation | None:
        return self._units.get(self.cleaned_data["unit"])
