from collections.abc import Callable, Iterable
from functools import cache

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from mitmachstadt.contributions.calculations import Place
from mitmachstadt.contributions.enums import LONGEST_TITLE
from mitmachstadt.contributions.errors import UnknownCode
from mitmachstadt.contributions.forms.remarks import (
    district_choices,
    district_field,
    neighbourhood_field,
    offer,
    words_field,
)
from mitmachstadt.kernel.codes import code_as_read
from mitmachstadt.nodes.enums import Kind
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.forms import LineField
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

    title = LineField(
        label=_("Überschrift"),
        max_length=LONGEST_TITLE,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
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
            words = {"title": node.title, "text": node.text}
            super().__init__(data, initial={**words, **place})
        # Of a remark nobody was asked for a title; a form without its node asks if it was sent.
        if "title" not in self.data if node is None else node.kind == Kind.REMARK:
            del self.fields["title"]
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
    def asks_for_title(self) -> bool:
        return "title" in self.fields

    @property
    def new_title(self) -> str:
        """The title of what has one of its own."""
        return str(self.cleaned_data.get("title", ""))

    @property
    def read_by_all(self) -> tuple[str, ...]:
        """Whatever somebody wrote in their own words."""
        return (self.cleaned_data["text"], self.cleaned_data["neighbourhood"], self.new_title)
