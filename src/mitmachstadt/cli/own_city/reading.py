"""From TOML to what can be entered, with everything that is wrong at once, and where."""

import difflib
import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mitmachstadt.cli.output import Failure
from mitmachstadt.cli.own_city import logo

WORDS = (
    "strategy", "district", "districts", "neighbourhood", "district_office", "department", "body",
)  # fmt: skip
IMPRINT = (
    "responsible", "address", "represented_by", "phone", "email", "data_protection", "hours",
    "accessibility", "accessibility_law", "enforcement", "enforcement_contact",
)  # fmt: skip
SECTIONS: dict[str, tuple[str, ...]] = {
    "city": ("name", "contact", "address", "logo", "strategy"),
    "imprint": IMPRINT,
    "words": WORDS,
    "districts": ("names",),
    "organisations": ("name", "kind", "district", "parent"),
    "administrator": ("email", "name"),
}
NEEDED = (
    ("city", "name"),
    ("city", "contact"),
    ("imprint", "responsible"),
    ("imprint", "address"),
    ("imprint", "represented_by"),
    ("imprint", "data_protection"),
    ("administrator", "email"),
)
KINDS = set(
    "senate_department district_office subordinate_authority business science civil_society "
    "politics body".split()
)
LONGEST = {
    ("city", "name"): 80,
    ("city", "address"): 200,
    ("city", "strategy"): 200,
    ("administrator", "name"): 60,
}
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")


@dataclass
class OwnCity:
    """What the file says. In an update, what it does not name stays as it is."""

    data: dict[str, Any]
    folder: Path
    problems: list[str] = field(default_factory=list)

    def section(self, name: str) -> dict[str, Any]:
        found = self.data.get(name, {})
        return found if isinstance(found, dict) else {}

    def text(self, section: str, key: str) -> str:
        return " ".join(str(self.section(section).get(key, "")).split())

    @property
    def districts(self) -> list[str]:
        return [" ".join(str(name).split()) for name in self.section("districts").get("names", [])]

    @property
    def organisations(self) -> list[dict[str, str]]:
        found = self.data.get("organisations", [])
        return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []

    @property
    def logo(self) -> Path | None:
        name = self.text("city", "logo")
        return self.folder / name if name else None


def read(file: Path, *, update: bool = False) -> OwnCity:
    """The city of a file, checked.

    Raises:
        Failure: the file cannot be read; or everything that is wrong in it, a line each.
    """
    try:
        text = file.read_text(encoding="utf-8")
        city = OwnCity(tomllib.loads(text), file.resolve().parent)
    except tomllib.TOMLDecodeError as error:
        raise Failure(
            f"{file} is not TOML: {error}. 'mitmachstadt init --example' shows how it looks."
        ) from error
    except UnicodeDecodeError as error:
        raise Failure(f"{file} is not UTF-8: save it with that encoding.") from error
    require_right(city, lines_of(text), str(file), update=update)
    return city


def require_right(city: OwnCity, lines: dict[str, int], name: str, *, update: bool = False) -> None:
    """Refuse a city with problems, and say all of them."""
    found = [*_shape(city)]
    if not found:
        found = [*_values(city), *([] if update else _gaps(city))]
    if found:
        told = [f"  {_where(name, lines, path)}{path}: {says}" for path, says in found]
        raise Failure("\n".join([f"{name} is not right as yet; nothing was changed.", *told]))


def lines_of(text: str) -> dict[str, int]:
    """In which line each section and key begins; TOML itself does not tell."""
    found: dict[str, int] = {}
    section, counts = "", dict[str, int]()
    for number, line in enumerate(text.splitlines(), start=1):
        if head := re.match(r"\s*(\[\[?)\s*([\w-]+)\s*\]", line):
            section = head[2]
            if head[1] == "[[":
                counts[section] = counts.get(section, 0) + 1
                section = f"{section}[{counts[section]}]"
            found.setdefault(section, number)
        elif key := re.match(r"\s*\"?([\w-]+)\"?\s*=", line):
            found.setdefault(f"{section}.{key[1]}" if section else key[1], number)
    return found


def _where(name: str, lines: dict[str, int], path: str) -> str:
    line = lines.get(path) or lines.get(path.partition(".")[0])
    return f"line {line}, " if line else ""


