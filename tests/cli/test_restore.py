"""A city from its backup: every row, on both databases, from older versions, never over another."""

import json
import random
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from mitmachstadt.cli.demonstration.crowd.people import STORY
from mitmachstadt.cli.demonstration.load import SEED, load_city
from mitmachstadt.cli.main import main
from mitmachstadt.ledger.models import Entry
from mitmachstadt.ledger.queries import entries_about
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.models import District
from tests import factories
from tests.cli.archives import elsewhere, everything, keep_tables, lines, rewrite, small_city

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def var(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "var"
    folder.mkdir()
    monkeypatch.setattr(settings, "VAR", folder)
    return folder


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "city.backup"


@pytest.fixture
def same_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    keep_tables(monkeypatch)


@pytest.mark.slow
@pytest.mark.usefixtures("same_tables")
def test_the_demonstration_city_comes_back_row_by_row(file: Path) -> None:
    load_city(at=timezone.now(), rng=random.Random(SEED), scale=STORY)
    before = everything()
    assert main(["backup", str(file)]) == 0
    Node.objects.update(title="something else")
    assert main(["restore", str(file), "--replace"]) == 0
    after = everything()
    assert after.keys() == before.keys()
    for table, rows in before.items():
        assert after[table] == rows, table
    subjects = set(Entry.objects.values_list("subject", flat=True))
    verified = [line.verified for subject in subjects for line in entries_about(subject)]
    assert verified.count(True) > 100
    assert False not in verified


def test_to_the_other_database_and_back_nothing_is_lost(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From this run's database to SQLite, whose tables are made for it, and back again."""
    small_city()
    before = everything()
    main(["backup", str(file)])
    other, back = tmp_path / "other", tmp_path / "back.backup"
    elsewhere(other, "restore", str(file))
    elsewhere(other, "backup", str(back))
    assert lines(back) == lines(file)
    keep_tables(monkeypatch)
    assert main(["restore", str(back), "--replace"]) == 0
    assert everything() == before


@pytest.mark.usefixtures("same_tables")
def test_files_come_back(file: Path, var: Path) -> None:
    logo = var / "files" / "ab" / "abc.svg"
    logo.parent.mkdir(parents=True)
    logo.write_bytes(b"<svg/>" * 500_000)
    main(["backup", str(file)])
    logo.unlink()
    assert main(["restore", str(file), "--replace"]) == 0
    assert logo.read_bytes() == b"<svg/>" * 500_000
    assert [path.name for path in logo.parent.iterdir()] == ["abc.svg"]


@pytest.mark.usefixtures("same_tables")
def test_new_rows_get_numbers_that_are_free(file: Path) -> None:
    small_city()
    main(["backup", str(file)])
    main(["restore", str(file), "--replace"])
    highest = Node.objects.order_by("-pk").values_list("pk", flat=True)[0]
    assert factories.node().pk > highest


def test_a_database_with_people_in_it_stays_as_it_is(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["backup", str(file)])
    factories.person()
    before = everything()
    assert main(["restore", str(file)]) == 1
    assert "holds data already" in capsys.readouterr().err
    assert everything() == before


@pytest.fixture
def shop() -> Iterator[None]:
    """The table of a program that is not ours, with a row."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE shop_order (id integer)")
        cursor.execute("INSERT INTO shop_order VALUES (7)")
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE shop_order")


@pytest.mark.usefixtures("shop")
@pytest.mark.parametrize("how", [[], ["--replace"]])
@pytest.mark.parametrize("beside_ours", [True, False])
def test_the_tables_of_another_program_are_never_removed(
    how: list[str], beside_ours: bool, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["backup", str(file)])
    with connection.cursor() as cursor:
        if not beside_ours:
            cursor.execute("ALTER TABLE django_migrations RENAME TO record_put_aside")
        try:
            assert main(["restore", str(file), *how]) == 1
            assert "another program" in (said := capsys.readouterr().err)
            assert "shop_order" in said
            cursor.execute("SELECT id FROM shop_order")
            assert cursor.fetchall() == [(7,)]
        finally:
            if not beside_ours:
                cursor.execute("ALTER TABLE record_put_aside RENAME TO django_migrations")


def test_the_tables_of_a_newer_version_are_ours(file: Path) -> None:
    """The way back after an upgrade: the earlier version does not know them."""
    main(["backup", str(file)])
    recorder = MigrationRecorder(connection)
    recorder.record_applied("carparks", "0001_initial")
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE carparks_place (id integer)")
    assert main(["restore", str(file), "--replace"]) == 0
    assert "carparks_place" not in connection.introspection.table_names()


def test_a_database_whose_record_is_lost_is_not_empty(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["backup", str(file)])
    factories.person()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE django_migrations RENAME TO nodes_tally_aside")
        try:
            assert main(["restore", str(file)]) == 1
            assert "holds data already" in capsys.readouterr().err
        finally:
            cursor.execute("ALTER TABLE nodes_tally_aside RENAME TO django_migrations")


@pytest.mark.usefixtures("same_tables")
def test_an_empty_database_needs_no_asking(file: Path) -> None:
    main(["backup", str(file)])
    assert main(["restore", str(file)]) == 0


def test_the_backup_of_an_older_version_is_brought_forward(file: Path) -> None:
    small_city()
    old = [("formats", "0001_initial"), ("contributions", "0001_initial")]
    executor = MigrationExecutor(connection)
    forward = executor.loader.graph.leaf_nodes()
    executor.migrate(old)
    assert main(["backup", str(file)]) == 0
    MigrationExecutor(connection).migrate(forward)
    now = everything()
    assert main(["restore", str(file), "--replace"]) == 0
    assert MigrationExecutor(connection).migration_plan(forward) == []
    assert everything() == now


def test_the_backup_of_a_newer_version_is_refused(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["backup", str(file)])
    with zipfile.ZipFile(file) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    manifest["migrations"]["nodes"].append("0099_flying_cars")
    rewrite(file, {"manifest.json": json.dumps({**manifest, "version": "9.0"})})
    before = everything()
    assert main(["restore", str(file), "--replace"]) == 1
    said = capsys.readouterr().err
    assert "newer version (Mitmachstadt 9.0" in said
    assert "nodes.0099_flying_cars" in said
    assert everything() == before


def test_a_newer_format_is_refused(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["backup", str(file)])
    rewrite(file, {"manifest.json": json.dumps({"format": 2})})
    assert main(["restore", str(file)]) == 1
    assert "has format 2" in capsys.readouterr().err


def test_a_damaged_backup_changes_nothing(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    small_city()
    main(["backup", str(file)])
    rewrite(file, {"tables/nodes_node.jsonl": b"[1]\n"})
    District.objects.update(name="Elsewhere")
    before = everything()
    assert main(["restore", str(file), "--replace"]) == 1
    assert "Nothing was changed" in capsys.readouterr().err
    assert everything() == before


def test_what_fails_on_the_way_changes_nothing(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    small_city()
    main(["backup", str(file)])
    District.objects.update(name="Elsewhere")
    before = everything()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", "files")

    monkeypatch.setattr("mitmachstadt.cli.archive.reading._load_files", full)
    assert main(["restore", str(file), "--replace"]) == 1
    assert "No space left" in capsys.readouterr().err
    assert everything() == before


def test_a_file_name_that_leads_out_of_the_folder_is_refused(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["backup", str(file)])
    with zipfile.ZipFile(file) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    part = {"name": "files/x", "sha256": "0" * 64, "size": 0}
    manifest["files"] = {"../../out.txt": part}
    rewrite(file, {"manifest.json": json.dumps(manifest)})
    assert main(["restore", str(file), "--replace"]) == 1
    assert "outside of its folder" in capsys.readouterr().err
    assert not (tmp_path / "out.txt").exists()


@pytest.mark.usefixtures("same_tables")
def test_another_secret_key_is_said(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["backup", str(file)])
    monkeypatch.setattr(settings, "SECRET_KEY", "another")
    assert main(["restore", str(file), "--replace"]) == 0
    assert "secret key is another one" in capsys.readouterr().out
