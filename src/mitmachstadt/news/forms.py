from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from mitmachstadt.kernel.city import word
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.news.calculations import Written
from mitmachstadt.news.enums import LONGEST_LEAD, LONGEST_REASON, LONGEST_TEXT, LONGEST_TITLE
from mitmachstadt.news.models import Article
from mitmachstadt.nodes.enums import LONGEST_NEIGHBOURHOOD, Kind, Scope
from mitmachstadt.nodes.forms import public_ids_in
from mitmachstadt.people.forms import NEEDED, LineField, TextField
from mitmachstadt.people.models import District

_FIELD_OF = {
    "TitleMissing": "title",
    "LeadMissing": "lead",
    "TextMissing": "source",
    "DayMissing": "took_place",
    "DayInFuture": "took_place",
    "DistrictMissing": "district",
    "ReasonNeeded": "note",
    "NotToBeReportedOn": "about",
}


def _area(label: Any, rows: int, longest: int, help_text: Any = "") -> TextField:
    area = forms.Textarea(attrs={"rows": rows, "maxlength": longest, "dir": "auto"})
    return TextField(
        label=label, help_text=help_text, widget=area, error_messages={"required": NEEDED}
    )


class ArticleForm(forms.Form):
    """A report or news; once it is published, with a note on what is put right."""

    kind = forms.ChoiceField(
        label=_("Was ist es?"),
        choices=[(kind.value, kind.label) for kind in (Kind.NEWS, Kind.REPORT)],
        initial=Kind.NEWS.value,
        widget=forms.RadioSelect,
    )
    title = LineField(
        label=_("Titel"), max_length=LONGEST_TITLE, error_messages={"required": NEEDED}
    )
    lead = _area(_("Zusammenfassung"), 3, LONGEST_LEAD, _("Ein, zwei Sätze für die Liste."))
    source = _area(
        _("Text"), 14, LONGEST_TEXT, _("Absätze durch Leerzeilen; ## Überschrift, - Liste.")
    )
    took_place = forms.DateField(
        label=_("Tag der Veranstaltung"),
        required=False,
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    scope = forms.ChoiceField(
        label=_("Um welchen Ort geht es?"),
        choices=[
            (Scope.CITY.value, _("die ganze Stadt")),
            (Scope.DISTRICT.value, _("einen Teil der Stadt")),
            (Scope.NEIGHBOURHOOD.value, _("einen kleineren Ort")),
            (Scope.REGION.value, _("die Stadt und ihr Umland")),
        ],
        initial=Scope.CITY.value,
    )
    district = forms.ChoiceField(label=word("district"), required=False)
    neighbourhood = LineField(
        label=_("Name des kleineren Ortes"), required=False, max_length=LONGEST_NEIGHBOURHOOD
    )
    about = forms.CharField(
        label=_("Worüber wird berichtet?"),
        required=False,
        max_length=2000,
        help_text=_("Dauerhafte Adressen von Verfahren oder Texten, je Zeile eine."),
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": 2000}),
    )
    note = _area(
        _("Was wird berichtigt, und warum?"), 3, LONGEST_REASON, _("Öffentlich, mit dem Datum.")
    )
    seen = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        districts: Iterable[District],
        article: Article | None,
    ) -> None:
        super().__init__(data, initial=_of(article) if article else None)
        self.article = article
        self.known = {str(district.number): district for district in districts}
        field = self.fields["district"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("keiner")), *((n, each.name) for n, each in self.known.items())]
        if article is not None:
            del self.fields["kind"]
        if article is None or article.published is None:
            del self.fields["note"]

    @property
    def written(self) -> Written:
        """Everything that was typed, as the actions take it."""
        values = self.cleaned_data
        names = ("title", "lead", "source", "took_place", "neighbourhood")
        language = self.article.node.language if self.article else "de"
        return Written(
            **{name: values[name] for name in names},
            scope=Scope(values["scope"]),
            district=self.known.get(values["district"]),
            language=language,
        )

    @property
    def addresses(self) -> list[str]:
        """The public ids of what it is about, however they were given."""
        return public_ids_in(self.cleaned_data["about"])

    @property
    def given(self) -> dict[str, Any]:
        """What was sent, named as `keep_article` takes it."""
        values = self.cleaned_data
        kind = self.article.node.kind if self.article else values["kind"]
        return {
            "kind": Kind(kind),
            "written": self.written,
            "note": values.get("note", ""),
            "about": self.addresses,
            "seen": values["seen"],
        }

    def show(self, refusal: Refusal) -> None:
        """Put the reason of a no beside what was typed; its reader has seen the newest."""
        assert isinstance(self.data, QueryDict)
        self.data = self.data.copy()
        self.data["seen"] = str(self.article.node.version) if self.article else ""
        field = _FIELD_OF.get(refusal.code)
        self.add_error(field if field in self.fields else None, refusal.in_words)


def _of(article: Article) -> dict[str, Any]:
    node = article.node
    return {
        "title": node.title,
        "lead": article.lead,
        "source": article.source,
        "took_place": article.took_place,
        "scope": node.scope,
        "district": str(node.district_id or ""),
        "neighbourhood": node.neighbourhood,
        "seen": node.version,
    }


class ReasonForm(forms.Form):
    reason = _area(_("Warum?"), 3, LONGEST_REASON, _("Die Begründung ist öffentlich."))
