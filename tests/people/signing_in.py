"""What tests of signing in share: the forms, an authenticator app, the mail that came."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from mitmachstadt.people import actions
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.models import Person
from tests import factories as f

PASSWORD = "fahrrad-und-regenschirm"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def somebody(*roles: BuiltInGroup, app: bool = False) -> Person:
    """Somebody with a password, and perhaps an app whose present code is still unused."""
    person = f.person("Ada", *roles, password=PASSWORD)
    if app:
        before = f.NOW - f.DAY
        actions.set_up_app(person=person, secret=SECRET, code=code(before), address="a", at=before)
    return person


def code(at: datetime = f.NOW) -> str:
    """What the app shows."""
    return actions.app_code(SECRET, at=at)


def wrong(right: str) -> str:
    return f"{(int(right) + 500_000) % 1_000_000:06}"


def type_password(client: Client, person: Person, **more: Any) -> HttpResponse:
    form = {"email": person.email, "password": PASSWORD, **more}
    return client.post(reverse("sign-in"), form)  # type: ignore[return-value]


def type_code(client: Client, typed: str) -> HttpResponse:
    return client.post(reverse("second-factor"), {"code": typed})  # type: ignore[return-value]


def ask_code(client: Client, email: str, **more: Any) -> HttpResponse:
    return client.post(reverse("sign-in-code"), {"email": email, **more})  # type: ignore[return-value]


def enter_code(client: Client, typed: str) -> HttpResponse:
    return client.post(reverse("sign-in-code-enter"), {"code": typed})  # type: ignore[return-value]


def mailed_code() -> str:
    """The code in the latest mail."""
    lines = mail.outbox[-1].body.splitlines()
    return next(line for line in lines if len(line) == 9 and line[4] == "-")


def who_is_in(client: Client) -> Person | None:
    """Whose account the page of one's own shows."""
    response = client.get(reverse("account"))
    return response.context["person"].person if response.status_code == 200 else None


def cookie(client: Client) -> str:
    found = client.cookies.get(settings.SESSION_COOKIE_NAME)
    return found.value if found else ""


def in_words(response: Any) -> str:
    return response.content.decode()
