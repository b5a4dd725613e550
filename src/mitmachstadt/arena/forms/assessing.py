from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mitmachstadt.answers.models import Decision
from mitmachstadt.arena.enums import (
    GRADES,
    LONGEST_CRITERION,
    LONGEST_GRADE,
    LONGEST_REASON,
    MOST_CRITERIA,
)
from mitmachstadt.arena.forms.fields import area, reason_field
from mitmachstadt.arena.models import Criterion, Score
from mitmachstadt.arena.rules.assessing import CriterionWords
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.forms import NEEDED, LineField

_EMPTY_ROWS = 2


class CriteriaForm(forms.Form):
    """All criteria of an arena, with some empty rows; a row without words counts for nothing."""

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        criteria: Sequence[Criterion],
        goals: Sequence[Node],
    ) -> None:
        super().__init__(data)
        self._goals = {goal.public_id: goal for goal in goals}
        typed = sum(key.startswith("text") for key in data) if data else 0
        rows = max(typed, len(criteria) + _EMPTY_ROWS)
        self._numbers = range(1, min(rows, MOST_CRITERIA) + 1)
        choices = [
            ("", gettext("bitte wählen")),
            *((k, g.title[:80]) for k, g in self._goals.items()),
        ]
        for nth in self._numbers:
            known = criteria[nth - 1] if nth <= len(criteria) else None
            self.fields[f"text{nth}"] = LineField(
                label=gettext("Kriterium {nth}").format(nth=nth),
                required=False,
                max_length=LONGEST_CRITERION,
                initial=known.text if known else "",
            )
            self.fields[f"goal{nth}"] = forms.ChoiceField(
                label=gettext("Kriterium {nth}: aus welchem Ziel oder Leitgedanken?").format(
                    nth=nth
                ),
                required=False,
                choices=choices,
                initial=known.goal.public_id if known else "",
            )
            for grade in GRADES:
                self.fields[f"grade{nth}_{grade}"] = LineField(
                    label=gettext("Kriterium {nth}: Stufe {grade} heißt").format(
                        nth=nth, grade=grade
                    ),
                    required=False,
                    max_length=LONGEST_GRADE,
                    initial=known.grades[grade] if known else "",
                )

    @property
    def criteria(self) -> list[CriterionWords]:
        values = self.cleaned_data
        rows = [
            CriterionWords(
                values[f"text{nth}"],
                self._goals.get(values[f"goal{nth}"]),
                tuple(values[f"grade{nth}_{grade}"] for grade in GRADES),
            )
            for nth in self._numbers
        ]
        return [row for row in rows if row.text or any(row.grades)]


class AssessorForm(forms.Form):
    email = forms.EmailField(
        label=_("E-Mail-Adresse"),
        max_length=254,
        error_messages={"required": NEEDED, "invalid": _("Bitte prüfen Sie die Adresse.")},
    )


class ScoresForm(forms.Form):
    """A grade and a reason for each criterion."""

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        criteria: Sequence[Criterion],
        before: Sequence[Score],
    ) -> None:
        super().__init__(data)
        self._criteria = criteria
        known = {score.criterion_id: score for score in before}
        for each in criteria:
            mine = known.get(each.pk)
            self.fields[f"grade{each.pk}"] = forms.TypedChoiceField(
                label=each.text,
                coerce=int,
                choices=[(str(grade), f"{grade}: {each.grades[grade]}") for grade in GRADES],
                widget=forms.RadioSelect,
                initial=str(mine.grade) if mine else None,
                error_messages={"required": NEEDED},
            )
            self.fields[f"reason{each.pk}"] = area(
                gettext("Warum? („{criterion}“)").format(criterion=each.text), 2, LONGEST_REASON
            )
            self.fields[f"reason{each.pk}"].initial = mine.reason if mine else ""

    @property
    def scores(self) -> dict[int, tuple[int, str]]:
        values: dict[str, Any] = self.cleaned_data
        return {
            each.pk: (values[f"grade{each.pk}"], values[f"reason{each.pk}"])
            for each in self._criteria
        }


class SelectForm(forms.Form):
    """What the body decided, in which decision, and why."""

    chosen = forms.ChoiceField(
        label=_("Was hat das Gremium beschlossen?"),
        choices=[("yes", _("Die Idee ist ausgewählt.")), ("no", _("Die Idee ist abgelehnt."))],
        widget=forms.RadioSelect,
        error_messages={"required": NEEDED},
    )
    decision = forms.ChoiceField(
        label=_("In welchem Beschluss?"), error_messages={"required": NEEDED}
    )
    reason = reason_field()

    def __init__(self, data: QueryDict | None = None, *, decisions: Sequence[Decision]) -> None:
        super().__init__(data, auto_id="select_%s")
        self._nodes = {each.node.public_id: each.node for each in decisions}
        field = self.fields["decision"]
        assert isinstance(field, forms.ChoiceField)
        named = [
            (each.node.public_id, f"{each.reference}: {each.node.title}"[:120])
            for each in decisions
        ]
        field.choices = [("", gettext("bitte wählen")), *named]

    @property
    def given(self) -> dict[str, Any]:
        values = self.cleaned_data
        return {
            "decision": self._nodes[values["decision"]],
            "chosen": values["chosen"] == "yes",
            "reason": values["reason"],
        }
