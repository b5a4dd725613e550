from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from mitmachstadt.arena.enums import LONGEST_INTRO, STUCK_DAYS
from mitmachstadt.arena.forms.fields import area
from mitmachstadt.arena.models import Arena
from mitmachstadt.contributions.enums import LONGEST_TITLE
from mitmachstadt.nodes.enums import Moderation
from mitmachstadt.people.forms import NEEDED, LineField
from mitmachstadt.people.models import Organisation


class ArenaForm(forms.Form):
    """What an arena is called, what it is about, who decides."""

    title = LineField(
        label=_("Titel"), max_length=LONGEST_TITLE, error_messages={"required": NEEDED}
    )
    intro = area(_("Worum es geht"), 5, LONGEST_INTRO, required=False)
    body = forms.ChoiceField(label=_("Wer wählt aus?"), required=False)
    stuck_days = forms.IntegerField(
        label=_("Nach wie vielen Tagen Stillstand alle es sehen"),
        min_value=1,
        max_value=1000,
        initial=STUCK_DAYS,
        error_messages={"required": NEEDED},
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        arena: Arena | None,
        bodies: Iterable[Organisation],
    ) -> None:
        super().__init__(data, initial=_of(arena) if arena else None)
        self._bodies = {body.public_id: body for body in bodies}
        field = self.fields["body"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("noch offen")), *((k, b.name) for k, b in self._bodies.items())]

    @property
    def given(self) -> dict[str, Any]:
        values = self.cleaned_data
        return {
            "title": values["title"],
            "intro": values["intro"],
            "stuck_days": values["stuck_days"],
            "body": self._bodies.get(values["body"]),
        }


def _of(arena: Arena) -> dict[str, Any]:
    return {
        "title": arena.node.title,
        "intro": arena.intro,
        "body": arena.body.public_id if arena.body else "",
        "stuck_days": arena.stuck_days,
    }


def _moment(label: Any, *, required: bool = True) -> forms.DateTimeField:
    return forms.DateTimeField(
        label=label,
        required=required,
        input_formats=["%Y-%m-%dT%H:%M", "%d.%m.%Y %H:%M", "%Y-%m-%d"],
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
        error_messages={"required": NEEDED},
    )


class ListForm(forms.Form):
    """A list of ideas from elsewhere."""

    file = forms.FileField(
        label=_("Datei"),
        help_text=_("CSV, XLSX oder die Liste von mein.berlin im Format JSON."),
        error_messages={"required": NEEDED},
    )
    kind = forms.ChoiceField(
        label=_("Was für eine Liste ist es?"),
        choices=[
            ("", _("eine Tabelle, oder die Vorhaben von mein.berlin")),
            ("projects", _("die Projekte von mein.berlin")),
        ],
        required=False,
    )
    source = LineField(
        label=_("Woher stammt sie?"), max_length=200, error_messages={"required": NEEDED}
    )


class WindowForm(forms.Form):
    """From when until when ideas come in."""

    opens = _moment(_("Beginn"))
    closes = _moment(_("Ende"))
    answer_due = _moment(_("Rückmeldungen bis"), required=False)
    moderation = forms.ChoiceField(
        label=_("Freigabe"), choices=Moderation.choices, initial=Moderation.WITHOUT_ACCOUNT.value
    )

    @property
    def given(self) -> dict[str, Any]:
        values = self.cleaned_data
        return {**values, "moderation": Moderation(values["moderation"])}
