import json
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import connection

from mitmachstadt.cli import demo, serve
from mitmachstadt.cli.main import main
from mitmachstadt.cli.output import Failure
from tests.people.signing_in import somebody


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_a_port_in_use_is_said_before_anything_else(
    command: str, taken: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, "--port", str(taken)]) == 1
    said = capsys.readouterr().err
    assert f"Port {taken} is in use" in said
    assert f"--port {taken + 1}" in said


def test_an_address_that_is_not_ours_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--host", "192.0.2.1"]) == 1
    assert "cannot listen on 192.0.2.1" in capsys.readouterr().err


def test_a_reserved_port_is_kept_from_a_second_city() -> None:
    with socket.socket() as finder:
        finder.bind(("127.0.0.1", 0))
        port = finder.getsockname()[1]
    with serve.reserved("127.0.0.1", port), pytest.raises(Failure, match="in use"):
        serve.reserved("127.0.0.1", port).__enter__()
    with serve.reserved("127.0.0.1", port):
        pass


@pytest.mark.django_db
def test_missing_migrations_are_named() -> None:
    serve.require_migrated()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
    with pytest.raises(Failure, match=r"sessions\.0001_initial.*mitmachstadt migrate"):
        serve.require_migrated()


def test_the_web_server_is_this_python_and_wsgi() -> None:
    command = serve.web_command("127.0.0.1", 8000, 2)
    assert command[0] == sys.executable
    assert "wsgi" in command


@pytest.mark.parametrize(
    ("host", "name"), [("127.0.0.1", "localhost"), ("0.0.0.0", "localhost"), ("h.example", None)]
)
def test_the_address_is_one_that_passkeys_work_on(host: str, name: str | None) -> None:
    assert serve.address(host, 80) == f"http://{name or host}:80/"


@pytest.mark.django_db
def test_the_demonstration_is_loaded_once_and_never_over_a_real_city(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from mitmachstadt.cli.demonstration import load

    calls = []

    def load_city(**arguments: object) -> SimpleNamespace:
        calls.append(arguments)
        return SimpleNamespace(accounts=[("a@demo.example", "secret", "Moderation")])

    monkeypatch.setattr(load, "load_city", load_city)
    assert demo.load_once() == [demo.Account("a@demo.example", "secret", "Moderation")]
    from django.contrib.auth import get_user_model
    from django.utils import timezone

    get_user_model().objects.create(email="a@city.example", name="A", created=timezone.now())
    with pytest.raises(Failure, match="stays as it is"):
        demo.load_once()
    assert len(calls) == 1


@pytest.mark.django_db
def test_check_finds_what_is_wrong_and_says_how_to_mend_it(
    settings: SimpleNamespace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.VAR = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    key = tmp_path / "secret_key"
    key.write_text("short")
    key.chmod(0o644)
    (tmp_path / "serving.json").write_text('{"at": "2026-01-01T00:00:00+00:00", "pid": 1}')
    assert main(["check", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    wrong = {f["about"]: f for f in told["findings"] if f["level"] == "wrong"}
    assert told["ok"] is False
    assert {"secret key", "static files", "background worker"} <= set(wrong)
    assert all(finding["mend"] for finding in wrong.values())


@pytest.mark.django_db
def test_check_of_a_sound_installation_is_0(
    settings: SimpleNamespace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.VAR = tmp_path
    settings.STATIC_ROOT = tmp_path
    settings.ALLOWED_HOSTS = ["localhost"]  # without the one of the tests
    (tmp_path / "staticfiles.json").write_text("{}")
    key = tmp_path / "secret_key"
    key.write_text("k" * 50)
    key.chmod(0o600)
    assert main(["check"]) == 0
    assert "[ ok ] database" in capsys.readouterr().out


@pytest.mark.django_db
def test_the_demonstration_marks_the_accounts_whose_code_it_asks_for(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from mitmachstadt.cli.demonstration import load
    from mitmachstadt.people.enums import BuiltInGroup

    office, resident = somebody(BuiltInGroup.OFFICE, app=True), somebody()
    accounts = [(each.email, "secret", "Konto") for each in (office, resident)]
    monkeypatch.setattr(load, "load_city", lambda **_: SimpleNamespace(accounts=accounts))
    monkeypatch.setattr(load, "city_is_loaded", lambda: True)
    demo._introduce(demo.load_once(), "http://here")
    said = capsys.readouterr().out
    assert f"  * {office.email}" in said and f"    {resident.email}" in said
