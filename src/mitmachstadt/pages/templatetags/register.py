"""The lines of the public register in words; an entry's kind is English and never changes."""

from django.template import Library

register = Library()

ENTRY_WORDS = {
    "answer.given": "Rückmeldung gegeben",
    "concept.written": "Beteiligungskonzept geschrieben",
    "decision.recorded": "Beschluss eingetragen",
    "document.added": "Dokument angelegt",
    "edition.begun": "Fassung begonnen",
    "edition.decided_on": "Fragen des Einlesens entschieden",
    "edition.discarded": "Entwurf verworfen",
    "edition.imported": "Text eingelesen",
    "edition.published": "Fassung veröffentlicht",
    "involvement.recorded": "Einbindung eines Bezirks vermerkt",
    "node.sorted": "Einem Handlungsfeld zugeordnet",
    "membership.began": "Darf für eine Organisation sprechen",
    "membership.ended": "Spricht nicht mehr für eine Organisation",
    "organisation.entered": "Organisation eingetragen",
    "person.closed": "Konto geschlossen",
    "person.opened": "Konto wieder geöffnet",
    "person.password_changed": "Passwort geändert",
    "person.registered": "Konto angelegt",
    "phase.dropped": "Phase gestrichen",
    "phase.extended": "Phase verlängert",
    "phase.planned": "Phase geplant",
    "process.called_off": "Verfahren abgebrochen",
    "process.discarded": "Verfahren verworfen",
    "process.opened": "Verfahren geöffnet",
    "process.planned": "Verfahren angelegt",
    "process.renamed": "Titel und Zweck geändert",
    "remark.corrected": "Anmerkung berichtigt",
    "remark.hidden": "Anmerkung ausgeblendet",
    "remark.released": "Anmerkung freigegeben",
    "remark.shown": "Anmerkung wieder eingeblendet",
    "remark.submitted": "Anmerkung eingegangen",
    "remark.withdrawn": "Anmerkung zurückgezogen",
    "role.ended": "Aufgabe beendet",
    "role.granted": "Aufgabe übertragen",
    "citation.removed": "Quelle entfernt",
    "citation.written": "Quelle angegeben",
    "glossary.explained": "Begriff erklärt",
    "glossary.removed": "Begriff aus dem Glossar genommen",
    "section.sorted": "Merkmale bestimmt",
    "section.typed": "Art des Abschnitts bestimmt",
    "strategy.founded": "Strategie angelegt",
    "support.given": "Unterstützung",
    "support.taken_back": "Unterstützung zurückgenommen",
    "taxonomy.founded": "Ordnung angelegt",
    "taxonomy.published": "Ordnung veröffentlicht",
    "term.mapped": "Entsprechung eingetragen",
    "trace.made": "Verknüpfung gesetzt",
    "trace.removed": "Verknüpfung gelöst",
    "window.moved": "Beteiligungszeitraum geändert",
    "window.opened": "Beteiligungszeitraum eröffnet",
}


@register.filter
def entry_word(kind: str) -> str:
    """What happened, as the public reads it; the kind itself where it has no word yet."""
    return ENTRY_WORDS.get(kind, kind)
