"""Anonymous pages come from the shelf, are never stale, and hold nothing personal."""

import json
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from mitmachstadt.kernel.web import health
from mitmachstadt.kernel.web.anonymous_pages import forget_pages
from mitmachstadt.nodes.actions import link
from mitmachstadt.nodes.enums import Relation
from mitmachstadt.strategy.actions import explain_term
from tests import factories as f
from tests.strategy.pages import words_on
from tests.taxonomies import make

pytestmark = pytest.mark.django_db


def addresses():
    """Every page that anybody may read, with something on it."""
    first = f.published_edition()
    process = f.opened_process(first.document.node)
    passage = f.placed(first, "Wege").passage.node
    remark = f.remark(passage)
    answer = f.answer(remark)
    second = f.published_edition(
        f.TEXT + "\nNeu.\n", document=first.document, label="2", at=f.NOW - f.DAY
    )
    strategy = first.document.strategy
    term = explain_term(
        strategy=strategy, name="Ampel", definition="Ein Licht.", visitor=f.office(), at=f.NOW
    )
    _, (field, _) = make.published()
    nodes = [
        first.document.strategy.node, first.document.node, first.node, passage, remark, answer,
        process.node, f.placed(first, "Wege").section.node,
    ]  # fmt: skip
    return [
        "/de/",
        "/de/texte/",
        "/de/verfahren/",
        "/de/daten/",
        "/de/impressum/",
        "/de/datenschutz/",
        "/de/barrierefreiheit/",
        "/de/teilnahmebedingungen/",
        "/de/glossar/",
        "/de/glossar/?ab=A",
        f"/de/glossar/begriff/{term.public_id}/",
        "/de/handlungsfelder/",
        f"/de/handlungsfelder/feld/{field.term.public_id}/",
        "/de/handlungsfelder/felder/1/",
        f"/de/leitgedanken/{strategy.node.public_id}/",
        f"/de/lesen/{second.node.public_id}/1/",
        f"/de/vergleich/{second.node.public_id}/",
        f"/de/handlungsbedarfe/{first.document.node.public_id}/",
        *(f"/de/n/{node.public_id}/" for node in nodes),
        f"/de/n/{remark.public_id}/register/",
    ]


def test_second_request_takes_no_statement_but_the_question_for_the_state(
    client, django_assert_num_queries
):
    for address in addresses():
        first = client.get(address)
        with django_assert_num_queries(0):
            second = client.get(address)
        assert first.status_code == second.status_code == 200, address
        assert first.content == second.content


def test_pages_are_the_same_without_prepared_queries(client, settings):
    for address in addresses():
        settings.PREPARED_QUERIES = True
        prepared = client.get(address)
        forget_pages()
        settings.PREPARED_QUERIES = False
        assert client.get(address).content == prepared.content, address
        forget_pages()


def test_kept_page_holds_no_cookie_and_no_token(client):
    for address in addresses():
        for _ in range(2):
            page = client.get(address)
            assert not page.cookies, address
            assert "csrfmiddlewaretoken" not in page.content.decode()
            assert "Set-Cookie" not in page.headers
    assert not client.cookies