def _shape(city: OwnCity) -> list[tuple[str, str]]:
    """Names that nobody knows, and values of another kind than they should be."""
    found: list[tuple[str, str]] = []
    for name, value in city.data.items():
        if name not in SECTIONS:
            found.append((name, _unknown(name, SECTIONS)))
        elif name == "organisations":
            if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
                found.append((name, "write each one below a line [[organisations]]"))
                continue
            for number, row in enumerate(value, start=1):
                found += _keys(f"{name}[{number}]", name, row)
        elif not isinstance(value, dict):
            found.append((name, f"write a line [{name}] and its values below it"))
        else:
            found += _keys(name, name, value)
    return found


def _keys(path: str, section: str, values: dict[str, Any]) -> list[tuple[str, str]]:
    found = []
    for key, value in values.items():
        place = f"{path}.{key}"
        listed = (section, key) in {("imprint", "address"), ("districts", "names")}
        if key not in SECTIONS[section]:
            found.append((place, _unknown(key, SECTIONS[section])))
        elif listed and not (isinstance(value, list) and all(isinstance(v, str) for v in value)):
            found.append((place, 'has to be a list of texts: ["...", "..."]'))
        elif not listed and not isinstance(value, str):
            found.append((place, 'has to be a text in quotes: "..."'))
    return found


def _unknown(name: str, known: Any) -> str:
    near = difflib.get_close_matches(name, list(known), 1)
    return f"is unknown; {f'is {near[0]} meant?' if near else f'known are {", ".join(known)}'}"


def _gaps(city: OwnCity) -> list[tuple[str, str]]:
    return [
        (f"{section}.{key}", "is missing")
        for section, key in NEEDED
        if not city.section(section).get(key)
    ]


def _values(city: OwnCity) -> list[tuple[str, str]]:
    found = []
    for section, key in (
        ("city", "contact"),
        ("imprint", "email"),
        ("imprint", "data_protection"),
        ("imprint", "accessibility"),
        ("administrator", "email"),
    ):
        value = city.text(section, key)
        if value and not (_EMAIL.fullmatch(value) and len(value) <= 254):
            found.append((f"{section}.{key}", f"{value} is no e-mail address"))
    if city.text("city", "address") and not _is_address(city.text("city", "address")):
        found.append(("city.address", "has to look like https://mitmachen.example.org"))
    for (section, key), most in LONGEST.items():
        if len(city.text(section, key)) > most:
            found.append((f"{section}.{key}", f"is longer than {most} characters"))
    for key in WORDS:
        if key in city.section("words") and not 1 <= len(city.text("words", key)) <= 40:
            found.append((f"words.{key}", "needs 1 to 40 characters"))
    return [*found, *_districts(city), *_organisations(city), *_logo(city)]


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        port_is_right = parts.port is None or parts.port > 0
    except ValueError:
        return False
    right = parts.scheme in {"http", "https"} and bool(parts.hostname) and not parts.query
    return right and port_is_right


def _districts(city: OwnCity) -> list[tuple[str, str]]:
    names = city.districts
    found = [("districts.names", f"{n} stands there twice") for n in _twice(names)]
    if any(not 1 <= len(name) <= 80 for name in names):
        found.append(("districts.names", "each name needs 1 to 80 characters"))
    return found


def _organisations(city: OwnCity) -> list[tuple[str, str]]:
    found = []
    for number, row in enumerate(city.organisations, start=1):
        path, kind, district = f"organisations[{number}]", row.get("kind"), row.get("district")
        if not 1 <= len(row.get("name", "").strip()) <= 200:
            found.append((f"{path}.name", "needs 1 to 200 characters"))
        if kind not in KINDS:
            found.append((f"{path}.kind", _unknown(str(kind or "(no kind)"), sorted(KINDS))))
        if kind == "district_office" and not district:
            found.append((path, "is a district_office and needs its district"))
        if district and district not in city.districts:
            found.append((f"{path}.district", f"{district} is not among districts.names"))
        above = {other.get("name", "").strip() for other in city.organisations[: number - 1]}
        if (parent := row.get("parent")) and parent not in above:
            found.append((f"{path}.parent", f"{parent} has to stand above it in the file"))
    names = [row.get("name", "").strip() for row in city.organisations]
    return [*found, *(("organisations", f"{name} stands there twice") for name in _twice(names))]


def _logo(city: OwnCity) -> list[tuple[str, str]]:
    if city.logo is None:
        return []
    try:
        problem = logo.problem_with(*logo.read(city.logo))
    except OSError as error:
        problem = f"cannot be read: {error.strerror}"
    return [("city.logo", f"{city.logo.name} {problem}")] if problem else []


def _twice(names: list[str]) -> list[str]:
    return sorted({name for name in names if names.count(name) > 1})
