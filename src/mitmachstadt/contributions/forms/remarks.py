import re
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mitmachstadt.contributions.calculations import CONTEXT, Marked
from mitmachstadt.contributions.enums import (
    LONGEST_NAME,
    LONGEST_QUOTE,
    LONGEST_REMARK,
)
from mitmachstadt.contributions.errors import NotYourVoice, RemarkEmpty
from mitmachstadt.kernel.proofs import form_key
from mitmachstadt.nodes.enums import LONGEST_NEIGHBOURHOOD
from mitmachstadt.nodes.models import Wording
from mitmachstadt.people.enums import Capacity
from mitmachstadt.people.forms import LineField, TextField
from mitmachstadt.people.models import District, Organisation

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


_SUBMISSION = re.compile(r"[0-9a-f]{32}")
LARGEST_ID = 2**62


@dataclass(frozen=True)
class Voice:
    """In which capacity a person may speak here, and for whom."""

    capacity: Capacity
    organisation: Organisation | None = None

    @property
    def key(self) -> str:
        name = self.organisation.public_id if self.organisation else ""
        return f"{self.capacity.value} {name}".strip()

    @property
    def label(self) -> str:
        if self.organisation is None:
            return str(self.capacity.label)
        return gettext("für {organisation}").format(organisation=self.organisation.name)


CITIZEN = Voice(Capacity.CITIZEN)


def voices_for(organisations: Iterable[Organisation], *, is_office: bool) -> list[Voice]:
    """Every voice that somebody has, their own first."""
    voices = [CITIZEN, *(Voice(Capacity.ORGANISATION, each) for each in organisations)]
    return [*voices, Voice(Capacity.OFFICE)] if is_office else voices


def words_field(label: "StrOrPromise", help_text: "StrOrPromise" = "") -> TextField:
    return TextField(
        label=label,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 7, "maxlength": LONGEST_REMARK, "dir": "auto"}),
        error_messages={"required": _(RemarkEmpty.text)},
    )


def district_field() -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=_("Um welchen Ort geht es?"), required=False, coerce=int, empty_value=None
    )


def neighbourhood_field() -> LineField:
    return LineField(
        label=_("Genauer: Name des kleineren Ortes"),
        required=False,
        max_length=LONGEST_NEIGHBOURHOOD,
        help_text=_("Zum Beispiel der Name des Viertels. Keine Wohnanschrift."),
    )


# The fields of a quote, and how the address of the form names them.
QUOTED = {
    "quoted": "zitat",
    "quoted_before": "davor",
    "quoted_after": "danach",
    "quoted_at": "stelle",
}


