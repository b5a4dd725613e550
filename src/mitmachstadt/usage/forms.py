from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from mitmachstadt.people.forms import TextField
from mitmachstadt.usage.enums import LONGEST_COMMENT, Score
from mitmachstadt.usage.errors import ScoreOutOfScale


class FeedbackForm(forms.Form):
    """A score from 1 to 5 and, for those who like, words."""

    score = forms.TypedChoiceField(
        label=_("Wie gut ging das, was Sie hier vorhatten?"),
        choices=Score.choices,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": _(ScoreOutOfScale.text),
            "invalid_choice": _(ScoreOutOfScale.text),
        },
    )
    text = TextField(
        label=_("Was sollen wir ändern?"),
        required=False,
        help_text=_("Schreiben Sie nichts über sich oder andere hinein. Eine Antwort kommt nicht."),
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": LONGEST_COMMENT, "dir": "auto"}),
    )
    page = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    key = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)

    def begin_again(self, *, key: str) -> None:
        """Let what was typed be sent once more, as another form."""
        assert isinstance(self.data, QueryDict)
        self.data = self.data.copy()
        self.data["key"] = key
