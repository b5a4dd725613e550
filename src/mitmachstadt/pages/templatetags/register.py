"""The lines of the public register in words; an entry's kind is English and never changes."""

from django.template import Library
from django.utils.translation import gettext_lazy as _

register = Library()

ENTRY_WORDS = {
    "answer.given": _("Rückmeldung gegeben"),
    "citation.removed": _("Quelle entfernt"),
    "citation.written": _("Quelle angegeben"),
    "concept.written": _("Beteiligungskonzept geschrieben"),
    "decision.recorded": _("Beschluss eingetragen"),
    "document.added": _("Dokument angelegt"),
    "edition.begun": _("Fassung begonnen"),
    "edition.decided_on": _("Fragen des Einlesens entschieden"),
    "edition.discarded": _("Entwurf verworfen"),
    "edition.imported": _("Text eingelesen"),
    "edition.published": _("Fassung veröffentlicht"),
    "glossary.explained": _("Begriff erklärt"),
    "glossary.removed": _("Begriff aus dem Glossar genommen"),
    "involvement.recorded": _("Einbindung eines Teils der Stadt vermerkt"),
    "membership.began": _("Darf für eine Organisation sprechen"),
    "membership.ended": _("Spricht nicht mehr für eine Organisation"),
    "node.sorted": _("Einem Handlungsfeld zugeordnet"),
    "organisation.entered": _("Organisation eingetragen"),
    "organisation.verified": _("Organisation geprüft"),
    "organisation.unverified": _("Prüfung der Organisation zurückgenommen"),
    "organisation.reorganised": _("Organisation umbenannt oder anders eingeordnet"),
    "organisation.ended": _("Organisation aufgelöst"),
    "person.closed": _("Konto geschlossen"),
    "person.opened": _("Konto wieder geöffnet"),
    "person.password_changed": _("Passwort geändert"),
    "person.registered": _("Konto angelegt"),
    "phase.dropped": _("Phase gestrichen"),
    "phase.extended": _("Phase verlängert"),
    "phase.planned": _("Phase geplant"),
    "process.called_off": _("Verfahren abgebrochen"),
    "process.discarded": _("Verfahren verworfen"),
    "process.opened": _("Verfahren geöffnet"),
    "process.planned": _("Verfahren angelegt"),
    "process.renamed": _("Titel und Zweck geändert"),
    "remark.corrected": _("Anmerkung berichtigt"),
    "remark.retyped": _("Anmerkung nach der Karte berichtigt"),
    "remark.hidden": _("Anmerkung ausgeblendet"),
    "remark.released": _("Anmerkung freigegeben"),
    "remark.shown": _("Anmerkung wieder eingeblendet"),
    "remark.submitted": _("Anmerkung eingegangen"),
    "remark.withdrawn": _("Anmerkung zurückgezogen"),
    "role.ended": _("Aufgabe beendet"),
    "role.granted": _("Aufgabe übertragen"),
    "section.sorted": _("Merkmale bestimmt"),
    "section.typed": _("Art des Abschnitts bestimmt"),
    "strategy.founded": _("Strategie angelegt"),
    "support.given": _("Unterstützung"),
    "support.taken_back": _("Unterstützung zurückgenommen"),
    "taxonomy.founded": _("Ordnung angelegt"),
    "taxonomy.published": _("Ordnung veröffentlicht"),
    "term.mapped": _("Entsprechung eingetragen"),
    "term.unmapped": _("Entsprechung entfernt"),
    "trace.made": _("Verknüpfung gesetzt"),
    "trace.removed": _("Verknüpfung gelöst"),
    "window.moved": _("Beteiligungszeitraum geändert"),
    "window.opened": _("Beteiligungszeitraum eröffnet"),
}


@register.filter
def entry_word(kind: str) -> str:
    """What happened, as the public reads it; the kind itself where it has no word yet."""
    return str(ENTRY_WORDS.get(kind, kind))
