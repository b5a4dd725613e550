"""`check` names what is wrong and how to mend it."""

import json
import socket
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.utils import NotSupportedError
from django.utils import timezone

from mitmachstadt.cli import checks, checks_of_city, checks_of_mail
from mitmachstadt.cli.check import Finding
from mitmachstadt.cli.main import main
from mitmachstadt.kernel import catalogues
from mitmachstadt.kernel.city import City, save_city
from mitmachstadt.people.actions.texts import publish_text
from mitmachstadt.people.enums import TextKind
from tests import factories as f

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def var(settings: Any, tmp_path: Path) -> Path:
    settings.VAR = tmp_path
    (tmp_path / "secret_key").write_text("k" * 50)
    (tmp_path / "secret_key").chmod(0o600)
    return tmp_path


def levels(found: Iterator[Finding]) -> dict[str, str]:
    return {finding.about: finding.level for finding in found}


def note(var: Path, name: str, age: timedelta) -> None:
    (var / name).write_text(json.dumps({"at": (timezone.now() - age).isoformat()}))


def test_a_mistyped_variable_is_found_and_the_exit_code_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MITMACHSTADT_MIAL", "smtp://mail.example.org")
    assert main(["check", "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert found["ok"] is False
    wrong = [f for f in found["findings"] if f["about"] == "MITMACHSTADT_MIAL"]
    assert wrong[0]["mend"] == "Is MITMACHSTADT_MAIL meant?"


def test_what_is_malformed_is_said_without_reading_the_settings(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MITMACHSTADT_DATABASE", "mysql://city:hunter2@db/city")
    assert main(["check"]) == 1
    said = capsys.readouterr().out
    assert "MITMACHSTADT_DATABASE: begins neither with sqlite" in said
    assert "postgresql://city:secret@localhost:5432/city" in said
    assert "hunter2" not in said


def test_a_database_that_is_too_old_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise NotSupportedError("PostgreSQL 15 or later is required (found 11).")

    monkeypatch.setattr(connection, "check_database_version_supported", refuse)
    found = [f for f in checks.database() if f.level == "wrong"]
    assert "found 11" in found[0].says
    assert found[0].mend


def test_a_mail_server_that_does_not_answer_is_wrong(settings: Any) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        options = {"host": "127.0.0.1", "port": free.getsockname()[1]}
        settings.MAILERS = {"default": {"BACKEND": "x", "OPTIONS": options}}
        assert levels(checks_of_mail.mail()) == {"mail": "wrong"}
        free.listen()
        assert levels(checks_of_mail.mail()) == {"mail": "ok"}


def test_a_city_whose_address_the_site_does_not_answer_to_is_wrong(settings: Any) -> None:
    assert levels(checks_of_city.city()) == {"city": "note"}
    own = City("Musterstadt", False, "a@b.example", address="https://mit.example")
    save_city(own, at=timezone.now())
    assert levels(checks_of_city.city()) == {"city": "wrong"}
    settings.ALLOWED_HOSTS = ["mit.example"]
    assert levels(checks_of_city.city()) == {"city": "ok"}


@pytest.mark.parametrize(
    ("site", "hosts", "address", "level"),
    [
        ("http://localhost:8000", ["localhost", "127.0.0.1"], "", "ok"),
        ("http://localhost:8000", ["mit.example", "localhost"], "", "wrong"),
        ("https://mit.example", ["mit.example", "localhost"], "", "ok"),
        ("https://a.mit.example", [".mit.example"], "", "ok"),
        ("https://old.example", ["mit.example"], "", "wrong"),
        ("https://mit.example", ["mit.example"], "https://mit.example/", "ok"),
        ("https://www.mit.example", [".mit.example"], "https://mit.example", "wrong"),
        ("http://localhost:8000", ["localhost"], "https://mit.example", "wrong"),
    ],
)
def test_mails_that_lead_elsewhere_than_people_go_are_wrong(
    site: str, hosts: list[str], address: str, level: str, settings: Any
) -> None:
    settings.SITE, settings.ALLOWED_HOSTS = site, hosts
    save_city(City("Musterstadt", False, "a@b.example", address=address), at=timezone.now())
    found = list(checks_of_mail.site())
    assert levels(iter(found)) == {"address": level}
    assert level == "ok" or "MITMACHSTADT_SITE=https://" in found[0].mend


def test_a_translation_that_is_not_compiled_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert levels(checks.translations()) == {"translations": "ok"}
    (tmp_path / "tr" / "LC_MESSAGES").mkdir(parents=True)
    (tmp_path / "tr" / "LC_MESSAGES" / "django.po").touch()
    monkeypatch.setattr(catalogues, "FOLDER", tmp_path)
    (found,) = checks.translations()
    assert (found.level, found.says[:3]) == ("wrong", "tr:")


def test_a_mark_whose_file_is_missing_is_wrong() -> None:
    logo = "a" * 64 + ".svg"
    save_city(City("Musterstadt", False, "a@b.example", logo=logo), at=timezone.now())
    assert levels(checks_of_city.city()) == {"city": "wrong"}


def test_the_age_of_the_last_backup_is_said(var: Path) -> None:
    assert levels(checks_of_city.last_backup()) == {"backup": "note"}
    note(var, "last_backup.json", timedelta(hours=5))
    assert levels(checks_of_city.last_backup()) == {"backup": "ok"}
    note(var, "last_backup.json", timedelta(days=5))
    assert levels(checks_of_city.last_backup()) == {"backup": "note"}


def test_a_worker_that_is_silent_is_wrong(var: Path) -> None:
    assert levels(checks_of_city.background_worker()) == {"background worker": "note"}
    note(var, "serving.json", timedelta(seconds=10))
    assert levels(checks_of_city.background_worker()) == {"background worker": "ok"}
    note(var, "serving.json", timedelta(minutes=5))
    assert levels(checks_of_city.background_worker()) == {"background worker": "wrong"}


def test_a_damaged_heartbeat_is_no_heartbeat(var: Path) -> None:
    (var / "serving.json").write_text("{")
    assert levels(checks_of_city.background_worker()) == {"background worker": "note"}


def test_what_the_city_has_to_tell_and_does_not_is_named(var: Path) -> None:
    says = [finding.says for finding in checks_of_city.duties()]
    assert "who is responsible" in says[0] and "who enforces accessibility" in says[0]
    assert says[-1] == "the accessibility statement has no test, or one older than a year"


def test_word_of_the_city_that_nothing_can_be_put_in_for_is_named(var: Path) -> None:
    publish_text(
        kind=TextKind.TERMS,
        text="Rufen Sie an: [[telefon]].",
        changes="Neu.",
        holds_from=timezone.localdate(),
        visitor=f.office(),
        at=timezone.now(),
    )
    says = [finding.says for finding in checks_of_city.duties()]
    assert "terms, version 1: nothing to put in for telefon" in says
