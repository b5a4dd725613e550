"""Which column of a table means what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mitmachstadt.methods.list_import.values import clean, fold

# The names by which a field may go, the surest first; folded.
NAMES: Mapping[str, tuple[str, ...]] = {
    "key": (
        "kennung", "id", "key", "reference number", "referenznummer", "vorhabennummer", "nummer",
        "nr", "aktenzeichen",
    ),
    "title": (
        "titel", "title", "bezeichnung", "ueberschrift", "projekttitel", "projektname", "massnahme",
        "vorhaben", "projekt", "project", "idee", "idea", "name",
    ),
    "text": (
        "beschreibung", "description", "text", "kurzbeschreibung", "inhalt", "zusammenfassung",
        "summary", "body",
    ),
    "place": ("ort", "place", "location", "adresse", "address", "point label", "strasse"),
    "district": ("bezirk", "district", "stadtbezirk", "borough"),
    "organisation": (
        "organisation", "organization", "traeger", "traegerin", "federfuehrung", "zustaendig",
        "verantwortlich", "owner",
    ),
    "cost": ("kosten", "cost", "costs", "budget", "betrag", "mittel"),
    "status": ("status", "stand", "state", "umsetzungsstand"),
    "begins": ("beginn", "begin", "start", "anfang", "von", "startdatum", "start date", "begins",
               "starts"),
    "ends": ("ende", "end", "bis", "enddatum", "end date", "abschluss", "ends"),
    "url": ("url", "link", "adresse im netz", "webseite", "website", "internetadresse"),
}  # fmt: skip
_RANK = {name: (field, place) for field, names in NAMES.items() for place, name in enumerate(names)}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the name that the list gives it, and the field it fills; "" is the rest."""

    name: str
    field: str


def columns_of(header: Sequence[str]) -> list[Column]:
    """The columns of a header. Of two that mean the same, the surer one fills the field.

    >>> [(column.name, column.field) for column in columns_of(["Name", "Titel", "Farbe"])]
    [('Name', ''), ('Titel', 'title'), ('Farbe', '')]
    """
    best: dict[str, tuple[int, int]] = {}
    for place, name in enumerate(header):
        field, rank = _RANK.get(fold(name), ("", 0))
        if field:
            best[field] = min(best.get(field, (rank, place)), (rank, place))
    fields = {place: field for field, (_, place) in best.items()}
    names: dict[str, None] = {}
    for place, name in enumerate(header):
        names[_unused(clean(name) or f"#{place + 1}", names)] = None
    return [Column(name, fields.get(place, "")) for place, name in enumerate(names)]


def known(header: Sequence[str]) -> int:
    """How many columns of a header have a meaning."""
    return sum(bool(column.field) for column in columns_of(header))


def has_title(header: Sequence[str]) -> bool:
    """Whether a row can be a header: some column is the title."""
    return any(column.field == "title" for column in columns_of(header))


def _unused(name: str, names: Mapping[str, None]) -> str:
    number, found = 2, name
    while found in names:
        found = f"{name} ({number})"
        number += 1
    return found
