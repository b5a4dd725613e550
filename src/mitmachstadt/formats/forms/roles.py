from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from mitmachstadt.formats.enums import FormatKind
from mitmachstadt.formats.forms.fields import FormatsForm, words
from mitmachstadt.formats.queries import RoleFacts
from mitmachstadt.people.models import Group


class RoleForm(FormatsForm):
    """What a city says to people in a role."""

    place: ClassVar[dict[str, str]] = {"RoleWordsMissing": "text"}

    text = words(label=_("Was wir Menschen in dieser Rolle sagen"), rows=5)
    formats = forms.MultipleChoiceField(
        label=_("Formate, zu denen sie eingeladen werden"),
        required=False,
        choices=FormatKind.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    groups = forms.MultipleChoiceField(
        label=_("Gruppen, deren Beteiligungen auch für sie offen sind"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *given: Any, facts: RoleFacts, groups: Iterable[Group], **more: Any) -> None:
        chosen = {
            "text": facts.text,
            "formats": [kind.value for kind in facts.formats],
            "groups": [group.code for group in facts.groups],
        }
        super().__init__(*given, initial=chosen, **more)
        self.offered = {group.code: group for group in groups}
        field = self.fields["groups"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(code, group.name) for code, group in self.offered.items()]
        if not self.offered:
            del self.fields["groups"]

    def clean_formats(self) -> list[FormatKind]:
        return [FormatKind(name) for name in self.cleaned_data["formats"]]

    def clean_groups(self) -> list[Group]:
        return [self.offered[code] for code in self.cleaned_data["groups"]]
