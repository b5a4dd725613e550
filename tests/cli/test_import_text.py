import io
import json
from pathlib import Path

import pytest

from mitmachstadt.cli.main import main

TEXT = "# Ziele\n\nMehr Grün in der Stadt.\n\n## Wege\n\n- Rad-\nwege bauen\n- Bäume pflanzen\n"


def test_a_dry_run_prints_sections_passages_and_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "ziele.md"
    file.write_text(TEXT, encoding="utf-8")
    assert main(["import-text", str(file), "--dry-run", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert [section["title"] for section in data["sections"]] == ["Ziele", "Wege"]
    assert data["report"]["account"]["complete"] is True
    assert main(["import-text", str(file), "--dry-run"]) == 0
    assert "all accounted for" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("missing.txt", None, "does not exist"),
        ("folder", "", "is a folder"),
        ("empty.txt", b"", "empty_file"),
        ("blank.txt", b" \n\t\n", "empty_file"),
        ("picture.png", b"\x89PNG\r\n\x1a\n", "other_file"),
        ("odd.txt", b"Gr\x81\x8d\x9dn", "encoding_unclear"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_sentence_and_1(
    name: str,
    content: bytes | str | None,
    words: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = tmp_path / name
    if isinstance(content, bytes):
        file.write_bytes(content)
    elif content is not None:
        file.mkdir()
    assert main(["import-text", str(file), "--dry-run"]) == 1
    said = capsys.readouterr()
    assert words in said.err
    assert said.out == ""
    assert "Traceback" not in said.err


def test_a_wrong_encoding_that_was_named_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "x.txt"
    file.write_bytes("Grün".encode("cp1252"))
    assert main(["import-text", str(file), "--dry-run", "--encoding", "utf-8"]) == 1
    assert "wrong_encoding" in capsys.readouterr().err
    assert main(["import-text", str(file), "--dry-run", "--encoding", "windows-1252"]) == 0


def test_standard_input_is_read(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert main(["import-text", "-", "--dry-run", "--format", "markdown"]) == 0
    assert "Ziele" in capsys.readouterr().out


def test_where_to_and_by_whom_must_be_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "ziele.md"
    file.write_text(TEXT, encoding="utf-8")
    assert main(["import-text", str(file)]) == 1
    assert "--by" in capsys.readouterr().err
    assert main(["import-text", str(file), "--by", "a@b.example", "--label", "1"]) == 1
    assert "--dry-run" in capsys.readouterr().err


@pytest.mark.django_db
def test_an_import_makes_a_draft_and_publishes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from mitmachstadt.strategy.models import Edition

    monkeypatch.setattr("sys.stdin", io.StringIO("ein langes Kennwort 7\n"))
    assert main(["make-admin", "o@city.example", "--also", "office", "--password-stdin"]) == 0
    file = tmp_path / "ziele.md"
    file.write_text(TEXT, encoding="utf-8")
    to = ["--strategy", "Berlin", "--label", "Entwurf 1", "--by"]
    capsys.readouterr()
    assert main(["import-text", str(file), "--json", *to, "o@city.example"]) == 0
    made = json.loads(capsys.readouterr().out)
    edition = Edition.objects.get(node__public_id=made["edition"])
    assert edition.state == "draft"
    assert edition.placed_passages.count() == 3
    assert main(["import-text", str(file), *to, "nobody@city.example"]) == 1
    assert "nobody@city.example" in capsys.readouterr().err
    known = ["--document", "unknown", "--label", "2", "--by", "o@city.example"]
    assert main(["import-text", str(file), *known]) == 1
    assert "no document unknown" in capsys.readouterr().err


@pytest.mark.django_db
def test_an_import_without_the_role_is_refused_with_the_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("ein langes Kennwort 7\n"))
    assert main(["make-admin", "a@city.example", "--password-stdin"]) == 0
    file = tmp_path / "ziele.md"
    file.write_text(TEXT, encoding="utf-8")
    to = ["--strategy", "Berlin", "--label", "1", "--by", "a@city.example"]
    assert main(["import-text", str(file), *to]) == 1
    assert "(RoleNeeded)" in capsys.readouterr().err
