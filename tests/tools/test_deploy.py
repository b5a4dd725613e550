"""What stands in deploy, the Containerfile and publiccode.yml is compared with what there is."""

import json
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from mitmachstadt.answers.forms import LARGEST_LIST
from mitmachstadt.cli import main
from mitmachstadt.config import settings
from mitmachstadt.places.forms import LARGEST_TABLE
from mitmachstadt.strategy.forms.importing import LARGEST_FILE

ROOT = Path(__file__).resolve().parents[2]
UNITS = sorted((ROOT / "deploy").iterdir())


def directives(file: Path) -> list[tuple[str, str, str]]:
    found, section = [], ""
    for line in file.read_text().splitlines():
        if not line or line.startswith("#"):
            continue
        if head := re.fullmatch(r"\[(\w+)\]", line):
            section = head[1]
            continue
        key, equals, value = line.partition("=")
        assert equals and section, f"{file.name}: {line}"
        found.append((section, key, value))
    return found


def command_of(words: list[str]) -> None:
    """Whether our own command line understands this."""
    main.parser().parse_args(words)


def test_units_call_commands_that_exist() -> None:
    calls = [v for unit in UNITS for _, key, v in directives(unit) if key == "ExecStart"]
    assert len(calls) == 2
    for call in calls:
        program, *words = call.split()
        assert program == "/opt/mitmachstadt/.venv/bin/mitmachstadt"
        command_of(words)


@pytest.mark.parametrize(
    "wanted",
    [
        "NoNewPrivileges=yes",
        "ProtectSystem=strict",
        "ProtectHome=yes",
        "PrivateTmp=yes",
        "CapabilityBoundingSet=",
        "UMask=0077",
        "User=mitmachstadt",
    ],
)
def test_services_are_confined(wanted: str) -> None:
    for unit in UNITS:
        if unit.suffix == ".service":
            assert wanted in unit.read_text().splitlines(), unit.name


def test_the_timer_has_its_service() -> None:
    for unit in UNITS:
        if unit.suffix == ".timer":
            assert unit.with_suffix(".service").is_file()


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not here")
def test_systemd_understands_the_units(tmp_path: Path) -> None:
    for unit in UNITS:
        text = unit.read_text().replace("/opt/mitmachstadt/.venv/bin/mitmachstadt", "/bin/true")
        (tmp_path / unit.name).write_text(text)
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *(str(tmp_path / unit.name) for unit in UNITS)],
        capture_output=True,
        text=True,
        check=False,
    )
    ours = [line for line in done.stderr.splitlines() if "mitmachstadt" in line]
    assert ours == []


def instructions() -> list[tuple[str, str]]:
    text = (ROOT / "Containerfile").read_text().replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [(line.split()[0], line.split(maxsplit=1)[1]) for line in lines]


def test_everything_the_image_copies_is_there_and_is_let_in() -> None:
    let_in = {
        line[1:] for line in (ROOT / ".containerignore").read_text().splitlines() if line[0] == "!"
    }
    for name, rest in instructions():
        if name == "COPY" and not rest.startswith("--from"):
            for source in rest.split()[:-1]:
                assert (ROOT / source).exists(), source
                assert source in let_in


def test_the_image_copies_only_from_stages_that_it_has() -> None:
    stages = [rest.split()[2] for name, rest in instructions() if name == "FROM" and " AS " in rest]
    copied = [
        rest.split()[0].removeprefix("--from=")
        for name, rest in instructions()
        if name == "COPY" and rest.startswith("--from=")
    ]
    assert set(copied) == set(stages)


def test_the_image_has_every_folder_of_the_front_end_and_the_translations() -> None:
    brought = [
        ROOT / rest.split()[2]
        for name, rest in instructions()
        if name == "COPY" and rest.startswith("--from=frontend")
    ]
    assert len(settings._FRONTEND) > 1
    for _, folder in settings._FRONTEND:
        assert any(folder.is_relative_to(place) for place in brought), folder
    # Whoever runs the image cannot write beside the sources.
    assert [rest for name, rest in instructions() if name == "RUN" and "compile_all()" in rest]


