"""Documents that can fail: what they list is compared with what there is."""

import re
from pathlib import Path

from tools.parts import PARTS

ROOT = Path(__file__).resolve().parents[2]


def asked_for(name: str) -> set[str]:
    lines = (ROOT / "requirements" / name).read_text().splitlines()
    return {m[0].lower() for line in lines if (m := re.match(r"[A-Za-z0-9][\w-]*", line))}


def test_every_dependency_has_a_line_that_says_what_it_is_for() -> None:
    text = (ROOT / "docs" / "decisions" / "dependencies.md").read_text().lower()
    rows = " ".join(line.split("|")[1] for line in text.splitlines() if line.startswith("| "))
    for name in asked_for("runtime.in") | asked_for("develop.in"):
        assert re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", rows), name
    assert all(name in text for name in asked_for("frontend.in"))


def test_every_part_of_the_tests_is_described() -> None:
    text = (ROOT / "docs" / "testing.md").read_text()
    assert [part.name for part in PARTS if f"`{part.name}`" not in text] == []


def test_every_make_target_a_document_names_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for file in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]:
        named = set(re.findall(r"(?:`| {4})make ([a-z]+)", file.read_text()))
        assert named <= targets, file
