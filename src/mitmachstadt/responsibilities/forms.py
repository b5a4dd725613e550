from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mitmachstadt.kernel.city import word
from mitmachstadt.kernel.text import clean_line
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.people.models import District, Organisation
from mitmachstadt.responsibilities.enums import LONGEST_NOTE
from mitmachstadt.taxonomies.queries import TreeLine

_NEEDED = _("Bitte ausfüllen.")


class _Day(forms.DateField):
    def __init__(self, **options: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        options.setdefault("error_messages", {"required": _NEEDED})
        super().__init__(input_formats=["%Y-%m-%d", "%d.%m.%Y"], widget=widget, **options)


class _Line(forms.CharField):
    def to_python(self, value: Any) -> str:
        return clean_line(str(value)) if value else ""


class UnitForm(forms.Form):
    """A form in which a unit is chosen; a refusal is shown beside the field it is about."""

    place: ClassVar[Mapping[str, str]] = {
        "UnitMissing": "unit",
        "UnitHasEnded": "unit",
        "ResponsibilityUnchanged": "unit",
        "EndsInThePast": "since",
        "EndsBeforeItBegan": "since",
        "BeginsTooLate": "since",
        "NoteTooLong": "note",
        "NotATextToAnswerFor": "node",
        "SectionRetired": "node",
        "SubjectRetired": "term",
        "SubjectNotInForce": "term",
    }

    def offer(self, units: Iterable[Organisation]) -> None:
        """Let the field `unit` be chosen from these."""
        self._units = {unit.public_id: unit for unit in units}
        choices = [(public_id, unit.name) for public_id, unit in self._units.items()]
        choose(self, "unit", [("", gettext("Bitte wählen")), *choices])

    def clean_unit(self) -> Organisation | None:
        return self._units.get(self.cleaned_data["unit"])

    def show(self, refusal: Refusal) -> None:
        """Put the reason of a no beside what was typed."""
        field = self.place.get(refusal.code, "")
        self.add_error(field if field in self.fields else None, refusal.in_words)


class RuleForm(UnitForm):
    """A new rule of the register."""

    node = _Line(
        label=_("Text oder Abschnitt"),
        required=False,
        max_length=200,
        help_text=_("Die Adresse der Seite oder die Kennung am Ende der Adresse."),
    )
    term = forms.ChoiceField(label=_("Thema"), required=False)
    district = forms.ChoiceField(label=word("district"), required=False)
    unit = forms.ChoiceField(label=_("Zuständige Stelle"), error_messages={"required": _NEEDED})
    since = _Day(label=_("Gilt ab"))
    note = _Line(
        label=_("Vermerk"),
        required=False,
        max_length=LONGEST_NOTE,
        help_text=_("Zum Beispiel der Beschluss, aus dem die Zuständigkeit folgt; öffentlich."),
    )

    def __init__(
        self,
        *args: Any,
        units: Iterable[Organisation],
        subjects: Sequence[TreeLine],
        districts: Iterable[District],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer(units)
        self._districts = {str(district.number): district for district in districts}
        named = [(number, district.name) for number, district in self._districts.items()]
        choose(self, "district", [("", gettext("überall")), *named])
        terms = [
            (line.entry.term.public_id, f"{' ' * 3 * line.depth}{line.entry.name_de}")
            for line in subjects
            if not line.entry.is_closed
        ]
        choose(self, "term", [("", gettext("jedes Thema")), *terms])

    def clean_node(self) -> str:
        """The public id that an address ends with."""
        return str(self.cleaned_data["node"]).rstrip("/").rpartition("/")[2]

    def clean_district(self) -> District | None:
        return self._districts.get(self.cleaned_data["district"])


class ChangeForm(UnitForm):
    """From a day on another unit answers."""

    unit = forms.ChoiceField(label=_("Zuständige Stelle"), error_messages={"required": _NEEDED})
    since = _Day(label=_("Gilt ab"))
    note = _Line(label=_("Vermerk"), required=False, max_length=LONGEST_NOTE)

    def __init__(self, *args: Any, units: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(units)


class EndForm(UnitForm):
    """From a day on the rule leads nowhere."""

    since = _Day(label=_("Gilt nicht mehr ab"))
    reason = _Line(label=_("Grund"), required=False, max_length=LONGEST_NOTE)


class SuccessorForm(UnitForm):
    """Who takes over from a unit that has ended."""

    unit = forms.ChoiceField(label=_("Übernimmt"), error_messages={"required": _NEEDED})

    def __init__(self, *args: Any, units: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(units)


def choose(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices
