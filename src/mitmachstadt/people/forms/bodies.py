"""Posts, seats, staff and what is commissioned."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mitmachstadt.people.enums import (
    LONGEST_FUNCTION,
    LONGEST_POST,
    EngagementKind,
    PostKind,
    PostState,
)
from mitmachstadt.people.errors import EngagementNeedsEnd, TaskMissing, TermNeedsEnd
from mitmachstadt.people.forms.accounts import NEEDED, LineField, TextField
from mitmachstadt.people.forms.organisations import Day, OrganisationField, offer
from mitmachstadt.people.models import Organisation, Post

_PART = re.compile(r"(\d{1,6})\s+(.{1,120})")
_REASON = _("Nötig, wenn sie nicht besetzt oder nicht eingerichtet ist. Keine Namen.")


class PostStateForm(forms.Form):
    """What is with a post from a day on."""

    state = forms.ChoiceField(label=_("Stand"), choices=PostState.choices)
    since = Day(label=_("Seit"), error_messages={"required": NEEDED})
    reason = LineField(label=_("Grund"), max_length=300, required=False, help_text=_REASON)

    def clean_state(self) -> PostState:
        return PostState(self.cleaned_data["state"])


class PostForm(PostStateForm):
    """A new post."""

    name = LineField(
        label=_("Name der Funktion"),
        max_length=LONGEST_POST,
        help_text=_(
            "Die Aufgabe, nicht die Person: zum Beispiel „Digitalisierungsbeauftragte“. Wer sie "
            "hat, erscheint nur mit eigener Zustimmung."
        ),
        error_messages={"required": NEEDED},
    )
    kind = forms.ChoiceField(label=_("Wofür sie da ist"), choices=PostKind.choices)
    about = LineField(label=_("Was dazu gehört"), max_length=300, required=False)
    field_order = ("name", "kind", "about", "state", "since", "reason")

    def clean_kind(self) -> PostKind:
        return PostKind(self.cleaned_data["kind"])


class EndForm(forms.Form):
    on = Day(label=_("Gibt es nicht mehr seit"), error_messages={"required": NEEDED})


class SeatForm(forms.Form):
    """Who sits in a body, and for how long."""

    member = forms.ChoiceField(
        label=_("Wer"),
        help_text=_("Eine Organisation oder eine ihrer Funktionen; keine Namen von Personen."),
        error_messages={"required": NEEDED},
    )
    function = LineField(
        label=_("Aufgabe im Gremium"),
        max_length=LONGEST_FUNCTION,
        required=False,
        help_text=_("Zum Beispiel „Vorsitz“ oder „beratend“."),
    )
    since = Day(label=_("Beginn der Amtszeit"), error_messages={"required": NEEDED})
    until = Day(
        label=_("Ende der Amtszeit, letzter Tag"),
        error_messages={"required": _(TermNeedsEnd.text)},
    )

    def __init__(
        self,
        *args: Any,
        organisations: Iterable[Organisation],
        posts: Iterable[Post],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._members: dict[str, tuple[Organisation, Post | None]] = {}
        named = [("", gettext("Bitte auswählen"))]
        below: dict[int, list[Post]] = {}
        for post in posts:
            below.setdefault(post.organisation_id, []).append(post)
        for organisation in organisations:
            self._members[organisation.public_id] = (organisation, None)
            named.append((organisation.public_id, organisation.name))
            for post in below.get(organisation.pk, ()):
                key = f"{organisation.public_id}-{post.public_id}"
                self._members[key] = (organisation, post)
                named.append((key, f"{organisation.name}: {post.name}"))
        field = self.fields["member"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = named

    @property
    def said(self) -> dict[str, Any]:
        """The clean values, named as `seat_in_body` takes them."""
        values = dict(self.cleaned_data)
        sender, post = self._members[values.pop("member")]
        return {"sender": sender, "post": post, **values}


class StaffingForm(forms.Form):
    """How many work in a unit on a day."""

    as_of = Day(label=_("Stand vom"), error_messages={"required": NEEDED})
    parts = TextField(
        label=_("Wer was tut"),
        required=False,
        max_length=4000,
        help_text=_("Je Zeile eine Zahl und die Aufgabe, zum Beispiel: 2 Geschäftsprozesse"),
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": 4000}),
    )
    total = forms.IntegerField(
        label=_("Zusammen"), min_value=0, max_value=1_000_000, error_messages={"required": NEEDED}
    )
    source = LineField(label=_("Quelle"), max_length=200, required=False)

    def clean_parts(self) -> list[tuple[str, int]]:
        found = []
        for line in self.cleaned_data["parts"].splitlines():
            if not line.strip():
                continue
            said = _PART.fullmatch(line.strip())
            if said is None:
                words = gettext("Diese Zeile beginnt nicht mit einer Zahl: {line}")
                raise forms.ValidationError(words.format(line=line.strip()[:60]))
            found.append((said[2], int(said[1])))
        return found


class EngagementForm(forms.Form):
    """Who works for a unit from outside, or funds it."""

    other = OrganisationField(label=_("Organisation"), error_messages={"required": NEEDED})
    kind = forms.ChoiceField(label=_("Was sie tut"), choices=EngagementKind.choices)
    task = LineField(
        label=_("Worum es geht"), max_length=300, error_messages={"required": _(TaskMissing.text)}
    )
    since = Day(label=_("Beginn"), error_messages={"required": NEEDED})
    until = Day(label=_("Ende"), error_messages={"required": _(EngagementNeedsEnd.text)})

    def __init__(self, *args: Any, others: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "other", others, gettext("Bitte auswählen"))

    def clean_kind(self) -> EngagementKind:
        return EngagementKind(self.cleaned_data["kind"])
