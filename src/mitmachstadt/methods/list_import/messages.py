"""Sentences for refusals and notes, in German. Logic knows only the codes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mitmachstadt.methods.list_import.model import Note

type Translate = Callable[[str], str]


def gettext_noop(german: str) -> str:
    """Marks words for the catalogues; whoever shows them looks them up there."""
    return german


_ = gettext_noop

REFUSALS = {
    "empty_file": _("Die Datei ist leer."),
    "file_too_large": _(
        "Die Datei ist größer als {most} MB. Bitte teilen Sie die Liste auf mehrere Dateien auf."
    ),
    "not_text": _(
        "Die Datei ist keine Textdatei. Bitte speichern Sie die Liste als CSV oder XLSX und laden "
        "Sie sie noch einmal hoch."
    ),
    "encoding_unclear": _(
        "Die Zeichenkodierung der Datei ist nicht eindeutig. Bitte speichern Sie die Liste als "
        "„CSV UTF-8“ oder als XLSX."
    ),
    "no_title_column": _(
        "In den ersten Zeilen steht keine Spalte „Titel“. Gefunden wurde: {columns}. Bitte nennen "
        "Sie die Spalte mit den Titeln „Titel“."
    ),
    "no_rows": _("In der Datei steht nur eine Kopfzeile und kein Eintrag."),
    "too_many_rows": _(
        "Die Liste hat mehr als {most} Einträge. Auf einmal sind höchstens {most} möglich. Bitte "
        "teilen Sie sie auf mehrere Dateien auf, und löschen Sie leere Zeilen am Ende."
    ),
    "too_many_columns": _(
        "Die Liste hat mehr als {most} Spalten. Bitte löschen Sie die Spalten, die Sie nicht "
        "brauchen, auch leere am rechten Rand."
    ),
    "broken_quotes": _(
        "Ab Zeile {line} passen die Anführungszeichen nicht zusammen, oder eine Zelle ist zu lang. "
        "Bitte prüfen Sie diese Zeile, oder speichern Sie die Liste als XLSX."
    ),
    "no_workbook": _(
        "Die Datei ist keine Tabelle im Format XLSX. Bitte speichern Sie sie als XLSX oder CSV."
    ),
    "damaged_workbook": _(
        "Die Tabelle ist beschädigt oder mit einem Passwort geschützt. Bitte öffnen Sie sie in der "
        "Tabellenkalkulation und speichern Sie sie neu, ohne Passwort."
    ),
    "unpacked_too_large": _(
        "Der Inhalt der Tabelle ist entpackt größer als {most} MB und wird deshalb nicht geöffnet. "
        "Auf einmal sind höchstens {rows} Einträge möglich. Bitte teilen Sie die Liste auf mehrere "
        "Dateien auf, und entfernen Sie Bilder und Formatierungen."
    ),
    "forbidden_entities": _(
        "Die Tabelle enthält Anweisungen, die nichts mit ihrem Inhalt zu tun haben, und wird "
        "deshalb nicht geöffnet. Bitte speichern Sie sie in der Tabellenkalkulation neu."
    ),
    "not_json": _(
        "Die Datei ist nicht die Liste im Format JSON. Bitte speichern Sie die Adresse der Liste "
        "mit „?format=json“ und laden Sie diese Datei hoch."
    ),
    "not_a_list": _("Die Datei ist im Format JSON, aber keine Liste von Vorhaben oder Projekten."),
}

NOTES = {
    "read_as": _("Die Datei wurde mit der Zeichenkodierung {encoding} gelesen."),
    "other_sheets": _("Gelesen wurde nur das Blatt „{sheet}“. Nicht gelesen: {others}."),
    "merged_cells": _(
        "Die Zellen {cells} sind verbunden. Ihr Inhalt zählt nur für die erste Zelle."
    ),
    "before_header": _("Über der Kopfzeile steht: {values}. Das wurde nicht übernommen."),
    "keys_from_titles": _(
        "Die Liste hat keine Spalte mit einer Kennung. Einträge werden an Titel, Ort, Bezirk und "
        "Organisation wiedererkannt."
    ),
    "no_key": _("Der Eintrag hat keine Kennung. Er wird an seinem Titel wiedererkannt."),
    "key_twice": _(
        "Die Kennung „{key}“ steht schon in Zeile {first}. Nicht übernommen wurde: {values}"
    ),
    "row_twice": _("Der Eintrag steht genauso schon in Zeile {first} und wurde einmal übernommen."),
    "no_title": _("Der Eintrag hat keinen Titel und wurde nicht übernommen: {values}"),
    "too_few_cells": _("Die Zeile hat {found} von {expected} Zellen. Die übrigen bleiben leer."),
    "too_many_cells": _(
        "Die Zeile hat {found} statt {expected} Zellen und wurde nicht übernommen: {values}"
    ),
    "formula_as_text": _("„{value}“ sieht aus wie eine Formel und wurde als Text übernommen."),
    "formula_value": _("Statt der Formel {formula} wurde ihr Ergebnis „{value}“ übernommen."),
    "cell_error": _("In der Zelle steht ein Fehler ({value}). Sie bleibt leer."),
    "signs_removed": _("Unsichtbare Steuerzeichen wurden entfernt."),
    "unknown_district": _("„{value}“ ist kein Bezirk dieser Stadt."),
    "unknown_status": _("Der Status „{value}“ ist nicht bekannt."),
    "unknown_participation": _("Die Stufe der Beteiligung „{value}“ ist nicht bekannt."),
    "no_date": _("„{value}“ ist kein Tag wie 31.12.2026."),
    "ends_before_begin": _("Das Ende {ends} liegt vor dem Beginn {begins}."),
    "no_address": _("„{value}“ ist keine Internetadresse, die mit https:// beginnt."),
    "cost_is_text": _("„{value}“ wurde als Text übernommen, nicht als Betrag."),
    "no_point": _("Der Punkt auf der Karte ist nicht lesbar: {value}"),
    "not_text": _("Hier wird Text erwartet. Nicht übernommen wurde: {value}"),
    "not_an_entry": _("Das ist kein Eintrag einer Liste: {value}"),
    "other_kind": _("Der Eintrag ist von der Art „{kind}“ und wurde nicht übernommen: {values}"),
    "more_pages": _("Die Liste geht auf weiteren Seiten weiter: {next}"),
}


def refusal_text(code: str, data: Mapping[str, object], translate: Translate = str) -> str:
    """The sentence for a refusal; `translate` turns German into the reader's language."""
    return translate(REFUSALS[code]).format(**_shown(data))


def describe(note: Note, translate: Translate = str) -> str:
    """The sentence for a note; `translate` turns German into the reader's language."""
    return translate(NOTES[note.code]).format(**_shown(note.params))


def _shown(data: Mapping[str, object]) -> dict[str, str]:
    return {name: _words(value) for name, value in data.items()}


def _words(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {_words(each)}" for name, each in value.items())
    if isinstance(value, (list, tuple)):
        return ", ".join(map(_words, value))
    return f"{value:,}".replace(",", ".") if type(value) is int else str(value)
