from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mitmachstadt.kernel.city import word
from mitmachstadt.people.enums import OrganisationKind
from mitmachstadt.people.forms.accounts import NEEDED, LineField, TextField
from mitmachstadt.people.models import District, Organisation
from mitmachstadt.people.rules import LONGEST_ORGANISATION

_LONGEST_ABOUT = 2000
_GROUNDS = _("Zum Beispiel der Eintrag im Vereinsregister. Leer: Noch darf niemand dafür sprechen.")


class OrganisationField(forms.ChoiceField):
    """One of the organisations that are there, or none."""

    def offer(self, organisations: Iterable[Organisation], nothing: str) -> None:
        self.known = {each.public_id: each for each in organisations}
        named = [(public_id, each.name) for public_id, each in self.known.items()]
        self.choices = [("", nothing), *named]

    def clean(self, value: Any) -> Organisation | None:
        return self.known.get(super().clean(value))


class Day(forms.DateField):
    """A day, as the browser's own calendar gives it."""

    def to_python(self, value: Any) -> date | None:
        day = super().to_python(value)
        if day is not None and not 1700 < day.year < 2300:
            raise forms.ValidationError(gettext("Bitte prüfen Sie das Jahr."))
        return day

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class KindForm(forms.Form):
    """What kind of organisation it is, and whether it belongs to a district."""

    kind = forms.ChoiceField(label=_("Art"), choices=OrganisationKind.choices)
    district = forms.ChoiceField(label=word("district"), required=False)

    def __init__(self, *args: Any, districts: Iterable[District], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._districts = {str(district.number): district for district in districts}
        field = self.fields["district"]
        assert isinstance(field, forms.ChoiceField)
        named = [(number, district.name) for number, district in self._districts.items()]
        field.choices = [("", _("keiner")), *named]
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)
        kind.choices = [(known.value, known.in_words) for known in OrganisationKind]

    def clean_kind(self) -> OrganisationKind:
        return OrganisationKind(self.cleaned_data["kind"])

    def clean_district(self) -> District | None:
        return self._districts.get(self.cleaned_data["district"])


class CorrectOrganisationForm(KindForm):
    """What was entered wrongly, put right."""

    reason = LineField(label=_("Was war falsch?"), max_length=300, required=False)


class OrganisationForm(KindForm):
    """A new organisation of the directory."""

    name = LineField(label=_("Name"), max_length=200, error_messages={"required": NEEDED})
    parent = OrganisationField(label=_("Gehört zu"), required=False)
    verified = LineField(
        label=_("Wie geprüft wurde"), max_length=200, required=False, help_text=_GROUNDS
    )
    public = forms.ChoiceField(
        label=_("Wer davon weiß"),
        required=False,
        choices=[("ja", _("alle")), ("nein", _("nur Administration und Strategiebüro"))],
        help_text=_(
            "Nicht öffentlich kann nur ein Gremium sein. Öffentlich werden kann es später; was "
            "öffentlich ist, bleibt es."
        ),
    )

    field_order = ("name", "kind", "district", "parent", "verified", "public")

    def clean_public(self) -> bool:
        return bool(self.cleaned_data["public"] != "nein")

    def __init__(self, *args: Any, organisations: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "parent", organisations)


class ReorganiseForm(forms.Form):
    """Another name or another place in the tree, from a day on."""

    name = LineField(
        label=_("Name"), max_length=LONGEST_ORGANISATION, error_messages={"required": NEEDED}
    )
    parent = OrganisationField(label=_("Gehört zu"), required=False)
    since = Day(label=_("Seit"), error_messages={"required": NEEDED})
    reason = LineField(label=_("Grund"), max_length=300, required=False)

    def __init__(self, *args: Any, others: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "parent", others)


class DissolveForm(forms.Form):
    """The last day is the one before; who takes over."""

    on = Day(label=_("Aufgelöst am"), error_messages={"required": NEEDED})
    successor = OrganisationField(label=_("Nachfolge"), required=False)
    another = OrganisationField(label=_("Weitere Nachfolge"), required=False)
    reason = LineField(label=_("Grund"), max_length=300, required=False)

    def __init__(self, *args: Any, others: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = list(others)
        offer(self, "successor", others)
        offer(self, "another", others)

    @property
    def successors(self) -> list[Organisation]:
        chosen = (self.cleaned_data["successor"], self.cleaned_data["another"])
        return list(dict.fromkeys(each for each in chosen if each))


class VerifyForm(forms.Form):
    grounds = LineField(
        label=_("Wie geprüft wurde"), max_length=200, required=False, help_text=_GROUNDS
    )


class DescribeForm(forms.Form):
    about = TextField(
        label=_("Was sie tut"),
        max_length=_LONGEST_ABOUT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    website = forms.URLField(label=_("Internetseite"), max_length=200, required=False)


def offer(
    form: forms.Form, name: str, organisations: Iterable[Organisation], nothing: str = ""
) -> None:
    """Let a field of the form choose one of these, or what `nothing` says."""
    field = form.fields[name]
    assert isinstance(field, OrganisationField)
    field.offer(organisations, nothing or gettext("keine"))
