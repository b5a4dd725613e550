"""What ideas of an arena can pay into."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from mitmachstadt.nodes.forms import public_ids_in
from mitmachstadt.nodes.models import Node
from mitmachstadt.pages.forms.measures import named
from mitmachstadt.people.forms import TextField

_LONGEST = 4000


class ArenaGoalsForm(forms.Form):
    """Principles and goals to tick, and what else was chosen; a group without any is left out."""

    principles = forms.MultipleChoiceField(
        label=_("Leitgedanken"), required=False, widget=forms.CheckboxSelectMultiple
    )
    goals = forms.MultipleChoiceField(
        label=_("Ziele"), required=False, widget=forms.CheckboxSelectMultiple
    )
    others = forms.MultipleChoiceField(
        label=_("Andere Textstellen"), required=False, widget=forms.CheckboxSelectMultiple
    )
    more = TextField(
        label=_("Weitere Textstellen"),
        required=False,
        max_length=_LONGEST,
        help_text=_("Nur was oben fehlt: dauerhafte Adressen, je Zeile eine."),
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": _LONGEST}),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        offered: Mapping[str, Iterable[Node]],
        chosen: Iterable[Node],
    ) -> None:
        super().__init__(data)
        ticked = {node.public_id for node in chosen}
        for name, nodes in offered.items():
            field = self.fields[name]
            assert isinstance(field, forms.MultipleChoiceField)
            field.choices = named(nodes)
            self.initial[name] = [key for key, _words in named(nodes) if key in ticked]
            if not field.choices:
                del self.fields[name]

    @property
    def addresses(self) -> list[str]:
        """The public ids of all that was chosen, in the order of the page."""
        values: dict[str, Any] = self.cleaned_data
        ticked = [key for name in ("principles", "goals", "others") for key in values.get(name, ())]
        return list(dict.fromkeys([*ticked, *public_ids_in(values["more"])]))
