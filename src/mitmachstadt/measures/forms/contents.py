"""A measure as its form shows it, and what organisations sign."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from mitmachstadt.measures.calculations import euros
from mitmachstadt.measures.enums import LONGEST_REASON, LONGEST_TITLE, ItemKind, MeasureType
from mitmachstadt.measures.forms import fields
from mitmachstadt.measures.models import Measure
from mitmachstadt.measures.queries.desk import Owned
from mitmachstadt.measures.rules.contents import Content
from mitmachstadt.people.models import District, Post

_NAMES = (
    "title", "summary", "problem", "understood_on", "understood_by", "goals", "for_whom", "starts",
    "ends", "programme", "amount", "posts", "funding", "role", "competence", "repository",
    "standards",
)  # fmt: skip


class ContentForm(forms.Form):
    """Everything that a measure says about itself; only its name is needed at first."""

    title = fields.line(_("Name der Maßnahme"), longest=LONGEST_TITLE)
    summary = fields.area(
        _("In einfachen Worten"), _("So, dass es Nachbarinnen und Nachbarn verstehen."),
        required=False,
    )  # fmt: skip
    problem = fields.area(
        _("Das Problem"), _("Zuerst das Problem, dann die Ziele."), required=False
    )
    understood_on = fields.day(_("Verstanden am"), required=False)
    understood_by = fields.line(
        _("Verstanden durch"), _("Stellen und Gruppen, keine Namen."), required=False
    )
    goals = fields.area(_("Ziele"), required=False)
    for_whom = fields.area(_("Für wen"), required=False, rows=2)
    starts = fields.day(_("Beginn"), required=False)
    ends = fields.day(_("Ende"), required=False)
    districts = forms.MultipleChoiceField(
        label=_("Wo"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Ohne Auswahl: in der ganzen Stadt."),
    )  # fmt: skip
    programme = fields.line(_("Programm"), required=False)
    amount = fields.money(_("Geld insgesamt"))
    posts = fields.line(_("Stellenanteile"), _("Zum Beispiel 1,5"), required=False, longest=10)
    funding = fields.line(_("Woher das Geld kommt"), required=False, longest=LONGEST_REASON)
    role = fields.line(
        _("Verantwortliche Aufgabe"), _("Eine Aufgabe in der Stelle, kein Name."), required=False
    )
    post = fields.choice(_("Stelle dazu"), required=False)
    competence = fields.area(_("Befugnis und Befähigung"), required=False, rows=2)
    repository = fields.line(
        _("Adresse des Quelltexts"), _("Beginnt mit https://"), required=False, longest=500
    )
    standards = fields.line(_("Offene Standards"), required=False, longest=LONGEST_REASON)
    seen = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        districts: Iterable[District],
        posts: Iterable[Post] = (),
        measure: Measure | None = None,
    ) -> None:
        super().__init__(data, initial=_of(measure) if measure else None)
        self.known = {str(district.number): district for district in districts}
        self.posts_known = {post.public_id: post for post in posts if not post.ended}
        where, post = self.fields["districts"], self.fields["post"]
        assert isinstance(where, forms.MultipleChoiceField)
        assert isinstance(post, forms.ChoiceField)
        where.choices = [(number, each.name) for number, each in self.known.items()]
        post.choices = [("", "–"), *((key, each.name) for key, each in self.posts_known.items())]

    @property
    def content(self) -> Content:
        """Everything that was typed, as `start_measure` takes it."""
        values = self.cleaned_data
        return Content(
            **{name: values[name] for name in _NAMES},
            districts=tuple(self.known[number] for number in values["districts"]),
            post=self.posts_known.get(values["post"]),
        )


def _of(measure: Measure) -> dict[str, Any]:
    """A measure as its form shows it."""
    plain = [name for name in _NAMES if name not in {"title", "amount", "posts"}]
    rough = "ca. " if measure.amount_is_rough else ""
    cents = measure.amount_cents
    return {
        **{name: getattr(measure, name) for name in plain},
        "title": measure.node.title,
        "amount": "" if cents is None else rough + euros(cents),
        "posts": measure.posts,
        "post": measure.post.public_id if measure.post else "",
        "districts": [str(district.number) for district in measure.districts.all()],
        "seen": measure.node.version,
    }


class StartForm(ContentForm):
    """A new measure: whose it is, and of which kind."""

    type = fields.choice(_("Art"))
    owner = fields.choice(_("Wer sie verantwortet"))
    arising = fields.area(
        _("Woraus sie entsteht"),
        _("Dauerhafte Adressen von Ideen, Textstellen oder Beschlüssen, je Zeile eine."),
        required=False,
        rows=3,
    )
    confirmed = forms.BooleanField(
        label=_("Ich habe ähnliche Maßnahmen angesehen; diese ist eine andere."), required=False
    )
    field_order = ("type", "owner")

    def __init__(
        self, data: QueryDict | None = None, *, owned: Owned, arising: str = "", **rest: Any
    ) -> None:
        super().__init__(data, **rest)
        self.initial["arising"] = arising
        del self.fields["post"]
        kind, owner = self.fields["type"], self.fields["owner"]
        assert isinstance(kind, forms.ChoiceField) and isinstance(owner, forms.ChoiceField)
        self.owners = {each.public_id: each for each in owned.organisations}
        kind.choices = [(type.value, type.label) for type in owned.types_of()]
        owner.choices = fields.named(owned.organisations)

    @property
    def content(self) -> Content:
        self.cleaned_data["post"] = ""
        return super().content

    @property
    def chosen_type(self) -> MeasureType:
        return MeasureType(self.cleaned_data["type"])


class EndCommitmentForm(forms.Form):
    """Why an organisation no longer stands by the principles."""

    reason = fields.reason()


class PrinciplesForm(forms.Form):
    """A draft of the principles: one item in a line, success factors in a field of their own."""

    label = fields.line(_("Name der Fassung"), longest=80)
    principles = fields.area(_("Prinzipien guter Praxis"), _("Je Zeile eins."), rows=6)
    factors = fields.area(_("Erfolgsfaktoren"), _("Je Zeile eins."), required=False, rows=6)

    @property
    def items(self) -> list[tuple[str, str]]:
        named = ((ItemKind.PRINCIPLE, "principles"), (ItemKind.FACTOR, "factors"))
        return [
            (str(kind), text)
            for kind, name in named
            for text in self.cleaned_data[name].splitlines()
            if text.strip()
        ]
