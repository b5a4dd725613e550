"""What the office says by hand: what followed from what."""

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from mitmachstadt.nodes.enums import Relation
from mitmachstadt.nodes.forms import public_id_in

# What the office links by hand; answers, decisions and consultations write their own traces.
BY_HAND = (
    Relation.TAKEN_UP_IN,
    Relation.CARRIED_OUT_BY,
    Relation.PAYS_INTO,
    Relation.DEALT_WITH_IN,
    Relation.BASIS_OF,
    Relation.REPLACED_BY,
    Relation.PARALLEL_TO,
)


class LinkForm(forms.Form):
    """What followed from this node, how, and why one says so."""

    relation = forms.ChoiceField(
        label=_("Das hier ist …"),
        choices=[(relation.value, format_lazy("{} …", relation.label)) for relation in BY_HAND],
    )
    target = forms.CharField(
        label=_("Adresse des anderen"),
        max_length=300,
        help_text=_("Die dauerhafte Adresse vom Ende seiner Seite, oder ihre zehn Zeichen."),
    )
    note = forms.CharField(label=_("Begründung in einem Satz"), max_length=500, required=False)

    def clean_target(self) -> str:
        """The public id, however the address was given."""
        return public_id_in(str(self.cleaned_data["target"]))
