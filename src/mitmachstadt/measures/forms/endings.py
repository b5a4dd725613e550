"""One small form for each verb that takes something off a measure's desk again."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from mitmachstadt.measures.forms import fields
from mitmachstadt.measures.forms.parts import Known, PartForm


class EndInvolvementForm(PartForm):
    involved = fields.choice(_("Wer nicht mehr beteiligt ist"))

    def choices_of(self, known: Known) -> Mapping[str, Iterable[tuple[Any, Any]]]:
        rows = known.page.involved
        return {"involved": [(row["pk"], f"{row['name']}: {row['role']}") for row in rows]}


class UncheckForm(PartForm):
    item = fields.choice(_("Wofür der Beleg nicht trägt"))

    def choices_of(self, known: Known) -> Mapping[str, Iterable[tuple[Any, Any]]]:
        rows = known.page.checked
        return {"item": [(row["pk"], f"{row['text']} ({row['evidence'][:80]})") for row in rows]}


class FinishPackageForm(PartForm):
    package = fields.choice(_("Arbeitspaket"))

    def choices_of(self, known: Known) -> Mapping[str, Iterable[tuple[Any, Any]]]:
        rows = [
            (row["pk"], f"{box['number']}: {row['title']}")
            for box in known.page.iterations
            for row in box["packages"]
            if not row["done"]
        ]
        return {"package": rows}