def test_the_image_runs_our_command_as_nobody_special() -> None:
    found = dict(instructions())
    assert found["USER"] == "10001:10001"
    assert json.loads(found["ENTRYPOINT"]) == ["mitmachstadt"]
    command_of(json.loads(found["CMD"]))
    assert "/-/ready" in found["HEALTHCHECK"]
    health = json.loads(found["HEALTHCHECK"].split(" CMD ", 1)[1])
    compile(health[2], "healthcheck", "exec")
    known = {"FROM", "WORKDIR", "COPY", "RUN", "ENV", "USER", "VOLUME", "EXPOSE", "HEALTHCHECK"}
    assert {name for name, _ in instructions()} <= known | {"ENTRYPOINT", "CMD"}


def values() -> dict[str, str]:
    """Keys of publiccode.yml as paths with their text: the part of YAML that the file uses."""
    found: dict[str, str] = {}
    path: list[tuple[int, str]] = []
    for line in (ROOT / "publiccode.yml").read_text().splitlines():
        depth = len(line) - len(line.lstrip())
        while path and path[-1][0] >= depth and line.strip():
            path.pop()
        if key := re.fullmatch(r"\s*(\w+):\s*(.*)", line):
            path.append((depth, key[1]))
            found[".".join(name for _, name in path)] = key[2].strip('" ').removeprefix(">")
        elif path:
            found[".".join(name for _, name in path)] += f" {line.strip()}"
    return {name: text.strip() for name, text in found.items()}


def test_publiccode_has_what_is_mandatory() -> None:
    found = values()
    for key in (
        *("publiccodeYmlVersion", "name", "url", "platforms", "categories", "developmentStatus"),
        *("softwareType", "legal.license", "maintenance.type", "maintenance.contacts"),
        *("localisation.localisationReady", "localisation.availableLanguages"),
    ):
        assert found[key] or f"{key}.name" in found, key
    status = {"concept", "development", "beta", "stable", "obsolete"}
    assert found["developmentStatus"] in status
    assert found["softwareType"] == "standalone/web"
    for language in ("en", "de"):
        assert 1 <= len(found[f"description.{language}.shortDescription"]) <= 150
        assert 150 <= len(found[f"description.{language}.longDescription"]) <= 10_000
        assert found[f"description.{language}.features"].startswith("- ")


def test_publiccode_agrees_with_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    found = values()
    assert found["softwareVersion"] == project["version"]
    assert found["legal.license"] == project["license"]


def test_publiccode_names_the_languages_that_the_whole_interface_has() -> None:
    whole = {code for code, _ in settings.LANGUAGES} - {*settings.LANGUAGES_OF_THE_PATH}
    named = values()["localisation.availableLanguages"].replace("- ", "").split()
    assert (sorted(named), len(named)) == (sorted(whole), len(whole))


def test_the_proxy_lets_every_upload_through_that_a_form_takes() -> None:
    text = (ROOT / "docs" / "operating.md").read_text()
    (megabytes,) = re.findall(r"client_max_body_size (\d+)m;", text)
    largest = (LARGEST_FILE, LARGEST_LIST, LARGEST_TABLE, settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
    # What a form sends beside its file stays below this.
    assert int(megabytes) * 1024**2 >= max(largest) + 500_000


def test_every_command_that_the_document_names_exists() -> None:
    text = (ROOT / "docs" / "operating.md").read_text() + (ROOT / "docs" / "city.md").read_text()
    named = set(re.findall(r"(?:`mm |^    mm |\bmitmachstadt )([a-z]+(?:-[a-z]+)*)\b", text, re.M))
    commands = named - {"mitmachstadt", "service"}
    assert {"init", "backup", "restore", "upgrade", "check"} <= commands
    assert {name for name in commands if name not in main.COMMANDS} == set()


def test_both_examples_of_an_environment_name_where_mails_lead() -> None:
    for document in (ROOT / "README.md", ROOT / "docs" / "operating.md"):
        assert "MITMACHSTADT_SITE=https://mitmachen.example.org" in document.read_text(), document
