from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.validators import EmailValidator
from django.urls import reverse_lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mitmachstadt.kernel.language import number_in_words
from mitmachstadt.kernel.text import clean_line, clean_text
from mitmachstadt.people.models import Person

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


LONGEST_INPUT = 100_000
NEEDED = _("Bitte füllen Sie dieses Feld aus.")
_PASSWORD_AGAIN = _("Die beiden Passwörter sind verschieden.")


class LineField(forms.CharField):
    """One line of plain text, without characters that nobody can see."""

    def to_python(self, value: Any) -> str:
        return clean_line(_of_bearable_length(str(value))) if value else ""


class TextField(forms.CharField):
    """Plain text, without characters that nobody can see. Its length is a rule's matter."""

    def to_python(self, value: Any) -> str:
        return clean_text(_of_bearable_length(str(value))) if value else ""


def _of_bearable_length(text: str) -> str:
    """Even to clean a text takes time; nobody types this much into a form."""
    if len(text) > LONGEST_INPUT:
        words = gettext("Das ist zu lang: möglich sind hier {longest} Zeichen.")
        raise forms.ValidationError(words.format(longest=number_in_words(LONGEST_INPUT)))
    return text


class EmailField(LineField):
    """One e-mail address. A line end in it is refused rather than read over: it begins a header."""

    faulty = _(
        "Bitte geben Sie eine vollständige E-Mail-Adresse an, zum Beispiel name@example.org."
    )
    many_lines = _("Eine E-Mail-Adresse steht in einer Zeile. Bitte geben Sie nur eine an.")

    def __init__(self, **options: Any) -> None:
        usual: dict[str, Any] = {
            "label": _("E-Mail-Adresse"),
            "max_length": 254,
            "validators": [EmailValidator(self.faulty)],
            "widget": forms.EmailInput(attrs={"autocomplete": "email"}),
            "error_messages": {"required": NEEDED},
        }
        super().__init__(**(usual | options))

    def to_python(self, value: Any) -> str:
        if value and len(str(value).strip().splitlines()) > 1:
            raise forms.ValidationError(self.many_lines)
        return super().to_python(value)


def _password(label: "StrOrPromise", autocomplete: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        strip=False,
        max_length=200,
        help_text=help_text,
        widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}),
        error_messages={"required": NEEDED},
    )


def _password_help() -> str:
    return gettext(
        "Mindestens zehn Zeichen; am besten ein paar Wörter, die nicht zusammengehören. Nicht Ihr "
        "Name, nicht Ihre E-Mail-Adresse und keines der häufigen Passwörter."
    )


class SignInForm(forms.Form):
    email = EmailField()
    password = _password(_("Passwort"), "current-password")


class RegisterForm(forms.Form):
    email = EmailField()
    name = LineField(
        label=_("Ihr Name, wie andere ihn sehen"),
        max_length=60,
        help_text=_("Ein Pseudonym ist willkommen. Der Name steht an Ihren Beiträgen."),
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
        error_messages={"required": NEEDED},
    )
    password = _password(_("Passwort"), "new-password")
    terms = forms.BooleanField(
        error_messages={"required": _("Ohne Ihre Zustimmung können wir kein Konto anlegen.")}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = _password_help()
        self.fields["terms"].label = _terms_label()

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if password := values.get("password"):
            somebody = Person(email=values.get("email", ""), name=values.get("name", ""))
            _check_password(self, "password", password, somebody)
        return values


class EmailForm(forms.Form):
    email = EmailField()


class PseudonymForm(forms.Form):
    """What is still needed of somebody whom the provider knows."""

    name = LineField(
        label=_("Ihr Name, wie andere ihn sehen"),
        max_length=60,
        help_text=_("Ein Pseudonym ist willkommen. Der Name steht an Ihren Beiträgen."),
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
        error_messages={"required": NEEDED},
    )
    terms = forms.BooleanField(
        error_messages={"required": _("Ohne Ihre Zustimmung können wir kein Konto anlegen.")}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["terms"].label = _terms_label()


class NewPasswordForm(forms.Form):
    """A password typed twice; it must not be like the name and address of `person`, if known."""

    password = _password(_("Neues Passwort"), "new-password")
    password_again = _password(_("Neues Passwort noch einmal"), "new-password")

    def __init__(self, *args: Any, person: Person | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person or Person()
        self.fields["password"].help_text = _password_help()

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        password, again = values.get("password"), values.get("password_again")
        if password and again and password != again:
            self.add_error("password_again", _PASSWORD_AGAIN)
        elif password:
            _check_password(self, "password", password, self.person)
        return values


class PasswordForm(NewPasswordForm):
    """Change of password by somebody who is signed in."""

    present_password = _password(_("Ihr bisheriges Passwort"), "current-password")
    field_order = ("present_password", "password", "password_again")


def _check_password(form: forms.Form, field: str, password: str, person: Person) -> None:
    try:
        validate_password(password, person)
    except forms.ValidationError as error:
        form.add_error(field, error)


def _terms_label() -> SafeString:
    words = gettext('Ich stimme den <a href="{terms}">Teilnahmebedingungen</a> zu.')
    # They open beside the form, so that nobody loses what they typed.
    beside = words.replace("<a ", '<a target="_blank" rel="noopener" ')
    return format_html(beside, terms=reverse_lazy("terms"))