class RemarkForm(forms.Form):
    """A remark or a reply. Fields that somebody has no use for are taken out.

    The districts are asked for when the form is shown, or one of them was chosen.
    """

    text = words_field(_("Ihr Text"))
    name = LineField(
        label=_("Ihr Name"),
        required=False,
        max_length=LONGEST_NAME,
        help_text=_("Sie können das Feld leer lassen oder ein Pseudonym nehmen."),
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )
    voice = forms.ChoiceField(label=_("Ich schreibe"), required=False, widget=forms.RadioSelect)
    district = district_field()
    neighbourhood = neighbourhood_field()
    # Which words of the passage it is about; what stood around them tells which of several.
    quoted = TextField(
        label=_("Nur zu diesen Worten"),
        required=False,
        help_text=_("Kopieren Sie die Worte aus dem Wortlaut oben, wenn Sie nicht alles meinen."),
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": LONGEST_QUOTE, "dir": "auto"}),
    )
    quoted_before = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    quoted_after = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    quoted_at = forms.IntegerField(
        required=False, min_value=0, max_value=LARGEST_ID, widget=forms.HiddenInput
    )
    submission = forms.CharField(required=False, widget=forms.HiddenInput)
    # Says that the form was made for somebody signed in: a session can end while they write.
    signed_in = forms.CharField(required=False, widget=forms.HiddenInput)
    proof = forms.CharField(required=False, widget=forms.HiddenInput)
    wording = forms.IntegerField(
        required=False, min_value=1, max_value=LARGEST_ID, widget=forms.HiddenInput
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        voices: list[Voice],
        districts: Callable[[], Iterable[District]],
        signed_in: bool,
    ) -> None:
        super().__init__(with_submission(data) if data is not None else None)
        self._voices = {voice.key: voice for voice in voices}
        if signed_in:
            del self.fields["name"]
        else:
            del self.fields["signed_in"]
        if len(voices) > 1:
            offer(self.fields["voice"], [(voice.key, voice.label) for voice in voices])
            self.fields["voice"].required = True
            self.initial.setdefault("voice", CITIZEN.key)
        else:
            del self.fields["voice"]
        self._known = cache(lambda: {district.number: district for district in districts()})
        offer(self.fields["district"], lambda: district_choices(self._known().values()))
        self.initial.setdefault("submission", new_submission())

    def clean(self) -> dict[str, Any]:
        """A voice that somebody chose and does not have any more is not taken for their own."""
        chosen = self.data.get("voice", "")
        if "voice" not in self.fields and chosen not in {"", CITIZEN.key}:
            self.add_error(None, NotYourVoice().in_words)
        return super().clean() or self.cleaned_data

    def begin_with(self, asked: QueryDict) -> None:
        """Let the form begin with the words that somebody marked on the page before."""
        for field, name in QUOTED.items():
            self.initial.setdefault(field, asked.get(name, "")[:LONGEST_QUOTE])

    def quote_instead(self, wording: Wording | None) -> None:
        """Let the form, when it is shown, carry the wording that the page quotes."""
        number = str(wording.pk) if wording else ""
        if isinstance(self.data, QueryDict):
            self.data["wording"] = number
        self.initial["wording"] = number

    @property
    def asks_for_district(self) -> bool:
        """Whether the city has districts to choose from."""
        return bool(self._known())

    @property
    def key(self) -> str:
        """What a proof of work for this form is bound to."""
        return form_key(str(self["submission"].value()))

    @property
    def cited(self) -> int | None:
        """The wording that the form says it is about, even before the form is checked."""
        number = self.data.get("wording", "") if self.is_bound else ""
        return int(number) if number.isascii() and number.isdecimal() and len(number) < 19 else None

    @property
    def lost_its_session(self) -> bool:
        """Whether the form was made for somebody signed in and comes from somebody who is not."""
        return "signed_in" not in self.fields and bool(self.data.get("signed_in"))

    @property
    def spoken(self) -> dict[str, Any]:
        """Words, voice and place, named as `Said` takes them."""
        values = self.cleaned_data
        voice = self._voices.get(values.get("voice", ""), CITIZEN)
        return {
            "text": values["text"],
            "name": values.get("name", ""),
            "submission": values["submission"],
            "proof": values["proof"],
            "district": self._known()[values["district"]] if values["district"] else None,
            "neighbourhood": values["neighbourhood"],
            "capacity": voice.capacity,
            "organisation": voice.organisation,
        }

    @property
    def said(self) -> dict[str, Any]:
        """The clean values, named as `submit_remark` takes them."""
        values = self.cleaned_data
        marked = Marked(
            values["quoted"].strip(),
            values["quoted_before"][-CONTEXT:],
            values["quoted_after"][:CONTEXT],
            values["quoted_at"] or 0,
        )
        return {**self.spoken, "marked": marked}

    @property
    def read_by_all(self) -> tuple[str, ...]:
        """Whatever somebody wrote in their own words."""
        values = self.cleaned_data
        return (values["text"], values.get("name", ""), values["neighbourhood"])


def district_choices(districts: Iterable[District]) -> list[tuple[str, str]]:
    named = [(str(district.number), district.name) for district in districts]
    return [("", gettext("Ganze Stadt")), *named]


def offer(
    field: forms.Field, choices: list[tuple[str, str]] | Callable[[], list[tuple[str, str]]]
) -> None:
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


def new_submission() -> str:
    return secrets.token_hex(16)


def with_submission(data: QueryDict) -> QueryDict:
    """A form that came without a usable key is a submission of its own."""
    data = data.copy()
    if not _SUBMISSION.fullmatch(data.get("submission", "")):
        data["submission"] = new_submission()
    return data
