from dataclasses import dataclass
from datetime import timedelta

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mitmachstadt.kernel.language import counted


class Choice(TextChoices):
    """What becomes of somebody's words when they go."""

    NAMELESS = "nameless", _("Meine Worte bleiben stehen, ohne meinen Namen")
    WORDS = "words", _("Meine Worte werden gelöscht")


class Form(TextChoices):
    """In which form somebody gets their data."""

    HTML = "html", _("zum Lesen (HTML)")
    JSON = "json", _("für Programme (JSON)")


@dataclass(frozen=True)
class Rule:
    """How long something is kept, from when, and why.

    Args:
        days: what holds unless the city chose otherwise; 0 where no job ends it by a date.
        least, most: between which the city may choose; the same where it may not.
    """

    code: str
    what: str | Promise
    since: str | Promise
    why: str | Promise
    basis: str
    days: int = 0
    least: int = 0
    most: int = 0

    @property
    def changeable(self) -> bool:
        return self.least < self.most

    def in_words(self, days: int) -> str:
        """How long, in words: a number of days, or what the rule says instead."""
        if not self.days:
            return str(self.since)
        return f"{counted(days, 'Tag', 'Tage')} {self.since}"


_ERASURE = "Art. 17 Abs. 1 Buchst. a DSGVO"
_MINIMAL = "Art. 5 Abs. 1 Buchst. c und e DSGVO"
_SECURE = "Art. 32 DSGVO"
_PROOF = "Art. 5 Abs. 2, Art. 17 Abs. 3 Buchst. b und e DSGVO"

