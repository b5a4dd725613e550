"""Sentences for refusals, flags and changes, in German. Logic knows only the codes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mitmachstadt.methods.text_import.model import Change, Flag

type Translate = Callable[[str], str]


def gettext_noop(german: str) -> str:
    """Marks words for the catalogues; whoever shows them looks them up there."""
    return german


_ = gettext_noop

REFUSALS = {
    "empty_file": _("Die Datei ist leer."),
    "not_text": _("Die Datei ist kein Text ({what}). Bitte als Textdatei oder Markdown hochladen."),
    "encoding_unclear": _(
        "Die Zeichenkodierung ist nicht eindeutig. Bitte wählen: {candidates}. Ausschnitt: {sample}"
    ),
    "unknown_encoding": _("Die Zeichenkodierung „{encoding}“ wird nicht unterstützt."),
    "wrong_encoding": _("Ab Byte {position} passt die Datei nicht zur Kodierung „{encoding}“."),
    "pdf_file": _(
        "Die Datei ist ein PDF. Darin steht nicht, was Überschrift und was Absatz ist. "
        "Bitte laden Sie das ursprüngliche Dokument hoch, als DOCX, ODT, HTML, Markdown oder Text."
    ),
    "rtf_file": _(
        "Die Datei ist im Format RTF. Bitte öffnen Sie sie in der Textverarbeitung und speichern "
        "Sie sie als DOCX oder ODT."
    ),
    "old_word_file": _(
        "Die Datei ist im alten Word-Format (.doc). Bitte öffnen Sie sie in Word oder LibreOffice "
        "und speichern Sie sie als DOCX."
    ),
    "encrypted": _(
        "Die Datei ist mit einem Passwort geschützt. Bitte speichern Sie sie ohne Passwort."
    ),
    "other_office_file": _(
        "Die Datei ist ein Office-Dokument, aber kein Textdokument, zum Beispiel eine Tabelle "
        "oder Präsentation. Bitte laden Sie ein Textdokument hoch."
    ),
    "other_file": _(
        "Die Datei {name} ist kein lesbares Textdokument, sondern: {what}. Bitte laden Sie den "
        "Text als DOCX, ODT, HTML, Markdown oder Textdatei hoch."
    ),
    "damaged_archive": _(
        "Die Datei ist beschädigt und lässt sich nicht öffnen. Bitte öffnen Sie sie in der "
        "Textverarbeitung und speichern Sie sie neu."
    ),
    "archive_too_large": _(
        "Der Inhalt der Datei ist entpackt zu groß oder zu tief verschachtelt und wird deshalb "
        "nicht geöffnet. Bitte teilen Sie das Dokument auf."
    ),
    "forbidden_entities": _(
        "Die Datei enthält Verweise auf fremde Inhalte (XML-Entitäten), wie sie kein "
        "Textprogramm schreibt. Sie wird deshalb nicht geöffnet. Bitte speichern Sie sie neu."
    ),
    "too_long": _(
        "Das Dokument hat mehr als {most} Zeichen. Bitte teilen Sie es in mehrere Dokumente auf."
    ),
    "table_too_large": _(
        "Die Tabellen des Dokuments haben mehr als {most} leere Felder. Bitte entfernen Sie "
        "überzählige Spalten und Zeilen."
    ),
    "plain_too_large": _("Der Text ist größer als 2 MB. Bitte teilen Sie ihn auf."),
    "empty_document": _(
        "Das Dokument enthält keinen Text, vielleicht nur Bilder. Bitte laden Sie ein Dokument "
        "mit Text hoch."
    ),
    "no_such_flag": _("Einen Hinweis mit der Nummer {flag_index} gibt es nicht."),
    "already_decided": _("Über den Hinweis {flag_index} wurde schon entschieden."),
    "decided_twice": _("Über den Hinweis {flag_index} wird zweimal entschieden."),
    "nothing_to_accept": _("Der Hinweis {flag_index} enthält keinen Vorschlag."),
    "decisions_overlap": _("Die Vorschläge {flag_index} und {other} betreffen dieselbe Stelle."),
}

FLAGS = {
    "missing_space": _("Fehlt hier ein Leerzeichen? „{excerpt}“ – Vorschlag: „{suggestion}“."),
    "broken_word": _("Steht hier ein Trennstrich zu viel? „{excerpt}“ – „{suggestion}“."),
    "uncertain_hyphen": _("Bindestrich am Zeilenende: „{excerpt}“ oder „{suggestion}“?"),
    "duplicated_fragment": _("Ein Satzstück steht ein zweites Mal mitten im Satz: „{excerpt}“."),
    "repeated_paragraph": _("Dieser Absatz kommt schon weiter oben vor: „{excerpt}“."),
    "answer_without_question": _("Hier fehlt die Frage zur Antwort: „{excerpt}“."),
    "same_label_different_words": _(
        "Zwei Listen tragen dieselbe Bezeichnung „{label}“, aber verschiedene Wörter "
        "(abweichend: {differing})."
    ),
    "numbering_restarts": _("Die Zählung beginnt hier neu mit {number} (zuvor {previous})."),
    "numbering_gap": _("In der Zählung fehlt etwas: auf {previous} folgt {number}."),
    "footnote_without_note": _("Fußnotenzeichen {number} ohne Fußnote: „{excerpt}“."),
    "heading_level_jump": _("Überschrift „{excerpt}“ springt von Ebene {previous} auf {level}."),
    "uncertain_heading": _("Überschrift oder eigener Absatz? „{excerpt}“."),
    "uncertain_level": _(
        "Die Ebene der Überschrift ist aus Wiederholungen erschlossen: „{excerpt}“."
    ),
    "navigation_text": _("Das sieht nach Bedienelement einer Webseite aus: „{excerpt}“."),
    "very_long_line": _("Sehr lange Zeile ({length} Zeichen)."),
    "hidden_characters": _("Unsichtbare Zeichen entfernt ({count}): {names}."),
    "encoding_damage": _("Beschädigte Zeichen: „{excerpt}“."),
    "unusual_url": _("Verweis mit ungewöhnlichem Ziel ({scheme}:): „{excerpt}“."),
    "raw_html": _("HTML im Text bleibt als Text stehen: „{excerpt}“."),
    "front_matter": _("Angaben am Dateianfang wurden nicht in den Text übernommen."),
    "unplaced_text": _("Dieser Text konnte nicht zugeordnet werden: „{excerpt}“."),
    "nesting_too_deep": _("Zu tief verschachtelt; als einfacher Absatz gelesen."),
    "comment": _("Kommentar von {detail}, nicht übernommen: „{excerpt}“."),
    "deleted_text": _("Im Änderungsmodus gelöscht, nicht übernommen: „{excerpt}“."),
    "hidden_text": _("Ausgeblendeter Text, nicht übernommen: „{excerpt}“."),
    "header_footer": _("Kopf- oder Fußzeile, nicht übernommen: „{excerpt}“."),
    "image": _("Bild, nicht übernommen. Beschreibung: „{excerpt}“ (Anzahl: {detail})."),
    "unread_part": _("Eingefügter Teil, nicht übernommen: „{excerpt}“."),
    "table_of_contents": _("Inhaltsverzeichnis, nicht übernommen: „{excerpt}“."),
    "page_title": _("Titel der Webseite, nicht übernommen: „{excerpt}“."),
    "script_removed": _("Programmteile (Skripte) entfernt: {detail}."),
    "style_removed": _("Angaben zum Aussehen entfernt: {detail}."),
    "script_link": _(
        "Verweis auf ein Skript entfernt ({detail}:), die Wörter bleiben: „{excerpt}“."
    ),
    "macros_ignored": _("Die Datei enthält Makros. Sie wurden weder ausgeführt noch übernommen."),
    "external_reference": _("Verweise auf fremde Inhalte, nicht abgerufen: {detail}."),
    "text_box": _("Stand in einem Textfeld neben dem Text: „{excerpt}“."),
    "table_in_table": _("Eine Tabelle in der Tabelle steht als Text in ihrer Zelle."),
    "too_large_for_markdown": _("Die Datei ist zu groß für Markdown; als einfacher Text gelesen."),
}

CHANGES = {
    "hyphen_joined": _("Trennstrich am Zeilenende entfernt"),
    "hyphen_kept": _("Zeilen verbunden, Bindestrich behalten"),
    "line_joined": _("Zeilen zu einem Absatz verbunden"),
    "line_end_normalised": _("Zeilenende vereinheitlicht"),
    "whitespace_collapsed": _("Leerraum vereinheitlicht"),
    "hidden_removed": _("Unsichtbare Zeichen entfernt"),
    "normalised": _("Zeichen vereinheitlicht (Unicode NFC)"),
    "marker_removed": _("Gliederungszeichen entfernt"),
    "number_moved": _("Nummer der Überschrift getrennt gespeichert"),
    "underline_removed": _("Unterstreichung entfernt"),
    "rule_removed": _("Trennlinie entfernt"),
    "fence_removed": _("Kennzeichnung des Codeblocks entfernt"),
    "attributes_moved": _("Kennung der Überschrift getrennt gespeichert"),
    "link_neutralised": _("Verweis mit unsicherem Ziel zu Text gemacht"),
    "structure_read": _("Gliederung der Vorlage gelesen"),
    "suggestion_accepted": _("Vorschlag angenommen"),
}


def refusal_text(code: str, data: Mapping[str, object], translate: Translate = str) -> str:
    """The sentence of a refusal; unknown codes give the code itself."""
    return _filled(REFUSALS.get(code, code), data, translate)


def describe(flag: Flag, translate: Translate = str) -> str:
    """One sentence that tells a person what a flag is about."""
    excerpt = flag.excerpt.strip()
    excerpt = excerpt if len(excerpt) <= 120 else excerpt[:119] + "…"
    data = {**flag.data, "excerpt": excerpt, "suggestion": flag.suggestion or ""}
    return _filled(FLAGS.get(flag.code, flag.code), data, translate)


def describe_change(change: Change) -> str:
    """A short German name of what a change did."""
    return CHANGES.get(change.code, change.code)


def _filled(sentence: str, data: Mapping[str, object], translate: Translate) -> str:
    values = {key: _readable(value) for key, value in data.items()}
    if "what" in values:
        # Our own words for a kind of file; everything else is the file's.
        values["what"] = translate(values["what"])
    return translate(sentence).format_map(_Gaps(values))


def _readable(value: object) -> str:
    if isinstance(value, tuple | list):
        return ", ".join(str(item) for item in value)
    return str(value)


class _Gaps(dict[str, str]):
    """Missing parameters show as "?" instead of hiding the sentence behind an exception."""

    def __missing__(self, key: str) -> str:
        return "?"
