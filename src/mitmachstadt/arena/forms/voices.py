"""For whom somebody acts: for themselves, or for an organisation that they may speak for."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mitmachstadt.people.forms import NEEDED
from mitmachstadt.people.models import Organisation


class VoiceForm(forms.Form):
    """The field stands there only where there is something to choose."""

    voice = forms.ChoiceField(
        label=_("Für wen?"), widget=forms.RadioSelect, error_messages={"required": NEEDED}
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        organisations: Sequence[Organisation],
        **rest: Any,
    ) -> None:
        super().__init__(data, **rest)
        self._organisations = {each.public_id: each for each in organisations}
        if not organisations:
            del self.fields["voice"]
            return
        field = self.fields["voice"]
        assert isinstance(field, forms.ChoiceField)
        named = [
            (key, gettext("für {organisation}").format(organisation=each.name))
            for key, each in self._organisations.items()
        ]
        field.choices = [("self", gettext("für mich selbst")), *named]
        field.initial = "self"

    @property
    def organisation(self) -> Organisation | None:
        """None where somebody acts for themselves."""
        return self._organisations.get(self.cleaned_data.get("voice", ""))
