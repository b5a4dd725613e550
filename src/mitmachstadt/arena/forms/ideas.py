from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mitmachstadt.arena.enums import LONGEST_REASON, MOST_FIELDS, Sort
from mitmachstadt.contributions.enums import LONGEST_TITLE
from mitmachstadt.contributions.forms import RemarkForm, Voice
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.forms import NEEDED, LineField, TextField
from mitmachstadt.people.models import District
from mitmachstadt.taxonomies.models import Entry

_OF_REMARKS = ("quoted", "quoted_before", "quoted_after", "quoted_at", "wording")


class IdeaForm(RemarkForm):
    """An idea on one page: what it is, where and what for, who brings it.

    For each goal that the arena offers there is a field for how the idea contributes to it; a goal
    counts where it has words.
    """

    field_order = ("sort", "title", "text", "district", "neighbourhood")
    sort = forms.ChoiceField(
        label=_("Was bringen Sie mit?"),
        choices=[
            (Sort.NEED.value, _("einen Handlungsbedarf: etwas fehlt oder geht schlecht")),
            (Sort.PROPOSAL.value, _("einen Vorschlag: etwas soll getan werden")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": NEEDED},
    )
    title = LineField(
        label=_("Überschrift"),
        max_length=LONGEST_TITLE,
        help_text=_("In einem Satz, so dass andere sie in der Liste erkennen."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
        error_messages={"required": NEEDED},
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        voices: list[Voice],
        districts: Callable[[], Iterable[District]],
        signed_in: bool,
        goals: Sequence[Node],
        terms: Sequence[Entry],
    ) -> None:
        super().__init__(data, voices=voices, districts=districts, signed_in=signed_in)
        for name in _OF_REMARKS:
            del self.fields[name]
        self._goals = list(goals)
        for goal in self._goals:
            self.fields[_name(goal)] = TextField(
                label=goal.title,
                required=False,
                widget=forms.Textarea(
                    attrs={"rows": 2, "maxlength": LONGEST_REASON, "dir": "auto"}
                ),
            )
        if terms:
            self.fields["terms"] = forms.MultipleChoiceField(
                label=_("Handlungsfeld"),
                required=False,
                choices=[(entry.term.public_id, entry.name_de) for entry in terms],
                widget=forms.CheckboxSelectMultiple,
                help_text=gettext("Höchstens {most}.").format(most=MOST_FIELDS),
            )
        self.order_fields(self.field_order)

    def without_errors(self) -> "IdeaForm":
        """What was typed so far, before anybody says that something is missing."""
        self._errors = ErrorDict()
        self.cleaned_data = {}
        return self

    @property
    def goals(self) -> list[forms.BoundField]:
        """The fields for what the idea contributes to."""
        return [self[_name(goal)] for goal in self._goals]

    @property
    def has_goals_filled(self) -> bool:
        return any(field.value() for field in self.goals)

    @property
    def said(self) -> dict[str, Any]:
        """The clean values, named as `Said` takes them."""
        return {**self.spoken, "title": self.cleaned_data["title"]}

    @property
    def brought(self) -> dict[str, Any]:
        """What an idea has beside its words, named as `IdeaWords` takes it."""
        values = self.cleaned_data
        given = ((goal, values[_name(goal)]) for goal in self._goals)
        return {
            "sort": Sort(values["sort"]),
            "goals": [(goal, reason) for goal, reason in given if reason],
            "terms": values.get("terms", []),
        }

    @property
    def read_by_all(self) -> tuple[str, ...]:
        """Whatever somebody wrote in their own words."""
        values = self.cleaned_data
        reasons = (values.get(_name(goal), "") for goal in self._goals)
        return (
            values["title"], values["text"], values.get("name", ""), values["neighbourhood"],
            *reasons,
        )  # fmt: skip


def _name(goal: Node) -> str:
    return f"goal-{goal.public_id}"
