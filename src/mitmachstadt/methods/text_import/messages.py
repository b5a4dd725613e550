"""German sentences for refusals, flags and changes. Logic knows only the codes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mitmachstadt.methods.text_import.model import Change, Flag

REFUSALS = {
    "empty_file": "Die Datei ist leer.",
    "not_text": "Die Datei ist kein Text ({what}). Bitte als Textdatei oder Markdown hochladen.",
    "encoding_unclear": (
        "Die Zeichenkodierung ist nicht eindeutig. Bitte wählen: {candidates}. Ausschnitt: {sample}"
    ),
    "unknown_encoding": "Die Zeichenkodierung „{encoding}“ wird nicht unterstützt.",
    "wrong_encoding": "Ab Byte {position} passt die Datei nicht zur Kodierung „{encoding}“.",
    "pdf_file": (
        "Die Datei ist ein PDF. Darin steht nicht, was Überschrift und was Absatz ist. "
        "Bitte laden Sie das ursprüngliche Dokument hoch, als DOCX, ODT, HTML, Markdown oder Text."
    ),
    "rtf_file": (
        "Die Datei ist im Format RTF. Bitte öffnen Sie sie in der Textverarbeitung und speichern "
        "Sie sie als DOCX oder ODT."
    ),
    "old_word_file": (
        "Die Datei ist im alten Word-Format (.doc). Bitte öffnen Sie sie in Word oder LibreOffice "
        "und speichern Sie sie als DOCX."
    ),
    "encrypted": (
        "Die Datei ist mit einem Passwort geschützt. Bitte speichern Sie sie ohne Passwort."
    ),
    "other_office_file": (
        "Die Datei ist ein Office-Dokument, aber kein Textdokument, zum Beispiel eine Tabelle "
        "oder Präsentation. Bitte laden Sie ein Textdokument hoch."
    ),
    "other_file": (
        "Die Datei {name} ist kein lesbares Textdokument, sondern: {what}. Bitte laden Sie den "
        "Text als DOCX, ODT, HTML, Markdown oder Textdatei hoch."
    ),
    "damaged_archive": (
        "Die Datei ist beschädigt und lässt sich nicht öffnen. Bitte öffnen Sie sie in der "
        "Textverarbeitung und speichern Sie sie neu."
    ),
    "archive_too_large": (
        "Der Inhalt der Datei ist entpackt zu groß oder zu tief verschachtelt und wird deshalb "
        "nicht geöffnet. Bitte teilen Sie das Dokument auf."
    ),
    "forbidden_entities": (
        "Die Datei enthält Verweise auf fremde Inhalte (XML-Entitäten), wie sie kein "
        "Textprogramm schreibt. Sie wird deshalb nicht geöffnet. Bitte speichern Sie sie neu."
    ),
    "too_long": (
        "Das Dokument hat mehr als {most} Zeichen. Bitte teilen Sie es in mehrere Dokumente auf."
    ),
    "table_too_large": (
        "Die Tabellen des Dokuments haben mehr als {most} leere Felder. Bitte entfernen Sie "
        "überzählige Spalten und Zeilen."
    ),
    "plain_too_large": "Der Text ist größer als 2 MB. Bitte teilen Sie ihn auf.",
    "empty_document": (
        "Das Dokument enthält keinen Text, vielleicht nur Bilder. Bitte laden Sie ein Dokument "
        "mit Text hoch."
    ),
    "no_such_flag": "Einen Hinweis mit der Nummer {flag_index} gibt es nicht.",
    "already_decided": "Über den Hinweis {flag_index} wurde schon entschieden.",
    "decided_twice": "Über den Hinweis {flag_index} wird zweimal entschieden.",
    "nothing_to_accept": "Der Hinweis {flag_index} enthält keinen Vorschlag.",
    "decisions_overlap": "Die Vorschläge {flag_index} und {other} betreffen dieselbe Stelle.",
}

FLAGS = {
    "missing_space": "Fehlt hier ein Leerzeichen? „{excerpt}“ – Vorschlag: „{suggestion}“.",
    "broken_word": "Steht hier ein Trennstrich zu viel? „{excerpt}“ – „{suggestion}“.",
    "uncertain_hyphen": "Bindestrich am Zeilenende: „{excerpt}“ oder „{suggestion}“?",
    "duplicated_fragment": "Ein Satzstück steht ein zweites Mal mitten im Satz: „{excerpt}“.",
    "repeated_paragraph": "Dieser Absatz kommt schon weiter oben vor: „{excerpt}“.",
    "answer_without_question": "Hier fehlt die Frage zur Antwort: „{excerpt}“.",
    "same_label_different_words": (
        "Zwei Listen tragen dieselbe Bezeichnung „{label}“, aber verschiedene Wörter "
        "(abweichend: {differing})."
    ),
    "numbering_restarts": "Die Zählung beginnt hier neu mit {number} (zuvor {previous}).",
    "numbering_gap": "In der Zählung fehlt etwas: auf {previous} folgt {number}.",
    "footnote_without_note": "Fußnotenzeichen {number} ohne Fußnote: „{excerpt}“.",
    "heading_level_jump": "Überschrift „{excerpt}“ springt von Ebene {previous} auf {level}.",
    "uncertain_heading": "Überschrift oder eigener Absatz? „{excerpt}“.",
    "uncertain_level": "Die Ebene der Überschrift ist aus Wiederholungen erschlossen: „{excerpt}“.",
    "navigation_text": "Das sieht nach Bedienelement einer Webseite aus: „{excerpt}“.",
    "very_long_line": "Sehr lange Zeile ({length} Zeichen).",
    "hidden_characters": "Unsichtbare Zeichen entfernt ({count}): {names}.",
    "encoding_damage": "Beschädigte Zeichen: „{excerpt}“.",
    "unusual_url": "Verweis mit ungewöhnlichem Ziel ({scheme}:): „{excerpt}“.",
    "raw_html": "HTML im Text bleibt als Text stehen: „{excerpt}“.",
    "front_matter": "Angaben am Dateianfang wurden nicht in den Text übernommen.",
    "unplaced_text": "Dieser Text konnte nicht zugeordnet werden: „{excerpt}“.",
    "nesting_too_deep": "Zu tief verschachtelt; als einfacher Absatz gelesen.",
    "comment": "Kommentar von {detail}, nicht übernommen: „{excerpt}“.",
    "deleted_text": "Im Änderungsmodus gelöscht, nicht übernommen: „{excerpt}“.",
    "hidden_text": "Ausgeblendeter Text, nicht übernommen: „{excerpt}“.",
    "header_footer": "Kopf- oder Fußzeile, nicht übernommen: „{excerpt}“.",
    "image": "Bild, nicht übernommen. Beschreibung: „{excerpt}“ (Anzahl: {detail}).",
    "unread_part": "Eingefügter Teil, nicht übernommen: „{excerpt}“.",
    "table_of_contents": "Inhaltsverzeichnis, nicht übernommen: „{excerpt}“.",
    "page_title": "Titel der Webseite, nicht übernommen: „{excerpt}“.",
    "script_removed": "Programmteile (Skripte) entfernt: {detail}.",
    "style_removed": "Angaben zum Aussehen entfernt: {detail}.",
    "script_link": "Verweis auf ein Skript entfernt ({detail}:), die Wörter bleiben: „{excerpt}“.",
    "macros_ignored": "Die Datei enthält Makros. Sie wurden weder ausgeführt noch übernommen.",
    "external_reference": "Verweise auf fremde Inhalte, nicht abgerufen: {detail}.",
    "text_box": "Stand in einem Textfeld neben dem Text: „{excerpt}“.",
    "table_in_table": "Eine Tabelle in der Tabelle steht als Text in ihrer Zelle.",
    "too_large_for_markdown": "Die Datei ist zu groß für Markdown; als einfacher Text gelesen.",
}

CHANGES = {
    "hyphen_joined": "Trennstrich am Zeilenende entfernt",
    "hyphen_kept": "Zeilen verbunden, Bindestrich behalten",
    "line_joined": "Zeilen zu einem Absatz verbunden",
    "line_end_normalised": "Zeilenende vereinheitlicht",
    "whitespace_collapsed": "Leerraum vereinheitlicht",
    "hidden_removed": "Unsichtbare Zeichen entfernt",
    "normalised": "Zeichen vereinheitlicht (Unicode NFC)",
    "marker_removed": "Gliederungszeichen entfernt",
    "number_moved": "Nummer der Überschrift getrennt gespeichert",
    "underline_removed": "Unterstreichung entfernt",
    "rule_removed": "Trennlinie entfernt",
    "fence_removed": "Kennzeichnung des Codeblocks entfernt",
    "attributes_moved": "Kennung der Überschrift getrennt gespeichert",
    "link_neutralised": "Verweis mit unsicherem Ziel zu Text gemacht",
    "structure_read": "Gliederung der Vorlage gelesen",
    "suggestion_accepted": "Vorschlag angenommen",
}


def refusal_text(code: str, data: Mapping[str, object]) -> str:
    """The German sentence of a refusal; unknown codes give the code itself."""
    values = {key: _readable(value) for key, value in data.items()}
    return REFUSALS.get(code, code).format_map(_Gaps(values))


def describe(flag: Flag) -> str:
    """One German sentence that tells a person what a flag is about."""
    excerpt = flag.excerpt.strip()
    excerpt = excerpt if len(excerpt) <= 120 else excerpt[:119] + "…"
    values = {key: _readable(value) for key, value in flag.data.items()}
    values |= {"excerpt": excerpt, "suggestion": flag.suggestion or ""}
    return FLAGS.get(flag.code, flag.code).format_map(_Gaps(values))


def describe_change(change: Change) -> str:
    """A short German name of what a change did."""
    return CHANGES.get(change.code, change.code)


def _readable(value: object) -> str:
    if isinstance(value, tuple | list):
        return ", ".join(str(item) for item in value)
    return str(value)


class _Gaps(dict[str, str]):
    """Missing parameters show as "?" instead of hiding the sentence behind an exception."""

    def __missing__(self, key: str) -> str:
        return "?"
