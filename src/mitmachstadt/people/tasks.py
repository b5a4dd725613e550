"""Mail about accounts."""

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.tasks import task
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext

from mitmachstadt.kernel.city import the_city
from mitmachstadt.kernel.codes import code_in_groups
from mitmachstadt.kernel.language import in_language
from mitmachstadt.people.actions import sign_in_code
from mitmachstadt.people.models import Person, SpeakingRequest


@task
def mail_password_link(
    *, public_id: str, site: str, language: str = settings.LANGUAGE_CODE
) -> None:
    """Mail somebody the link with which they replace their password; nobody if there is none.

    Args:
        language: of the page on which it was asked for.
        public_id: whose account, or "" where somebody typed an address that has none.
    """
    person = Person.objects.filter(public_id=public_id, is_active=True).first()
    if person is None:
        return
    token = default_token_generator.make_token(person)
    with in_language(language):
        link = site + reverse("password-new", args=[person.public_id, token])
        city = the_city()
        words = {"name": person.name, "link": link, "city": city.name}
        text = render_to_string("people/mail/password.txt", words)
        subject = gettext("Neues Passwort für Mitmachstadt {city}")
        send_mail(subject.format(city=city.name), text, city.contact, [person.email])


@task
def mail_request_decided(
    *, public_id: str, site: str, language: str = settings.LANGUAGE_CODE
) -> None:
    """Mail somebody what became of their request to speak for an organisation."""
    request = SpeakingRequest.objects.select_related("person").filter(public_id=public_id).first()
    if request is None or not request.person.is_active:
        return
    with in_language(language):
        link = site + reverse("my-organisations")
        text = render_to_string("people/mail/request.txt", {"request": request, "link": link})
        subject = gettext("Ihre Anfrage, für eine Organisation zu sprechen")
        send_mail(subject, text, the_city().contact, [request.person.email])


@task
def mail_sign_in_code(
    *, public_id: str, number: str, language: str = settings.LANGUAGE_CODE
) -> None:
    """Mail somebody the code with which they sign in; nobody if there is none.

    Args:
        public_id: whose account, or "" where somebody typed an address that has none.
        number: what the code is derived from, with the city's key.
    """
    person = Person.objects.filter(public_id=public_id, is_active=True).first()
    if person is None:
        return
    code = code_in_groups(sign_in_code(person.public_id, number))
    with in_language(language):
        subject = gettext("Ihr Code für Mitmachstadt {city}")
        _mail(person, subject, "people/mail/sign_in_code.txt", {"code": code})


@task
def mail_factor_notice(*, public_id: str, language: str = settings.LANGUAGE_CODE) -> None:
    """Tell somebody that the way they sign in was changed: it may not have been them."""
    person = Person.objects.filter(public_id=public_id, is_active=True).first()
    if person is None:
        return
    with in_language(language):
        link = settings.SITE + reverse("security")
        subject = gettext("Ihre Anmeldung bei Mitmachstadt {city} wurde geändert")
        _mail(person, subject, "people/mail/factor_notice.txt", {"link": link})


def _mail(person: Person, subject: str, template: str, words: dict[str, str]) -> None:
    city = the_city()
    text = render_to_string(template, {"name": person.name, "city": city.name, **words})
    send_mail(subject.format(city=city.name), text, city.contact, [person.email])
