"""The bootstrap: its stamps, and the sentence for everything that can be missing."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tools import prepare


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(prepare, "ROOT", tmp_path)
    monkeypatch.setattr(prepare, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(prepare, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    monkeypatch.setattr(prepare, "LOG", tmp_path / "var" / "prepare.log")
    return tmp_path


def test_an_old_python_can_read_it() -> None:
    source = Path(prepare.__file__).read_text()
    ast.parse(source, feature_version=(3, 8))
    wanted = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            wanted |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            wanted.add((node.module or "").split(".")[0])
    assert wanted <= set(sys.stdlib_module_names)


def test_an_old_python_is_told_so(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepare.sys, "version_info", (3, 11, 2))
    with pytest.raises(prepare.Missing, match=r"This is Python 3\.11.*3\.12 or newer"):
        prepare.check_machine()


def test_a_step_runs_when_its_sources_change_and_only_then(root: Path) -> None:
    stamp, source, calls = root / "stamps" / "x", root / "lock.txt", []
    for text in ("one", "one", "two", "two"):
        source.write_text(text)
        prepare.step(stamp, prepare.digest(source), lambda text=text: calls.append(text))
    assert calls == ["one", "two"]


def test_a_step_that_failed_runs_again(root: Path) -> None:
    def fail() -> None:
        raise prepare.Missing("no")

    stamp = root / "x"
    prepare.step(stamp, "old", lambda: None)
    with pytest.raises(prepare.Missing):
        prepare.step(stamp, "new", fail)
    assert not stamp.exists()


def test_translations_are_compiled_when_one_of_them_changed_and_only_then(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("runtime.txt", "develop.txt"):
        (root / "requirements").mkdir(exist_ok=True)
        (root / "requirements" / name).touch()
    for name in ("pyproject.toml", "package.json", "package-lock.json", ".npmrc"):
        (root / name).touch()
    monkeypatch.setattr(prepare, "check_machine", lambda: None)
    monkeypatch.setattr(prepare, "environment_works", lambda: True)
    ran: list[str] = []
    monkeypatch.setattr(prepare, "run", lambda words, *_: ran.append(words))
    catalogue = root / "src" / "mitmachstadt" / "locale" / "en" / "LC_MESSAGES" / "django.po"
    catalogue.parent.mkdir(parents=True)
    for text in ("one", "one", "two"):
        catalogue.write_text(text)
        prepare.prepare(develop=False)
    assert ran.count("Compiling the translations ...") == 2
    assert ran[-1] == "Compiling the translations ..."


@pytest.mark.parametrize(
    ("printed", "sentence"),
    [
        (
            "NewConnectionError: [Errno -3] Temporary failure in name resolution",
            "cannot be reached",
        ),
        ("npm error code ENOTFOUND", "cannot be reached"),
        ("OSError: [Errno 28] No space left on device", "disk is full"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM", "not the one that was locked"),
        ("No matching distribution found for x==1", "lacks a package"),
        ("PermissionError: [Errno 13] Permission denied: x", "cannot be written"),
        ("something new", "something new"),
        ("", "it said nothing"),
    ],
)
def test_a_failing_command_becomes_one_sentence_and_a_log(
    root: Path, printed: str, sentence: str
) -> None:
    command = [sys.executable, "-c", f"print({printed!r}); raise SystemExit(1)"]
    with pytest.raises(prepare.Missing) as missing:
        prepare.run("Doing it ...", command)
    said = str(missing.value)
    assert sentence in said
    assert "\n" not in said
    assert printed in (root / "var" / "prepare.log").read_text()


def test_a_full_disk_for_the_log_does_not_hide_the_sentence(root: Path) -> None:
    (root / "var").write_text("a file where the folder should be")
    with pytest.raises(prepare.Missing, match="disk is full"):
        prepare.run("x", [sys.executable, "-c", "raise SystemExit('No space left on device')"])


def test_a_disk_without_room_is_said_before_anything_is_made(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Usage:
        free = 10_000_000

    monkeypatch.setattr(prepare.shutil, "disk_usage", lambda path: Usage)
    with pytest.raises(prepare.Missing, match="Only 10 MB are free"):
        prepare.check_machine()


def test_a_folder_that_cannot_be_written_is_said(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(prepare.os, "access", lambda path, mode: False)
    with pytest.raises(prepare.Missing, match="cannot be written: check who owns it"):
        prepare.check_machine()


def test_a_python_without_ensurepip_names_the_package(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    with pytest.raises(prepare.Missing, match="apt-get install python3-venv"):
        prepare.make_environment()


def test_an_environment_that_was_moved_is_not_believed(root: Path) -> None:
    assert not prepare.environment_works()
    prepare.step(root / ".venv" / ".stamps" / "environment", "/somewhere/else", lambda: None)
    assert not prepare.environment_works()


@pytest.mark.parametrize(
    ("npm", "works"),
    [
        (None, False),
        ("echo 10.2.3", True),
        ("echo 6.14.1", False),
        ("exit 127", False),
        ("echo hello", False),
    ],
)
def test_npm_is_run_before_it_is_believed(
    root: Path, monkeypatch: pytest.MonkeyPatch, npm: str | None, works: bool
) -> None:
    programs = root / "bin"
    programs.mkdir()
    for name, script in (("npm", npm), ("node", "echo v20")):
        if script:
            (programs / name).write_text(f"#!/bin/sh\n{script}\n")
            (programs / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(programs))
    assert prepare.npm_works() is works


def test_without_npm_node_comes_from_pypi_for_one_step(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / ".venv").mkdir()
    ran: list[list[str]] = []
    monkeypatch.setattr(prepare, "npm_works", lambda: False)
    monkeypatch.setattr(prepare, "run", lambda words, command, env=None: ran.append(command))
    prepare.bring_frontend()
    install, bring = ([str(word) for word in command] for command in ran)
    assert "--require-hashes" in install
    assert install[-1].endswith("frontend.txt")
    assert bring[0].endswith("bin/node")
    assert bring[2:4] == ["ci", "--ignore-scripts"]
    assert list((root / ".venv").iterdir()) == []


def test_no_lock_and_no_script_names_a_registry_or_a_place_of_one_machine() -> None:
    root = Path(prepare.__file__).resolve().parent.parent
    files = [*root.glob("requirements/*"), *root.glob("tools/*"), *root.glob(".ci/*")]
    files += [root / "Makefile", root / "package-lock.json", root / ".npmrc"]
    for file in files:
        if file.is_file():
            text = file.read_text()
            assert "https://" not in text, file
            assert "/home/" not in text, file


def test_both_locks_agree_on_every_package() -> None:
    root = Path(prepare.__file__).resolve().parent.parent / "requirements"

    def pins(name: str) -> set[str]:
        lines = (root / name).read_text().splitlines()
        return {line.split()[0] for line in lines if "==" in line and line[0] not in " #"}

    assert pins("runtime.txt") <= pins("develop.txt")


def test_make_alone_lists_the_targets() -> None:
    root = Path(prepare.__file__).resolve().parent.parent
    told = subprocess.run(["make"], cwd=root, capture_output=True, text=True, check=True).stdout
    for target in ("demo", "test", "lint", "format", "types", "lock", "bench", "clean"):
        assert f"make {target} " in told
