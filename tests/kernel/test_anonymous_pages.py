"""Kept pages: served again only while nothing changed, and to nobody who is signed in."""

import gzip
import threading
from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from mitmachstadt.kernel.models import RateCount
from mitmachstadt.kernel.web import anonymous_pages
from mitmachstadt.kernel.web.anonymous_pages import database_state, forget_pages, keep
from tests.factories import NOW, TICK

BODY = "Eine Seite für alle. " * 40
made: list[str] = []
until: list = [None]


def page(request: HttpRequest) -> HttpResponse:
    made.append(request.get_full_path())
    return keep(HttpResponse(f"{BODY}{len(made)}"), until=until[0])


def unmarked(request: HttpRequest) -> HttpResponse:
    made.append("unmarked")
    return HttpResponse("x")


def with_cookie(request: HttpRequest) -> HttpResponse:
    made.append("cookie")
    response = keep(HttpResponse("x"), until=None)
    response.set_cookie("a", "b")
    return response


def missing(request: HttpRequest) -> HttpResponse:
    made.append("missing")
    return keep(HttpResponse("x", status=404), until=None)


urlpatterns = [
    path("de/seite/", page),
    path("de/unmarkiert/", unmarked),
    path("de/keks/", with_cookie),
    path("de/fehlt/", missing),
    path("anderswo/", page),
]
pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def empty_shelf():
    forget_pages()
    made.clear()
    until[0] = None
    yield
    forget_pages()


def get(address: str = "/de/seite/", client: Client | None = None, **headers: str) -> HttpResponse:
    return (client or Client()).get(
        address, headers={k.replace("_", "-"): v for k, v in headers.items()}
    )


def write() -> None:
    RateCount.objects.create(key=f"k{RateCount.objects.count()}", period=NOW)


def in_another_connection(work) -> None:
    def run() -> None:
        try:
            work()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()


def times_made(*between) -> int:
    """How often the page was made, with something done after each reading."""
    for work in between:
        get()
        work()
    get()
    return len(made)


def test_page_is_served_again_while_nothing_changes():
    first, second = get(), get()
    assert len(made) == 1
    assert first.content == second.content


def test_page_is_made_anew_after_a_commit_of_our_own():
    assert times_made(write, write) == 3


def test_page_is_made_anew_after_a_commit_of_another_connection():
    assert times_made(lambda: in_another_connection(write)) == 2


def test_page_is_made_anew_after_an_update_and_after_a_deletion():
    write()
    update = lambda: RateCount.objects.update(count=7)  # noqa: E731
    delete = lambda: RateCount.objects.all().delete()  # noqa: E731
    assert times_made(update, delete) == 3
    assert times_made(lambda: in_another_connection(write)) == 4


def test_page_is_never_stale_after_a_write_that_was_rolled_back():
    def rolled_back() -> None:
        with transaction.atomic():
            write()
            transaction.set_rollback(True)

    times_made(rolled_back)
    before = len(made)
    write()
    get()
    assert len(made) == before + 1


def test_page_is_served_again_after_reading():
    assert times_made(lambda: list(RateCount.objects.all()), lambda: None) == 1


def test_page_made_while_somebody_writes_is_not_taken_for_the_state_after(monkeypatch):
    real = anonymous_pages.keep

    def slow(request: HttpRequest) -> HttpResponse:
        in_another_connection(write)
        made.append("slow")
        return real(HttpResponse("x"), until=None)

    monkeypatch.setattr(f"{__name__}.urlpatterns", [path("de/seite/", slow)])
    from django.urls import clear_url_caches

    clear_url_caches()
    get()
    get()
    assert len(made) == 2
    clear_url_caches()


def test_page_of_a_connection_that_was_lost_is_not_taken_for_that_of_the_new_one():
    get()
    state = database_state()
    connection.close()
    in_another_connection(write)
    assert database_state() != state
    get()
    assert len(made) == 2