def test_kept_page_has_its_headers_of_safety(client):
    for address in addresses():
        pages = [client.get(address), client.get(address)]
        assert pages[0].headers == pages[1].headers
        policy = pages[1]["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe-inline" not in policy
        assert pages[1]["X-Content-Type-Options"] == "nosniff"
        assert pages[1]["X-Frame-Options"] == "DENY"
        assert "Cookie" in pages[1]["Vary"]


def test_page_that_did_not_change_is_not_sent_again(client):
    for address in addresses():
        tag = client.get(address)["ETag"]
        again = client.get(address, headers={"if-none-match": tag})
        assert (again.status_code, again.content) == (304, b"")
        assert "Content-Security-Policy" not in again.headers or not again.content


@pytest.mark.django_db(transaction=True)
def test_page_is_fresh_after_a_write(client):
    about = f.open_passage()
    address = f"/de/n/{about.public_id}/"
    tag = client.get(address)["ETag"]
    assert "Lieferräder" not in client.get(address).content.decode()
    f.remark(about)
    page = client.get(address, headers={"if-none-match": tag})
    assert page.status_code == 200
    assert "Lieferräder" in page.content.decode()


@pytest.mark.django_db(transaction=True)
def test_story_is_fresh_after_a_link(client):
    need, goal = f.node(title="Bedarf"), f.node(title="Ziel für alle")
    address = f"/de/n/{need.public_id}/"
    assert "Ziel für alle" not in words_on(client.get(address).content.decode())
    link(source=need, target=goal, relation=Relation.TAKEN_UP_IN, by=None, at=f.NOW)
    assert "Ziel für alle" in words_on(client.get(address).content.decode())


@pytest.mark.django_db(transaction=True)
def test_list_of_texts_is_fresh_after_publishing(client):
    edition = f.published_edition()
    assert "Fassung 2" not in words_on(client.get("/de/texte/").content.decode())
    f.published_edition(
        f.TEXT + "\nNeu.\n", document=edition.document, label="Fassung 2", at=f.NOW - f.DAY
    )
    assert "Fassung 2" in words_on(client.get("/de/texte/").content.decode())


def test_kept_page_changes_when_a_window_closes(client, time_machine):
    about = f.open_passage()
    address = f"/de/n/{about.public_id}/"
    assert "Etwas anmerken" in client.get(address).content.decode()
    time_machine.move_to(f.NOW + 7 * f.DAY, tick=False)
    assert "Etwas anmerken" not in client.get(address).content.decode()


def test_signed_in_pages_are_made_anew_and_name_the_person(client):
    about = f.open_passage()
    address = f"/de/n/{about.public_id}/"
    client.get(address)
    client.force_login(f.person("Ada Lovelace"))
    assert "Ada Lovelace" in client.get(address).content.decode()
    client.logout()
    assert "Ada Lovelace" not in client.get(address).content.decode()


@pytest.fixture
def worker_lives(settings, tmp_path):
    settings.VAR = tmp_path
    note = {"at": timezone.now().isoformat(), "pid": 1}
    (tmp_path / "serving.json").write_text(json.dumps(note))


def test_ready_says_503_and_why_while_the_worker_is_not_seen(client, worker_lives, settings):
    late = {"at": (timezone.now() - timedelta(minutes=3)).isoformat(), "pid": 1}
    (settings.VAR / "serving.json").write_text(json.dumps(late))
    page = client.get("/-/ready")
    assert page.status_code == 503
    assert "worker: not seen" in page.content.decode()
    assert "database: ok" in page.content.decode()
    (settings.VAR / "serving.json").unlink()
    assert client.get("/-/ready").status_code == 503


def test_ready_says_503_while_migrations_are_missing(client, worker_lives, monkeypatch):
    monkeypatch.setattr(health._known, "migrated", False)
    plan = "django.db.migrations.executor.MigrationExecutor.migration_plan"
    monkeypatch.setattr(plan, lambda *_, **__: ["one"])
    page = client.get("/-/ready")
    assert page.status_code == 503
    assert "migrations: missing" in page.content.decode()


def test_ready_says_503_on_a_full_disk(client, worker_lives, monkeypatch):
    monkeypatch.setattr(health, "NO_SPACE", 10**18)
    assert "disk: full" in client.get("/-/ready").content.decode()


@pytest.fixture
def database_down(monkeypatch):
    def refuse(*args, **kwargs):
        raise OperationalError("connection refused")

    monkeypatch.setattr(connection, "cursor", refuse)


def test_ready_says_503_while_the_database_is_down(client, database_down):
    client.raise_request_exception = False
    page = client.get("/-/ready")
    assert page.status_code == 503
    assert page["Retry-After"]


def test_live_does_not_need_the_database(client, database_down):
    assert client.get("/-/live").status_code == 200


def test_ready_says_200_while_everything_is_there(client, worker_lives):
    assert client.get("/-/ready").status_code == 200


@pytest.mark.parametrize(
    "address", ["/de/", "/de/texte/", "/de/n/abcdefghij/", "/de/lesen/abcdefghij/1/"]
)
def test_pages_say_503_in_words_while_the_database_is_down(client, database_down, address):
    client.raise_request_exception = False
    page = client.get(address)
    assert page.status_code == 503
    assert not page.cookies
    assert "Set-Cookie" not in page.headers


@pytest.mark.parametrize("days", [8, 15])
def test_kept_page_of_a_process_changes_with_its_phase(client, time_machine, days):
    process = f.opened_process()
    f.remark(process.about)
    address = f"/de/n/{process.node.public_id}/"
    open_page = words_on(client.get(address).content.decode())
    time_machine.move_to(f.NOW + days * f.DAY, tick=False)
    later = words_on(client.get(address).content.decode())
    forget_pages()
    assert later == words_on(client.get(address).content.decode())
    assert later != open_page
