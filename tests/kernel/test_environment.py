"""What is wrong with the environment is said in words, with the way to mend it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from mitmachstadt.kernel.environment import OF_DEVELOPMENT, problems, sentence
from mitmachstadt.kernel.environment.variables import VARIABLES

ROOT = Path(__file__).resolve().parents[2]


def told(**environment: str) -> str:
    given = {f"MITMACHSTADT_{name}": value for name, value in environment.items()}
    return " | ".join(f"{p.name} {p.says} {p.mend}" for p in problems(given))


READING = re.compile(r"\b(?:environ\S*|flag|number|text)[(\[]\"(MITMACHSTADT_\w+)\"")


def test_the_document_says_what_the_list_says() -> None:
    text = (ROOT / "docs" / "settings.md").read_text()
    rows = [line for line in text.splitlines() if line.startswith("| `MITMACHSTADT_")]
    assert rows == [f"| `{v.name}` | {v.default} | {v.meaning} |" for v in VARIABLES]


def test_every_variable_that_is_read_is_listed_and_the_other_way_round() -> None:
    read = set()
    for file in (ROOT / "src").rglob("*.py"):
        if "environment" not in file.parts:
            found = READING.findall(file.read_text())
            read.update(found)
    assert read == {variable.name for variable in VARIABLES}


def test_examples_are_right_themselves() -> None:
    for variable in VARIABLES:
        assert variable.example.startswith("(") or variable.kind(variable.example) is None


def test_nothing_set_is_nothing_wrong() -> None:
    assert told() == ""
    assert list(problems({"PATH": "/bin", **dict.fromkeys(OF_DEVELOPMENT, "x")})) == []


def test_an_empty_variable_is_one_that_is_not_set() -> None:
    assert told(**{variable.name.removeprefix("MITMACHSTADT_"): "" for variable in VARIABLES}) == ""


def test_with_every_variable_empty_the_settings_are_the_usual_ones() -> None:
    code = (
        "from mitmachstadt.config import settings as s; import json;"
        "names = [n for n in dir(s) if n.isupper() and n != 'SECRET_KEY'];"
        "print(json.dumps({n: getattr(s, n) for n in names}, default=str, sort_keys=True))"
    )
    clean = {k: v for k, v in os.environ.items() if not k.startswith("MITMACHSTADT_")}
    clean |= {"MITMACHSTADT_SECRET_KEY": "k" * 50, "PYTHONHASHSEED": "0"}
    empty = {variable.name: "" for variable in VARIABLES if not variable.name.endswith("_KEY")}
    usual, same = (
        subprocess.check_output([sys.executable, "-c", code], env=environment)
        for environment in (clean, clean | empty)
    )
    assert usual == same


def test_a_mistyped_name_is_named_with_the_nearest() -> None:
    assert "Is MITMACHSTADT_DATABASE meant?" in told(DATABSE="sqlite:////tmp/a")
    assert "docs/settings.md" in told(XYZ="1")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("REMARKS_PER_HOUR", "many"),
        ("REMARKS_PER_HOUR", "0"),
        ("REMARKS_PER_HOUR", "-5"),
        ("REMARKS_PER_HOUR", "٣"),
        ("HTTPS", "perhaps"),
        ("HOSTS", "https://city.example"),
        ("HOSTS", "city.example, www.city.example"),
        ("HOSTS", "city.example:8000"),
        ("ORIGINS", "city.example"),
        ("ORIGINS", "https://city.example/path"),
        ("ORIGINS", "https://city.example/"),
        ("ORIGINS", "https://[abc"),
        ("ORIGINS", "https://city.example:port"),
        ("SITE", "https://[abc"),
        ("SITE", "https://city.example:port"),
        ("SITE", "https://city.example:99999"),
        ("SITE", "https://city.example/?a=b"),
        ("SITE", "city.example"),
        ("DATABASE", "mysql://city@db/city"),
        ("DATABASE", "postgresql://city@db"),
        ("DATABASE", "postgresql://city@db:port/city"),
        ("DATABASE", "sqlite://"),
        ("MAIL", "mail.example.org"),
        ("MAIL", "smtp://mail.example.org:port"),
        ("CONTACT", "the office"),
        ("LOG", "xml"),
    ],
)
def test_a_malformed_value_keeps_it_from_starting(name: str, value: str) -> None:
    assert f"MITMACHSTADT_{name}" in sentence({f"MITMACHSTADT_{name}": value})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HOSTS", "city.example,[::1],localhost"),
        ("ORIGINS", ""),
        ("SITE", "https://city.example:8443/"),
        ("DATABASE", "sqlite:////srv/city.sqlite3"),
        ("DATABASE", "postgresql:///city?host=/run/postgresql"),
        ("MAIL", ""),
        ("MAIL", "smtps://a:b@mail.example.org"),
    ],
)
def test_what_is_right_is_left_alone(name: str, value: str) -> None:
    assert told(**{name: value}) == ""


def test_secrets_are_never_repeated() -> None:
    said = told(
        DATABASE="postgresql://city:hunter2@db", SECRET_KEY="hunter2", MAIL="http://hunter2"
    )
    assert said.count("|") == 2
    assert "hunter2" not in said


def test_a_short_secret_is_wrong_but_starts() -> None:
    assert "fewer than 40" in told(SECRET_KEY="short")
    assert sentence({"MITMACHSTADT_SECRET_KEY": "short"}) == ""


def test_settings_that_do_not_fit_together_are_said() -> None:
    assert "BEHIND_PROXY=1" in told(HTTPS="1", HOSTS="city.example")
    assert "MITMACHSTADT_HOSTS" in told(HTTPS="1", BEHIND_PROXY="1")
    assert "Unset it" in told(DEBUG="1", HOSTS="city.example")
    assert told(HTTPS="1", BEHIND_PROXY="1", HOSTS="city.example") == ""


def test_a_command_refuses_with_the_sentence(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mitmachstadt.cli.main", "migrate"],
        env={
            **{k: v for k, v in os.environ.items() if not k.startswith("MITMACHSTADT_")},
            "MITMACHSTADT_VAR": str(tmp_path),
            "MITMACHSTADT_REMARKS_PER_HOUR": "many",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "MITMACHSTADT_REMARKS_PER_HOUR is no whole number" in done.stderr
    assert "Traceback" not in done.stderr
