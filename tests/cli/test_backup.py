"""Writing a city into a file: whole, of one moment, and while others write."""

import threading
import zipfile
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from mitmachstadt.cli.archive import tables, writing
from mitmachstadt.cli.main import main
from mitmachstadt.people.models import District
from tests import factories
from tests.cli.archives import (
    DERIVED,
    FORGOTTEN,
    lines,
    rewrite,
    small_city,
    what_is_forgotten,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "var"
    folder.mkdir()
    monkeypatch.setattr(settings, "VAR", folder)
    return folder


def test_a_backup_holds_every_table_with_every_row(tmp_path: Path) -> None:
    small_city()
    file = tmp_path / "city.backup"
    assert main(["backup", str(file)]) == 0
    assert main(["backup", "--check", str(file)]) == 0
    kept = lines(file)
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table == "django_migrations" or table.startswith(DERIVED + FORGOTTEN):
                continue
            cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")
            assert len(kept[f"tables/{table}.jsonl"]) == cursor.fetchone()[0], table


def test_a_backup_keeps_nothing_that_has_to_be_forgotten(tmp_path: Path) -> None:
    what_is_forgotten()
    file = tmp_path / "city.backup"
    assert main(["backup", str(file)]) == 0
    kept = lines(file)
    assert [kept[f"tables/{table}.jsonl"] for table in FORGOTTEN] == [[]] * len(FORGOTTEN)


def test_a_backup_is_for_its_owner_alone_and_is_remembered(tmp_path: Path, var: Path) -> None:
    file = tmp_path / "city.backup"
    main(["backup", str(file)])
    assert file.stat().st_mode & 0o077 == 0
    assert str(file) in (var / "last_backup.json").read_text()


def test_a_folder_gets_a_file_named_after_the_moment_and_keeps_the_newest(tmp_path: Path) -> None:
    for day in ("01", "02", "03"):
        (tmp_path / f"mitmachstadt-202001{day}-000000.backup").touch()
    (tmp_path / "mine.txt").touch()
    assert main(["backup", str(tmp_path), "--keep", "2"]) == 0
    left = sorted(path.name for path in tmp_path.glob("m*"))
    assert left[:2] == ["mine.txt", "mitmachstadt-20200103-000000.backup"]
    assert len(left) == 3


def test_what_breaks_off_leaves_the_earlier_backup_and_no_half_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "city.backup"
    main(["backup", str(file)])
    before = file.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", str(file))

    monkeypatch.setattr(writing, "_write_files", full)
    assert main(["backup", str(file)]) == 1
    assert file.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir() if path.name != "var"] == [file.name]


def test_a_backup_shows_one_moment_while_others_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A writer commits after the first table was read; nobody waits, and nothing is half there."""
    factories.district("Mitte")
    original, wrote = tables.rows_of, threading.Event()

    def rows_of(model: type) -> object:
        if not wrote.is_set():
            writer = threading.Thread(target=write)
            writer.start()
            writer.join()
        return original(model)

    def write() -> None:
        District.objects.create(number=2, name="Pankow")
        connection.close()
        wrote.set()

    monkeypatch.setattr(tables, "rows_of", rows_of)
    file = tmp_path / "city.backup"
    assert main(["backup", str(file)]) == 0
    assert District.objects.count() == 2
    assert len(lines(file)["tables/people_district.jsonl"]) == 1


def test_files_come_along_but_those_still_being_written(tmp_path: Path, var: Path) -> None:
    (var / "files" / "ab").mkdir(parents=True)
    (var / "files" / "ab" / "abc.svg").write_text("<svg/>")
    (var / "files" / "ab" / ".abd.svg.partial").write_text("<sv")
    file = tmp_path / "city.backup"
    main(["backup", str(file)])
    with zipfile.ZipFile(file) as archive:
        assert [n for n in archive.namelist() if n.startswith("files/")] == ["files/ab/abc.svg"]


def test_a_changed_row_is_noticed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    factories.district("Mitte")
    file = tmp_path / "city.backup"
    main(["backup", str(file)])
    name = "tables/people_district.jsonl"
    with zipfile.ZipFile(file) as archive:
        changed = archive.read(name).replace(b"Mitte", b"Mette")
    rewrite(file, {name: changed})
    assert main(["backup", "--check", str(file)]) == 1
    assert f"{name} in the backup is damaged" in capsys.readouterr().err


@pytest.mark.parametrize("cut", [0, 10, 400, -30])
def test_half_a_file_is_said_to_be_half(
    cut: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "city.backup"
    main(["backup", str(file)])
    file.write_bytes(file.read_bytes()[:cut])
    assert main(["backup", "--check", str(file)]) == 1
    assert "damaged or not whole" in capsys.readouterr().err


def test_another_zip_file_is_no_backup(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "holiday.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("beach.txt", "sun")
    assert main(["backup", "--check", str(file)]) == 1
    assert "no backup of Mitmachstadt" in capsys.readouterr().err
