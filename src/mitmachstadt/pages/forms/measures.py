"""What a measure pays into, what it takes up, what it was copied from."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mitmachstadt.kernel.text import shorten
from mitmachstadt.nodes.forms import public_id_in
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.forms import NEEDED, LineField

LONGEST_REASON = 500
_LONGEST_CHOICE = 90
_PUBLIC = _("Sie ist öffentlich.")
type Groups = Iterable[tuple[str | Promise, list[Node]]]


def named(nodes: Iterable[Node]) -> list[tuple[str, str]]:
    """Nodes as the choices of a field."""
    return [(node.public_id, shorten(node.title, _LONGEST_CHOICE)) for node in nodes]


def grouped(groups: Groups) -> list[tuple[Any, Any]]:
    """Choices of a select under the headings of their groups; none for a group without any."""
    return [("", "–"), *((name, named(nodes)) for name, nodes in groups if nodes)]


def _reason(label: Any) -> LineField:
    return LineField(
        label=label, help_text=_PUBLIC, max_length=LONGEST_REASON,
        error_messages={"required": NEEDED},
    )  # fmt: skip


class PayForm(forms.Form):
    """A goal or a guiding principle, and what the measure adds to it."""

    prefix = "ziel"
    target = forms.ChoiceField(
        label=_("Ziel oder Leitgedanke"), error_messages={"required": NEEDED}
    )
    rationale = _reason(_("Was die Maßnahme dazu beiträgt"))

    def __init__(self, data: QueryDict | None = None, *, offered: Groups) -> None:
        super().__init__(data)
        target = self.fields["target"]
        assert isinstance(target, forms.ChoiceField)
        target.choices = grouped(offered)


class TakeUpForm(forms.Form):
    """A need that the strategy names, or anything else by its address."""

    prefix = "herkunft"
    need = forms.ChoiceField(label=_("Handlungsbedarf"), required=False)
    address = LineField(
        label=_("Oder die dauerhafte Adresse einer Idee, einer Textstelle, eines Beschlusses"),
        required=False,
        max_length=300,
    )
    reason = _reason(_("Wie die Maßnahme es aufgreift"))

    def __init__(self, data: QueryDict | None = None, *, offered: Groups) -> None:
        super().__init__(data)
        need = self.fields["need"]
        assert isinstance(need, forms.ChoiceField)
        need.choices = grouped(offered)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if "need" in given and "address" in given and bool(given["need"]) == bool(given["address"]):
            words = gettext("Bitte wählen Sie einen Handlungsbedarf oder nennen Sie eine Adresse.")
            self.add_error("need", words)
        return given

    @property
    def source(self) -> str:
        """The public id of what is taken up."""
        return self.cleaned_data["need"] or public_id_in(self.cleaned_data["address"])


class CopiedForm(forms.Form):
    """From which measure this one was taken over."""

    prefix = "uebernahme"
    original = LineField(
        label=_("Adresse der Maßnahme, von der sie übernommen ist"),
        help_text=_("Die dauerhafte Adresse vom Ende ihrer Seite, oder ihre zehn Zeichen."),
        max_length=300,
        error_messages={"required": NEEDED},
    )

    @property
    def public_id(self) -> str:
        return public_id_in(self.cleaned_data["original"])
