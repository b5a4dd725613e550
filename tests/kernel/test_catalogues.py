"""Translations are compiled where that can be written, and named where they are not."""

from pathlib import Path

import pytest

from mitmachstadt.kernel import catalogues

SOURCE = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\nmsgid "a"\nmsgstr "b"\n'


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    file = tmp_path / "tr" / "LC_MESSAGES" / "django.po"
    file.parent.mkdir(parents=True)
    file.write_text(SOURCE)
    monkeypatch.setattr(catalogues, "FOLDER", tmp_path)
    return file


@pytest.mark.parametrize("how", [catalogues.compile_all, catalogues.bring_up_to_date])
def test_what_is_not_compiled_is_missing_until_it_is(source: Path, how: object) -> None:
    assert catalogues.missing() == ["tr"]
    assert callable(how)
    how()
    assert catalogues.missing() == []
    assert b"b" in source.with_suffix(".mo").read_bytes()


def test_compiling_all_says_what_cannot_be_written(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(**_: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(catalogues.tempfile, "mkstemp", full)
    catalogues.bring_up_to_date()  # a page in German is better than none
    assert catalogues.missing() == ["tr"]
    with pytest.raises(OSError, match="Read-only"):
        catalogues.compile_all()
