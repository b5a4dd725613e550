"""The search for a Python, among candidates that lie."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

FINDER = Path(__file__).resolve().parents[2] / "tools" / "find-python"


class Machine:
    """A folder of programs that is the whole PATH, and an empty checkout."""

    def __init__(self, folder: Path) -> None:
        self.programs = folder / "bin"
        self.checkout = folder / "checkout"
        self.programs.mkdir()
        self.checkout.mkdir()

    def has(self, name: str, script: str) -> Path:
        program = self.programs / name
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
        return program

    def find(self, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["/bin/sh", str(FINDER)],
            cwd=self.checkout,
            env={"PATH": str(self.programs), **environment},
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


REAL = f'exec "{sys.executable}" "$@"'
SHIM_THAT_FAILS = "echo 'command not found in this version' >&2; exit 127"
SHIM_THAT_LIES = "exit 0"
SHIM_THAT_CHATS = "echo 'Python 3.14.0'; exit 0"
OLD = "echo 'mitmachstadt too-old complete 3.11'"
WITHOUT_VENV = "echo 'mitmachstadt new-enough incomplete 3.13'"


@pytest.mark.parametrize("shim", [SHIM_THAT_FAILS, SHIM_THAT_LIES, SHIM_THAT_CHATS, OLD])
def test_a_candidate_is_run_before_it_is_believed(machine: Machine, shim: str) -> None:
    machine.has("python3.14", shim)
    machine.has("python3.13", shim)
    machine.has("python3", REAL)
    found = machine.find()
    assert (found.returncode, found.stdout.strip(), found.stderr) == (0, "python3", "")


def test_the_newest_comes_first(machine: Machine) -> None:
    for name in ("python3", "python3.12", "python3.13"):
        machine.has(name, REAL)
    assert machine.find().stdout.strip() == "python3.13"


def test_the_environment_that_is_there_comes_before_all(machine: Machine) -> None:
    machine.has("python3.14", REAL)
    machine.has(str(machine.checkout / ".venv" / "bin" / "python"), REAL)
    assert machine.find().stdout.strip() == ".venv/bin/python"


def test_an_environment_whose_python_is_gone_is_passed_over(machine: Machine) -> None:
    machine.has("python3", REAL)
    broken = machine.checkout / ".venv" / "bin" / "python"
    broken.parent.mkdir(parents=True)
    broken.symlink_to("/nowhere/python3")
    assert machine.find().stdout.strip() == "python3"


def test_one_with_venv_is_preferred_and_one_without_is_the_last_choice(machine: Machine) -> None:
    machine.has("python3.13", WITHOUT_VENV)
    assert machine.find().stdout.strip() == "python3.13"
    machine.has("python3", REAL)
    assert machine.find().stdout.strip() == "python3"


def test_only_old_ones_is_one_sentence_with_the_version(machine: Machine) -> None:
    machine.has("python3", OLD)
    found = machine.find()
    assert found.returncode == 1
    assert "3.12 or newer, but python3 is Python 3.11" in found.stderr
    assert found.stderr.count("\n") == 1


def test_none_at_all_is_one_sentence(machine: Machine) -> None:
    found = machine.find()
    assert found.returncode == 1
    assert "No Python was found: install" in found.stderr
    assert found.stderr.count("\n") == 1


def test_the_one_that_is_named_is_taken_or_refused(machine: Machine) -> None:
    machine.has("python3.14", REAL)
    mine = machine.has("mine", REAL)
    assert machine.find(PYTHON=str(mine)).stdout.strip() == str(mine)
    old = machine.has("old", OLD)
    refused = machine.find(PYTHON=str(old))
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "is Python 3.11" in refused.stderr
    assert "does not run as a Python" in machine.find(PYTHON="/nowhere").stderr


def test_a_named_one_does_not_fit_an_environment_of_another_version(machine: Machine) -> None:
    machine.has(
        str(machine.checkout / ".venv" / "bin" / "python"),
        "echo 'mitmachstadt new-enough complete 3.99'",
    )
    refused = machine.find(PYTHON=str(machine.has("mine", REAL)))
    assert refused.returncode == 1
    assert "make clean" in refused.stderr


def test_a_candidate_that_waits_for_input_does_not_hang(machine: Machine) -> None:
    machine.has("python3.14", "read answer; echo $answer")
    machine.has("python3", REAL)
    assert machine.find().stdout.strip() == "python3"
    assert os.access(FINDER, os.X_OK)
