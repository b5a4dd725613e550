"""The database is away or full: a clear page, with what was typed, that needs no session."""

import pytest
from django.db import InterfaceError, OperationalError
from django.forms import PasswordInput
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path

from mitmachstadt.config.urls import handler404, handler500, urlpatterns  # noqa: F401 - for Django
from mitmachstadt.kernel.web import anonymous_pages, outage
from mitmachstadt.people.forms import NewPasswordForm, PasswordForm, RegisterForm, SignInForm

LONG = "Liebe Stadt, das hier habe ich eine Stunde lang geschrieben, bitte nicht verlieren."
WAYS = {
    "away": OperationalError("connection refused"),
    "gone": InterfaceError("connection already closed"),
}
FULL = ["database or disk is full", "could not extend file: No space left on device", "disk full"]
_raised: list[Exception] = []


def breaks(request: HttpRequest) -> HttpResponse:
    raise _raised[0]


def writes_session(request: HttpRequest) -> HttpResponse:
    request.session["x"] = 1
    return HttpResponse("ok")


urlpatterns = [path("de/bricht/", breaks), path("de/sitzung/", writes_session), *urlpatterns]
pytestmark = pytest.mark.urls(__name__)


@pytest.fixture(autouse=True)
def no_database_needed(monkeypatch):
    """The page has to come even where nothing may ask the database: these tests have none."""
    monkeypatch.setattr(anonymous_pages, "database_state", lambda: "none")
    monkeypatch.setattr("tests.kernel.test_outage._raised", [WAYS["away"]])


def post(**fields: str) -> HttpResponse:
    return Client(raise_request_exception=False).post("/de/bricht/", fields)


@pytest.mark.parametrize("error", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_outage_answers_503_and_when_to_come_again(error, method):
    _raised[:] = [error]
    answer = getattr(Client(), method)("/de/bricht/")
    assert answer.status_code == 503
    assert answer["Retry-After"] == "60"
    assert "no-store" in answer["Cache-Control"]
    assert "sessionid" not in answer.cookies


def test_outage_keeps_the_long_words_to_see_and_the_rest_to_send_again():
    page = post(text=LONG, submission="form-7", wahl="b").content.decode()
    assert LONG in page
    assert 'value="form-7"' in page and 'name="submission"' in page and 'name="wahl"' in page


def test_outage_escapes_what_was_typed():
    page = post(text="</textarea><script>alert(1)</script>" + "x" * 40).content.decode()
    assert "<script>alert" not in page and "&lt;script&gt;" in page


PASSWORDS = sorted(
    name
    for form in (SignInForm, RegisterForm, PasswordForm, NewPasswordForm)
    for name, field in form.base_fields.items()
    if isinstance(field.widget, PasswordInput)
)


@pytest.mark.parametrize("name", [*PASSWORDS, "password1", "new_password", "altes-Password"])
def test_outage_never_shows_a_password(name):
    for value in ("kurzes-geheimnis", "geheimnis-" * 9):
        assert "geheimnis" not in post(**{name: value, "text": LONG}).content.decode()


def test_outage_sends_no_old_token_along():
    page = post(csrfmiddlewaretoken="t" * 64, text=LONG).content.decode()
    assert "t" * 64 not in page


@pytest.mark.parametrize("words", FULL)
def test_outage_of_a_full_disk_says_so(words):
    _raised[:] = [OperationalError(words)]
    assert "kein Platz" in post(text=LONG).content.decode()


def test_outage_of_another_kind_does_not_blame_the_disk():
    assert "kein Platz" not in post(text=LONG).content.decode()


def test_outage_lets_other_errors_be_errors():
    _raised[:] = [ValueError("a mistake of ours")]
    answer = Client(raise_request_exception=False).get("/de/bricht/")
    assert answer.status_code == 500


def test_outage_before_a_view_could_begin_is_503_too(monkeypatch):
    def away() -> str:
        raise OperationalError("connection refused")

    monkeypatch.setattr(anonymous_pages, "database_state", away)
    answer = Client(raise_request_exception=False).get("/de/bricht/")
    assert answer.status_code == 503


def test_outage_while_the_session_is_saved_is_503_too(monkeypatch):
    from django.contrib.sessions.backends.db import SessionStore

    def full(self, *args, **kwargs):
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(SessionStore, "save", full)
    answer = Client(raise_request_exception=False).get("/de/sitzung/")
    assert answer.status_code == 503


OURS = {"Sec-Fetch-Site": "same-origin"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "https://elsewhere.example"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
        {"Referer": "http://testserver.elsewhere.example/"},
    ],
    ids=str,
)
def test_form_of_another_site_is_shown_but_cannot_be_sent_on(headers):
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/de/bricht/", {"text": LONG, "kind": "agreed"}, headers=headers)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert LONG in page
    assert "<form" not in page and "csrfmiddlewaretoken" not in page


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["Origin", "Referer"])
def test_form_of_our_own_is_known_by_its_origin_too(name):
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(
        "/de/bricht/",
        {"text": LONG},
        headers={name: "http://testserver/"[:17] if name == "Origin" else "http://testserver/de/"},
    )
    assert "csrfmiddlewaretoken" in answer.content.decode()


@pytest.mark.django_db
def test_form_that_expired_gives_the_words_back_with_a_new_token():
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/de/bricht/?x=1", {"text": LONG, "submission": "form-7"}, headers=OURS)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert LONG in page and 'value="form-7"' in page
    assert 'name="csrfmiddlewaretoken"' in page
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_form_that_expired_can_be_sent_at_once_as_the_page_offers_it():
    strict = Client(enforce_csrf_checks=True)
    page = strict.post("/de/bricht/", {"text": LONG}, headers=OURS).content.decode()
    token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    again = strict.post("/de/bricht/", {"text": LONG, "csrfmiddlewaretoken": token})
    assert again.status_code == 503


def test_kept_words_are_what_is_long_or_has_lines():
    request = RequestFactory().post(
        "/", {"a": "kurz", "b": "x" * 41, "c": "zwei\nZeilen", "d": ["1", "2"]}
    )
    assert outage.kept(request) == {
        "words": [("b", "x" * 41), ("c", "zwei\nZeilen")],
        "fields": [("a", "kurz"), ("d", "1"), ("d", "2")],
    }
