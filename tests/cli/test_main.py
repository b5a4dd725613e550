import subprocess
import sys

import pytest

from mitmachstadt.cli import import_text, main, make_admin
from mitmachstadt.cli.output import Failure, in_a_sentence
from mitmachstadt.kernel.verdicts import Refusal


def test_help_of_every_command_has_examples_and_exit_codes(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in main.COMMANDS:
        with pytest.raises(SystemExit) as ended:
            main.main([name, "--help"])
        assert ended.value.code == 0
        help_text = capsys.readouterr().out
        assert f"  mitmachstadt {name}" in help_text
        assert "exit codes:" in help_text


@pytest.mark.parametrize(
    "arguments",
    [[], ["fly"], ["serve", "--port", "0"], ["serve", "--port", "x"], ["serve", "--workers", "0"]],
)
def test_a_command_line_not_understood_exits_with_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main.main(arguments)
    assert ended.value.code == 2
    assert "usage:" in capsys.readouterr().err


def test_help_does_not_load_django() -> None:
    look = (
        "import sys; from mitmachstadt.cli.main import parser; parser().format_help();"
        "sys.exit('django' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", look], check=False).returncode == 0


def test_expected_errors_become_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from django.db import OperationalError

    for error, words in (
        (Failure("It rains."), "It rains."),
        (OperationalError("no route\nmore"), "The database does not answer: no route."),
        (OperationalError("no such table: x"), "run 'mitmachstadt migrate'"),
        (Refusal(), "Das ist nicht möglich. (Refusal)"),
    ):

        def fail(arguments: object, error: Exception = error) -> int:
            raise error

        monkeypatch.setattr(main.COMMANDS["check"], "run", fail)
        assert main.main(["check"]) == 1
        said = capsys.readouterr()
        assert words in said.err
        assert said.err.count("\n") == 1
        assert said.out == ""


def test_a_fault_in_the_program_is_not_hidden() -> None:
    assert in_a_sentence(KeyError("x")) is None


def test_lists_in_help_agree_with_the_apps() -> None:
    from mitmachstadt.people.enums import ROLES
    from mitmachstadt.strategy.enums import DocumentKind

    assert set(import_text.KINDS) == set(DocumentKind.values)
    assert {make_admin.ROLE, *make_admin.OTHERS} == {role.value for role in ROLES}
