"""An upgrade makes its backup first, refuses where there is no room, and says the way back."""

from collections import namedtuple
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from mitmachstadt.cli import upgrade
from mitmachstadt.cli.main import main
from tests import factories
from tests.cli.archives import lines

pytestmark = pytest.mark.django_db(transaction=True)
Usage = namedtuple("Usage", "total used free")


@pytest.fixture(autouse=True)
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "var"
    folder.mkdir()
    (folder / "secret_key").write_text("k" * 50)
    (folder / "secret_key").chmod(0o600)
    monkeypatch.setattr(settings, "VAR", folder)
    monkeypatch.setattr(upgrade.collect_static, "run", lambda _: 0)
    return folder


def only(folder: Path) -> Path:
    (file,) = folder.glob("*.backup")
    return file


def test_a_backup_comes_first_and_the_way_back_is_said(
    var: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    factories.district("Mitte")
    monkeypatch.setattr(upgrade.check, "run", lambda _: 0)
    assert main(["upgrade"]) == 0
    file = only(var / "backups")
    assert len(lines(file)["tables/people_district.jsonl"]) == 1
    said = capsys.readouterr().out
    assert f"mitmachstadt restore {file} --replace" in said
    assert "systemctl restart mitmachstadt" in said


def test_what_fails_says_the_way_back(
    var: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: Any) -> int:
        raise OSError(5, "Input/output error", "migration")

    monkeypatch.setattr(upgrade.migrate, "run", fail)
    assert main(["upgrade"]) == 1
    told = capsys.readouterr()
    assert f"restore {only(var / 'backups')} --replace" in told.out
    assert "Input/output error" in told.err


def test_a_disk_that_is_too_full_is_refused_before_anything_is_written(
    var: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(upgrade.shutil, "disk_usage", lambda _: Usage(1, 1, 150_000_000))
    assert main(["upgrade", "--backup", str(tmp_path / "backups")]) == 1
    said = capsys.readouterr().err
    assert "150 MB free" in said
    assert "Nothing was changed" in said
    assert list((tmp_path / "backups").iterdir()) == []


def test_a_malformed_setting_is_refused_first(
    var: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MITMACHSTADT_REMARKS_PER_HOUR", "many")
    assert main(["upgrade"]) == 1
    assert "MITMACHSTADT_REMARKS_PER_HOUR" in capsys.readouterr().err
    assert not (var / "backups").exists()
