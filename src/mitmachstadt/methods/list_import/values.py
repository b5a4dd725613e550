"""Single values: districts, days, states, addresses, and text that can be kept."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import date

from mitmachstadt.methods.list_import.model import Status

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?)?", re.ASCII)
_GERMAN_DAY = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})", re.ASCII)
_NUMBER = re.compile(r"[+-]?[\d.,]+\s?[€%]?", re.ASCII)
_ADDRESS = re.compile(r"https?://[^\s/?#@\\]+(?:[/?#]\S*)?", re.IGNORECASE)
_DASHES = "-–—"

CITYWIDE = frozenset(
    ("gesamtstaedtisch", "stadtweit", "berlinweit", "ganz berlin", "ganze stadt", "alle bezirke",
     "city wide", "citywide")
)  # fmt: skip
STATES = {
    Status.PLANNED: "geplant planung vorbereitung planned future",
    Status.RUNNING: "laufend laeuft umsetzung running active ongoing",
    Status.PAUSED: "pausiert ruht paused",
    Status.FINISHED: "abgeschlossen beendet fertig umgesetzt done finished completed",
    Status.STOPPED: "abgebrochen gestoppt eingestellt stopped cancelled",
}
_STATE_OF = {word: state for state, words in STATES.items() for word in words.split()}


def fold(name: str) -> str:
    """A name for comparing: small letters, umlauts as two letters, single blanks.

    >>> fold("Bezirk  Neukölln"), fold("Charlottenburg - Wilmersdorf")
    ('bezirk neukoelln', 'charlottenburg wilmersdorf')
    """
    small = unicodedata.normalize("NFKC", name).casefold()
    small = unicodedata.normalize("NFC", small).translate(_UMLAUTS)
    return " ".join(re.sub(r"[\W_]+", " ", small).split())


def find_district(name: str, districts: Sequence[str]) -> str | None:
    """The district that has exactly this name, be it with "Bezirk" before it.

    >>> find_district("Bezirk Neukoelln", ["Mitte", "Neukölln"])
    'Neukölln'
    >>> find_district("1", ["10", "11", "12"]) is None
    True
    """
    asked = fold(name)
    for each in districts:
        own = fold(each)
        if own and asked in (own, f"bezirk {own}", f"bezirksamt {own}", f"stadtbezirk {own}"):
            return each
    return None


def is_citywide(name: str) -> bool:
    """Whether this says that something is about the whole city.

    >>> is_citywide("Gesamtstädtisch"), is_citywide("Mitte")
    (True, False)
    """
    return fold(name) in CITYWIDE


def find_status(words: str) -> Status:
    """What a word says of where something stands; unknown unless it is certain.

    >>> find_status("In Umsetzung"), find_status("99")
    (<Status.RUNNING: 'running'>, <Status.UNKNOWN: ''>)
    """
    return _STATE_OF.get(fold(words).removeprefix("in ").removeprefix("der "), Status.UNKNOWN)


def find_day(words: str) -> date | None:
    """A day as people or programs write it; years of two digits or days without year are none.

    >>> find_day("31.12.2026"), find_day("2026-12-31"), find_day("Ende 2026")
    (datetime.date(2026, 12, 31), datetime.date(2026, 12, 31), None)
    """
    if found := _DAY.fullmatch(words.strip()):
        year, month, day = map(int, found.groups())
    elif found := _GERMAN_DAY.fullmatch(words.strip()):
        day, month, year = map(int, found.groups())
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def find_point(value: object) -> tuple[float, float] | None:
    """Latitude and longitude of a point in GeoJSON, alone or as a feature's geometry.

    >>> find_point({"type": "Point", "coordinates": [13.4, 52.5]}), find_point("")
    ((52.5, 13.4), None)
    """
    geometry = value.get("geometry", value) if isinstance(value, dict) else None
    if not isinstance(geometry, dict) or geometry.get("type") != "Point":
        return None
    place = geometry.get("coordinates")
    if not isinstance(place, list) or len(place) not in (2, 3):
        return None
    if not all(type(each) in (int, float) for each in place):
        return None
    longitude, latitude = float(place[0]), float(place[1])
    return (latitude, longitude) if abs(longitude) <= 180 and abs(latitude) <= 90 else None


def is_address(words: str) -> bool:
    """Whether this is an address of a page.

    >>> is_address("https://example.org/a"), is_address("javascript:alert(1)")
    (True, False)
    """
    return _ADDRESS.fullmatch(words) is not None


def looks_like_formula(words: str) -> bool:
    """Whether a spreadsheet would calculate with this.

    >>> [looks_like_formula(words) for words in ("=1+1", "@SUM(A1)", "-5,00 €", "-", "a=b")]
    [True, True, False, False, False]
    """
    words = words.strip()
    return words[:1] in ("=", "+", "-", "@") and not (
        _NUMBER.fullmatch(words) or not words.strip(_DASHES)
    )


def clean(words: str) -> str:
    """Text that every database keeps: no control characters, no halves of characters.

    >>> clean(" a\\x00b\\r\\nc ")
    'ab\\nc'
    """
    words = words.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("", words).strip()


def has_control(words: str) -> bool:
    """Whether there is something that cannot be kept."""
    return _CONTROL.search(words) is not None
