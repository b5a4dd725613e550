"""The few things a city cannot do without, asked for one after the other."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from mitmachstadt.cli.own_city.reading import OwnCity, require_right

QUESTIONS = (
    ("city", "name", "Name of the city"),
    ("city", "contact", "E-mail address for questions"),
    ("city", "strategy", "Name of the first strategy (empty: none)"),
    ("imprint", "responsible", "Imprint: who is responsible"),
    ("imprint", "address", "Imprint: address, lines separated by ;"),
    ("imprint", "represented_by", "Imprint: represented by (a role)"),
    ("imprint", "data_protection", "Imprint: e-mail address for data protection"),
    ("districts", "names", "Districts in their order, separated by ; (empty: none)"),
    ("administrator", "email", "E-mail address of the first administrator"),
)
LISTS = {("imprint", "address"), ("districts", "names")}


def ask(answer: Callable[[str], str] = input) -> OwnCity:
    """The city that somebody at the terminal describes.

    Raises:
        Failure: what was typed is not right.
    """
    data: dict[str, Any] = {}
    for section, key, question in QUESTIONS:
        typed = answer(f"{question}: ").strip()
        parts = [part.strip() for part in typed.split(";") if part.strip()]
        if typed:
            data.setdefault(section, {})[key] = parts if (section, key) in LISTS else typed
    city = OwnCity(data, Path.cwd())
    require_right(city, {}, "What you typed")
    return city
