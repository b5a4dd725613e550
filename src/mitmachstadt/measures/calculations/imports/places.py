"""Where a measure is, by names alone: a number in a name is none."""

import re

from django.utils.translation import gettext

from mitmachstadt.kernel.text import shorten
from mitmachstadt.measures.calculations.imports.here import Here
from mitmachstadt.measures.calculations.imports.said import Said
from mitmachstadt.methods.list_import import find_district
from mitmachstadt.people.models import District


def districts_of(said: Said, here: Here) -> tuple[District, ...]:
    """The districts that are named; none where it is the whole city, or where nobody knows."""
    numbers, names = said.take("districts"), said.take("district_names")
    one = here.district(said.item.district_name)
    if one is not None:
        return (one,)
    if said.item.citywide:
        return ()
    # Without districts the reader takes names as they stand there.
    text = names or said.district or said.item.district_name or numbers
    known = [each.name for each in here.districts]
    found: list[District] = []
    unknown: list[str] = []
    for name in filter(None, (each.strip() for each in re.split(r"[;,\n]", text))):
        district = here.district(find_district(name, known) or "")
        if district is None:
            unknown.append(name)
        elif district not in found:
            found.append(district)
    if unknown:
        _tell(said, unknown, found)
    return tuple(sorted(found, key=lambda each: each.number))


def _tell(said: Said, unknown: list[str], found: list[District]) -> None:
    told = gettext("Bezirk: „{names}“ gibt es hier nicht.")
    words = told.format(names=shorten(", ".join(unknown), 120))
    if not found:
        words += " " + gettext(
            "Die Maßnahme steht deshalb ohne Bezirk da, wie für die ganze Stadt. Bitte ergänzen "
            "Sie ihn."
        )
    said.tell(words)
