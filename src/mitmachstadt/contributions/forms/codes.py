from collections.abc import Callable, Iterable
from functools import cache

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from mitmachstadt.contributions.calculations import Place
from mitmachstadt.contributions.errors import UnknownCode
from mitmachstadt.contributions.forms.remarks import (
    district_choices,
    district_field,
    neighbourhood_field,
    offer,
    words_field,
)
from mitmachstadt.kernel.codes import code_as_read
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.models import District


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
    """Words and place of a contribution. The districts are asked for when the form is shown."""

    text = words_field(
        _("Ihr Text"), _("Ihr früherer Wortlaut bleibt gespeichert, ist aber nicht öffentlich.")
    )
    district = district_field()
    neighbourhood = neighbourhood_field()

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        node: Node | None = None,
        districts: Callable[[], Iterable[District]],
    ) -> None:
        if node is None:
            super().__init__(data)
        else:
            place = {"district": node.district_id, "neighbourhood": node.neighbourhood}
            super().__init__(data, initial={"text": node.text, **place})
        self._known = cache(lambda: {district.number: district for district in districts()})
        offer(self.fields["district"], lambda: district_choices(self._known().values()))

    @property
    def asks_for_district(self) -> bool:
        """Whether the city has districts to choose from."""
        return bool(self._known())

    @property
    def place(self) -> Place | None:
        """Where it is about; None where the form did not ask."""
        if not {"district", "neighbourhood"} & set(self.data):
            return None
        number = self.cleaned_data["district"]
        return Place(self._known()[number] if number else None, self.cleaned_data["neighbourhood"])

    @property
    def read_by_all(self) -> tuple[str, ...]:
        """Whatever somebody wrote in their own words."""
        return (self.cleaned_data["text"], self.cleaned_data["neighbourhood"])
