"""What the log says and what it never says; how requests are counted over processes."""

import io
import json
import logging
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError
from django.test import Client

from mitmachstadt.kernel import logs
from mitmachstadt.kernel.counts import NUMBERS, RECORDS, Counts, forget, totals
from tests import factories

TOKEN = "a token of thirty characters!!"
PERSONAL = ("ada.geheim@city.example", "Ada Geheimnis", "203.0.113.77", "ein-passwort-7", "Q7KD2M")


@pytest.fixture
def var(settings: Any, tmp_path: Path) -> Path:
    settings.VAR = tmp_path
    return tmp_path


@pytest.fixture
def written(settings: Any, var: Path) -> Any:
    """What the console shows with MITMACHSTADT_LOG=json."""
    settings.LOG_REQUESTS = True
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logs.Json())
    root, requests = logging.getLogger(), logging.getLogger("mitmachstadt.requests")
    before = root.handlers
    root.handlers = [handler]
    requests.setLevel(logging.INFO)
    yield stream
    root.handlers = before


@pytest.mark.django_db
def test_no_request_leaves_anything_personal_in_the_log(
    written: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    email, name, address, password, code = PERSONAL
    client = Client(raise_request_exception=False, REMOTE_ADDR=address, HTTP_REFERER=f"/{email}")
    passage = factories.open_passage()
    client.get(f"/de/?wer={email}&code={code}")
    client.get(f"/de/{email}/")
    client.get(f"/de/n/{code.lower()}/")
    client.get(f"/de/passwort-neu/{code}/{password}/")
    client.post("/de/anmelden/", {"email": email, "password": password})
    client.post(f"/de/n/{passage.public_id}/anmerken/", {"text": f"{name} {email}", "name": name})
    for error in (IntegrityError(f"Key (email)=({email})"), OperationalError(f"{name} is locked")):
        monkeypatch.setattr("mitmachstadt.pages.queries.start_page", failing(error, name))
        client.get("/de/", {"wer": email})
    Client(enforce_csrf_checks=True).post("/de/anmelden/", {"email": email})
    text = written.getvalue()
    for personal in PERSONAL:
        assert personal.lower() not in text.lower(), personal
    lines = [json.loads(line) for line in text.splitlines()]
    assert {line.get("status") for line in lines} >= {200, 404, 500, 503, 403}
    kinds = [line["error"]["kinds"] for line in lines if "error" in line]
    assert any("django.db.utils.IntegrityError" in kind for kind in kinds)


def failing(error: Exception, name: str) -> Any:
    def start_page(**_: object) -> None:
        try:
            raise ValueError(name)
        except ValueError as cause:
            raise error from cause

    return start_page


@pytest.mark.django_db
def test_a_line_tells_method_route_status_and_duration(written: io.StringIO) -> None:
    Client().get("/de/n/abcdefghij/")
    line = json.loads(written.getvalue().splitlines()[0])
    assert (line["method"], line["status"]) == ("GET", 404)
    assert line["route"] == "/de/n/<slug:public_id>/"
    assert line["ms"] > 0
    assert len(line["request"]) == 16


@pytest.mark.django_db
def test_a_kept_page_is_written_down_with_its_route_too(written: io.StringIO) -> None:
    Client().get("/de/")
    Client().get("/de/")
    routes = [json.loads(line).get("route") for line in written.getvalue().splitlines()]
    assert routes == ["/de/", "/de/"]


@pytest.mark.django_db
def test_only_a_proxy_that_is_believed_gives_the_request_its_number(
    written: io.StringIO, settings: Any
) -> None:
    Client().get("/-/live", headers={"X-Request-ID": "0123456789abcdef-1"})
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    Client().get("/-/live", headers={"X-Request-ID": "0123456789abcdef-2"})
    Client().get("/-/live", headers={"X-Request-ID": "a@b\nc"})
    numbers = [json.loads(line)["request"] for line in written.getvalue().splitlines()]
    assert numbers[1] == "0123456789abcdef-2"
    assert "0123456789abcdef-1" not in numbers
    assert "a@b" not in written.getvalue()


def test_the_plain_log_keeps_an_errors_text_to_itself_as_well() -> None:
    try:
        raise ValueError("ada.geheim@city.example")
    except ValueError:
        record = logging.LogRecord("a", logging.ERROR, "f", 1, "failed", (), sys.exc_info())
    text = logs.Plain().format(record)
    assert "ada.geheim" not in text
    assert "builtins.ValueError" in text
    assert "test_watching.py" in text


def test_counts_of_all_processes_are_added_up(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from mitmachstadt.kernel.counts import Counts\n"
        "counts = Counts(Path(sys.argv[1]))\n"
        "for _ in range(100): counts.add('GET 200 /de/', 0.02)\n"
    )
    for _ in range(2):
        subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=True)
    Counts(tmp_path).add("GET 200 /de/", 9.0)
    numbers = totals(tmp_path)["GET 200 /de/"]
    assert numbers[2] == 200
    assert numbers[NUMBERS - 2] == 1
    assert numbers[-1] == pytest.approx(13.0)


def test_a_process_with_the_number_of_an_earlier_one_carries_its_counts_on(tmp_path: Path) -> None:
    for _ in range(2):
        Counts(tmp_path).add("GET 200 /de/", 0.001)
    assert totals(tmp_path)["GET 200 /de/"][0] == 2
    forget(tmp_path)
    assert totals(tmp_path) == {}


def test_more_routes_than_there_is_room_for_lose_no_request(tmp_path: Path) -> None:
    counts = Counts(tmp_path)
    for number in range(RECORDS + 50):
        counts.add(f"GET 200 /{number}/", 0.001)
    assert sum(numbers[0] for numbers in totals(tmp_path).values()) == RECORDS + 50


@pytest.mark.django_db
@pytest.mark.parametrize("token", [None, "", "wrong", TOKEN[:-1]])
def test_without_the_token_there_are_no_metrics(
    token: str | None, settings: Any, var: Path
) -> None:
    settings.METRICS_TOKEN = TOKEN
    headers = {} if token is None else {"Authorization": f"Bearer {token}"}
    assert Client().get("/-/metrics", headers=headers).status_code == 404


@pytest.mark.django_db
def test_an_empty_token_opens_nothing(settings: Any) -> None:
    settings.METRICS_TOKEN = ""
    assert Client().get("/-/metrics", headers={"Authorization": "Bearer "}).status_code == 404


@pytest.mark.django_db
def test_metrics_tell_requests_and_what_waits(settings: Any, var: Path) -> None:
    settings.METRICS_TOKEN = TOKEN
    factories.submitted(factories.open_passage())
    client = Client()
    client.get("/de/")
    client.get("/de/n/abcdefghij/")
    page = client.get("/-/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert page.status_code == 200
    lines = dict(
        line.rsplit(" ", 1)
        for line in page.content.decode().splitlines()
        if not line.startswith("#")
    )
    name = "mitmachstadt_request_seconds_count"
    route = "/de/n/<slug:public_id>/"
    assert lines[f'{name}{{method="GET",route="{route}",status="404"}}'] == "1"
    assert lines[f'{name}{{method="GET",route="/de/",status="200"}}'] == "1"
    assert lines["mitmachstadt_contributions_waiting"] == "1"
    assert lines["mitmachstadt_answers_overdue"] == "0"
    assert int(lines["mitmachstadt_database_bytes"]) > 10_000
    assert int(lines["mitmachstadt_register_entries"]) > 0
    assert "mitmachstadt_last_backup_age_seconds" not in lines
