from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mitmachstadt.arena.enums import LONGEST_REASON, MOST_FIELDS, Sort, Stage, State
from mitmachstadt.arena.queries import IdeaFilter
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


_STAGES = [(stage.value, stage.label) for stage in Stage]
_SORTS = [(sort.value, sort.label) for sort in Sort]
_STATES = [(state.value, state.label) for state in State]


class FilterForm(forms.Form):
    """What stands in the address of a list; nonsense narrows nothing down."""

    stufe = forms.ChoiceField(label=_("Stufe"), required=False, choices=[("", _("alle")), *_STAGES])
    art = forms.ChoiceField(label=_("Art"), required=False, choices=[("", _("alle")), *_SORTS])
    stand = forms.ChoiceField(
        label=_("Stand"), required=False, choices=[("", _("jeder")), *_STATES]
    )
    bezirk = forms.ChoiceField(label=_("Ort"), required=False)
    ziel = forms.ChoiceField(label=_("Ziel"), required=False)
    feld = forms.ChoiceField(label=_("Handlungsfeld"), required=False)
    still = forms.BooleanField(label=_("Bewegung"), required=False)

    def __init__(
        self,
        data: QueryDict,
        *,
        districts: Iterable[District],
        goals: Iterable[Node],
        terms: Iterable[Entry],
    ) -> None:
        super().__init__(data)
        self._goals = {goal.public_id: goal.pk for goal in goals}
        self._terms = {entry.term.public_id: entry.term_id for entry in terms}
        self._offer("bezirk", [(str(each.number), each.name) for each in districts])
        self._offer("ziel", [(goal.public_id, goal.title) for goal in goals])
        self._offer("feld", [(entry.term.public_id, entry.name_de) for entry in terms])
        self.is_valid()

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("alle")), *choices]
        if not choices:
            del self.fields[name]

    @property
    def asked(self) -> IdeaFilter:
        given = {name: value for name, value in self.cleaned_data.items() if value}
        return IdeaFilter(
            stage=Stage(given["stufe"]) if "stufe" in given else None,
            sort=Sort(given["art"]) if "art" in given else None,
            state=State(given["stand"]) if "stand" in given else None,
            district=int(given["bezirk"]) if "bezirk" in given else None,
            goal=self._goals.get(given.get("ziel", "")),
            field=self._terms.get(given.get("feld", "")),
            stuck=bool(given.get("still")),
        )

    @property
    def bar(self) -> list[dict[str, Any]]:
        """The fields as a bar of filters shows them; a whole form costs three times as much."""
        told = []
        for name, field in self.fields.items():
            known: Any = [("", _("alle")), ("on", _("nur was stillsteht"))]
            if isinstance(field, forms.ChoiceField):
                known = field.choices
            value = self.data.get(name, "")
            told.append({"name": name, "label": field.label, "value": value, "options": known})
        return told

    @property
    def in_words(self) -> str:
        """What was chosen, as its labels say it."""
        chosen = {name: str(value) for name, value in self.cleaned_data.items() if value}
        told = []
        for name, value in chosen.items():
            field = self.fields[name]
            known: Any = field.choices if isinstance(field, forms.ChoiceField) else ()
            choices = dict(known)
            told.append(str(choices.get(value, _("nur was stillsteht"))))
        return ", ".join(told)

    @property
    def is_narrowed(self) -> bool:
        return bool(self.asked.asked())