RULES = (
    Rule("words", _("Beiträge und ihre Worte"), _("bis Sie sie löschen"),
         _("Sie sind der öffentliche Teil der Beteiligung."), "Art. 17 DSGVO"),
    Rule("account", _("Konto, Unterstützungen und Aufgaben"), _("bis Sie Ihr Konto löschen"),
         _("Ohne sie können Sie sich nicht anmelden."), "Art. 17 DSGVO"),
    Rule("subscription", _("Adressen und Wünsche zu E-Mails"), _("bis Sie alles beenden"),
         _("Ohne sie können wir Ihnen nicht schreiben."), "Art. 7 Abs. 3 DSGVO"),
    Rule("record", _("Was aus Beiträgen wurde, und wer für die Stadt gehandelt hat"),
         _("dauerhaft, nach dem Löschen eines Kontos ohne Namen"),
         _("Alle können nachvollziehen, wie die Stadt entschieden hat."), _PROOF),
    Rule("sessions", _("Anmeldungen"), _("nach der letzten Anmeldung"),
         _("Angemeldet bleiben"), _MINIMAL, 14, 14, 14),
    Rule("attempts", _("Zähler von Versuchen; ihre Zufallswerte nur bis Mitternacht"),
         _("nach dem Versuch"), _("Schutz vor massenhaften Versuchen"), _SECURE, 2, 2, 2),
    Rule("tasks", _("Aufgaben des Hintergrunddienstes"), _("nach ihrer Erledigung"),
         _("Fehler finden"), _SECURE, 14, 14, 14),
    Rule("sent-mail", _("Merkzeichen verschickter E-Mails, ohne Text und Adresse"),
         _("nach dem Schreiben"), _("Keine E-Mail kommt zweimal."), _MINIMAL,
         30, 7, 90),
    Rule("unsent-mail", _("E-Mails, die niemand annimmt"), _("nach dem Schreiben"),
         _("Ein Mailserver kann einige Tage ausfallen."), _MINIMAL,
         30, 7, 90),
    Rule("receipts", _("Beitragscodes zurückgezogener Beiträge"), _("nach dem Zurückziehen"),
         _("Nachsehen, dass die Löschung gelang"), _ERASURE, 90, 7, 365),
    Rule("former-words", _("Frühere Wortlaute berichtigter Beiträge, die niemand zitiert"),
         _("nach der Berichtigung"), _("Streit über die Berichtigung klären"), _ERASURE,
         180, 30, 730),
    Rule("hidden-words", _("Worte ausgeblendeter Beiträge"), _("nach dem Ausblenden"),
         _("Widersprüche und Anzeigen; der Grund bleibt öffentlich."), _PROOF, 365, 90, 1095),
    Rule("moderation", _("Wer moderiert hat; Entscheidung und Grund bleiben"),
         _("nach der Entscheidung"), _("Entscheidungen prüfen"), _PROOF, 730, 180, 1825),
    Rule("reports", _("Worte von Meldungen und Widersprüchen; Grund und Ergebnis bleiben"),
         _("nach der Entscheidung"), _("Entscheidungen prüfen"), _PROOF, 365, 90, 1095),
    Rule("claims", _("Wer in der Moderation einen Beitrag geöffnet hat"), _("nach dem Öffnen"),
         _("Nur gerade jetzt ist es nützlich."), _MINIMAL, 1, 1, 1),
    Rule("requests", _("Entschiedene Anfragen, für eine Organisation zu sprechen"),
         _("nach der Entscheidung"), _("Fragen zur Entscheidung beantworten"), _MINIMAL,
         365, 30, 1095),
    Rule("concerns", _("Worte von Fragen und gemeldeten Barrieren samt Antwort"),
         _("nach der Antwort"), _("Die Antwort nachlesen; wie lange sie dauerte, bleibt stehen."),
         _MINIMAL, 365, 90, 1095),
    Rule("comments", _("Worte zur Zufriedenheit; die Noten bleiben als Summe"),
         _("nach dem Absenden"), _("Diese Seiten besser machen"), _MINIMAL, 365, 30, 1095),
    Rule("drafts", _("Entwürfe von Rückmeldungen, Mitzeichnungen und Zulieferungen"),
         _("nach der Rückmeldung oder dem Verwerfen"),
         _("Nachlesen, wie eine Rückmeldung entstand"), _MINIMAL, 365, 90, 1095),
    Rule("profiles", _("Angaben zur eigenen Aufgabe bei einer Organisation"),
         _("bis Sie die Einwilligung zurücknehmen oder die Organisation verlassen"),
         _("Andere sehen sie nur, solange Sie es wollen."), "Art. 7 Abs. 3 DSGVO"),
    Rule("entries", _("Wer Beiträge für andere eingetippt hat; die Beiträge bleiben"),
         _("nach dem Eintippen"), _("Fehler beim Eintippen klären"), _MINIMAL, 365, 30, 1095),
    Rule("unused-accounts", _("Konten, mit denen nie etwas beigetragen wurde"),
         _("nach der letzten Anmeldung"), _("Wer zurückkommt, soll sein Konto finden."),
         _MINIMAL, 730, 365, 1825),
    Rule("closed-accounts", _("Konten, die die Administration geschlossen hat"),
         _("nach dem Schließen; Beiträge bleiben ohne Namen"),
         _("Ein Konto kann irrtümlich geschlossen worden sein."), _ERASURE, 365, 90, 1095),
    Rule("exports", _("Dateien mit der eigenen Auskunft"), _("nach dem Schreiben"),
         _("Zeit zum Herunterladen"), _MINIMAL, 7, 1, 30),
    Rule("held-lists", _("Hochgeladene Listen, die jemand vor dem Einlesen ansieht"),
         _("nach dem Hochladen"), _("Zeit, sie anzusehen und einzulesen"), _MINIMAL, 7, 1, 30),
    Rule("holds", _("Sperren gegen das Löschen, mit ihrem Grund"), _("nach ihrem Ende"),
         _("Nachweisen, warum nicht gelöscht wurde"), _PROOF, 365, 90, 1095),
    Rule("forgotten", _("Schlüssel gelöschter Konten und Beiträge, ohne Namen"),
         _("nach dem Löschen"), _("Eine alte Sicherung bringt Gelöschtes nicht zurück."),
         "Art. 5 Abs. 1 Buchst. f DSGVO", 730, 365, 3650),
    Rule("records", _("Nachweise über das Löschen, ohne Namen"), _("nach dem Lauf"),
         _("Nachweisen, dass die Fristen eingehalten werden"), _PROOF, 1095, 365, 3650),
)  # fmt: skip
RULES_BY_CODE = {rule.code: rule for rule in RULES}

ADDRESS_LINK_DAYS = 2
FRESH_SIGN_IN = timedelta(minutes=15)
# So many contributions are changed while somebody waits for the page.
AT_ONCE = 50
# So many rows are written into a file while somebody waits for it.
ROWS_AT_ONCE = 2000
LONGEST_REASON = 300
LONGEST_HOLD_DAYS = 366
ADDRESS_MINUTES, ADDRESS_TRIES = 60, 5
EXPORT_MINUTES, EXPORTS = 60, 10
# At the password, before something is deleted.
GUESS_MINUTES, GUESSES = 15, 8