def test_database_state_differs_for_each_new_connection_on_sqlite():
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL's snapshot does not depend on the connection")
    seen = set()
    for _ in range(5):
        connection.close()
        seen.add(database_state())
    assert len(seen) == 5


@pytest.mark.parametrize("cookie", ["sessionid", "messages"])
def test_page_is_never_served_to_nor_kept_from_somebody_with_a_cookie_of_ours(cookie):
    client = Client()
    client.cookies[cookie] = "x"
    get()
    for _ in range(2):
        get(client=client)
    assert len(made) == 3
    forget_pages()
    get(client=client)
    get()
    assert len(made) == 5


def test_page_is_never_served_to_somebody_signed_in(django_user_model):
    person = django_user_model.objects.create(email="a@example.org", name="Ada", created=NOW)
    client = Client()
    client.force_login(person)
    assert Session.objects.count() == 1
    get()
    get(client=client)
    assert len(made) == 2


def test_page_is_served_until_its_moment_and_not_from_it_on():
    until[0] = NOW
    with time_machine.travel(NOW - timedelta(hours=1), tick=False) as clock:
        get()
        clock.move_to(NOW - TICK)
        get()
        assert len(made) == 1
        clock.move_to(NOW)
        get()
        assert len(made) == 2


def test_page_with_its_etag_is_not_sent_again():
    first = get()
    assert first.status_code == 200
    again = get(If_None_Match=first["ETag"])
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert get(If_None_Match='"other"').status_code == 200


def test_page_with_an_etag_of_yesterday_is_sent():
    first = get()
    write()
    again = get(If_None_Match=first["ETag"])
    assert again.status_code == 200 and again["ETag"] != first["ETag"]


def test_page_compressed_is_the_same_page():
    plain, packed = get(), get(Accept_Encoding="gzip, br")
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert int(packed["Content-Length"]) == len(packed.content) < len(plain.content)
    assert "Content-Encoding" not in plain
    for response in (plain, packed):
        assert {"Cookie", "Accept-Encoding"} <= {v.strip() for v in response["Vary"].split(",")}
        assert response["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("address", ["/de/unmarkiert/", "/de/keks/", "/de/fehlt/", "/anderswo/"])
def test_page_that_must_not_be_kept_is_made_each_time(address):
    get(address)
    get(address)
    assert len(made) == 2


def test_page_is_kept_for_each_address_and_host_by_itself(settings):
    settings.ALLOWED_HOSTS = ["a.example", "b.example"]
    for host in ("a.example", "b.example"):
        for address in ("/de/seite/", "/de/seite/?seite=2"):
            get(address, Host=host)
    assert len(made) == 4


def test_posting_is_never_answered_from_the_shelf():
    get()
    Client().post("/de/seite/")
    assert len(made) == 2


def test_shelf_holds_no_more_than_it_should_and_drops_the_longest_unused(monkeypatch):
    monkeypatch.setattr(anonymous_pages, "MOST_PAGES", 3)
    for number in (1, 2, 3, 1, 4):
        get(f"/de/seite/?ab={number}")
    assert len(anonymous_pages._shelf.pages) == 3
    assert len(made) == 4
    get("/de/seite/?ab=1")
    assert len(made) == 4
    get("/de/seite/?ab=2")
    assert len(made) == 5


def test_address_that_none_of_our_links_has_is_not_kept():
    get("/de/seite/?x=1")
    get("/de/seite/?x=1")
    assert len(made) == 2
    assert not anonymous_pages._shelf.pages


def test_very_large_page_is_not_kept(monkeypatch):
    monkeypatch.setattr(anonymous_pages, "LARGEST_PAGE", len(BODY.encode()))
    get()
    get()
    assert len(made) == 2


def test_page_of_somebody_signed_in_is_kept_nowhere():
    client = Client()
    client.cookies["sessionid"] = "x"
    assert get(client=client)["Cache-Control"] == "private, no-store"
