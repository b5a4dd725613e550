from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from mitmachstadt.kernel.city import word
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.nodes.enums import LONGEST_NEIGHBOURHOOD
from mitmachstadt.nodes.forms import public_id_in
from mitmachstadt.nodes.models import Node
from mitmachstadt.outreach.calculations import Described
from mitmachstadt.outreach.enums import LONGEST_LINE, LONGEST_TITLE
from mitmachstadt.outreach.models import Occasion
from mitmachstadt.people.forms import NEEDED, LineField
from mitmachstadt.people.models import District

_FIELD_OF = {
    "OccasionUnnamed": "title",
    "OccasionBackwards": "ends",
    "OccasionTooLong": "ends",
    "OccasionHasBegun": "begins",
    "TooManyTopics": "topics",
    "NothingToTalkAbout": "topics",
}


def named_topics(topics: Iterable[Node]) -> list[tuple[str, str]]:
    """What people are asked about, as a form offers it."""
    return [(node.public_id, f"{node.get_kind_display()}: {node.title[:70]}") for node in topics]


def _moment(label: Any) -> forms.DateTimeField:
    return forms.DateTimeField(
        label=label,
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%d.%m.%Y %H:%M"],
        widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
        error_messages={"required": NEEDED},
    )


class OccasionForm(forms.Form):
    title = LineField(
        label=_("Termin"),
        max_length=LONGEST_TITLE,
        help_text=_("Zum Beispiel: Stand auf dem Wochenmarkt."),
        error_messages={"required": NEEDED},
    )
    place = LineField(
        label=_("Ort in Worten"),
        max_length=LONGEST_LINE,
        help_text=_("Zum Beispiel: Hafenplatz, vor der Bücherei."),
        error_messages={"required": NEEDED},
    )
    district = forms.ChoiceField(label=word("district"), required=False)
    neighbourhood = LineField(
        label=_("Name des kleineren Ortes"), required=False, max_length=LONGEST_NEIGHBOURHOOD
    )
    begins = _moment(_("Beginn"))
    ends = _moment(_("Ende"))
    partner = LineField(
        label=_("Mit wem zusammen?"),
        required=False,
        max_length=LONGEST_LINE,
        help_text=_("Veranstaltung oder Organisation."),
    )
    staffed_by = LineField(
        label=_("Wer war da?"),
        required=False,
        max_length=LONGEST_LINE,
        help_text=_("Nur Rollen, keine Namen: zwei Helfende, das Strategiebüro."),
    )
    belongs_to = forms.CharField(
        label=_("Gehört zu Verfahren oder Text"),
        required=False,
        max_length=300,
        help_text=_("Dauerhafte Adresse, zum Beispiel …/n/abcdefghjk/"),
    )
    topics = forms.CharField(
        label=_("Fragen und Textstellen"),
        required=False,
        max_length=3000,
        help_text=_("Worum es dort geht: dauerhafte Adressen, je Zeile eine."),
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": 3000}),
    )
    seen = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        districts: Iterable[District],
        occasion: Occasion | None = None,
        topics: Iterable[Node] = (),
    ) -> None:
        super().__init__(data, initial=_of(occasion, topics) if occasion else None)
        self._known = {str(district.number): district for district in districts}
        field = self.fields["district"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("keiner")), *((n, each.name) for n, each in self._known.items())]

    @property
    def says(self) -> Described:
        values = self.cleaned_data
        lines = filter(None, map(str.strip, values["topics"].splitlines()))
        names = ("title", "place", "begins", "ends", "neighbourhood", "partner", "staffed_by")
        belongs_to = values["belongs_to"]
        return Described(
            **{name: values[name] for name in names},
            district=self._known.get(values["district"]),
            belongs_to=public_id_in(belongs_to) if belongs_to else "",
            topics=tuple(map(public_id_in, lines)),
        )

    def show(self, refusal: Refusal, *, seen: int | None) -> None:
        """Put the reason of a no beside what was typed; its reader has seen the newest."""
        assert isinstance(self.data, QueryDict)
        self.data = self.data.copy()
        self.data["seen"] = str(seen or "")
        self.add_error(_FIELD_OF.get(refusal.code), refusal.in_words)


def _of(occasion: Occasion, topics: Iterable[Node]) -> dict[str, Any]:
    names = ("title", "place", "begins", "ends", "neighbourhood", "partner", "staffed_by")
    return {
        **{name: getattr(occasion, name) for name in names},
        "district": str(occasion.district_id or ""),
        "belongs_to": occasion.node.public_id if occasion.node else "",
        "topics": "\n".join(node.public_id for node in topics),
        "seen": occasion.version,
    }
