from mitmachstadt.kernel.verdicts import Refusal


class NotYours(Refusal):
    text = (
        "Auskunft, Berichtigung und Löschung gibt es nur für die eigenen Daten. Zu einem Beitrag "
        "ohne Konto kommen Sie mit seinem Beitragscode."
    )


class NothingToForget(Refusal):
    text = (
        "Löschen lassen sich hier nur eigene Beiträge. Was die Stadt geantwortet, entschieden oder "
        "berichtet hat, bleibt stehen; Ihr Name geht daraus, wenn Sie Ihr Konto löschen."
    )


class WordsOfAnOrganisation(Refusal):
    text = (
        "Das haben Sie nicht für sich gesagt, sondern für eine Organisation oder das Büro; deren "
        "Worte bleiben stehen. Wählen Sie bitte „ohne meinen Namen“: Dann geht Ihr Name."
    )
    status = 409


class ChoiceMissing(Refusal):
    text = "Bitte wählen Sie aus, was aus Ihren Worten werden soll. Gelöscht wurde nichts."
    status = 400


class SignInAgain(Refusal):
    text = (
        "Zur Sicherheit brauchen wir dafür eine frische Anmeldung. Melden Sie sich ab und wieder "
        "an, und kommen Sie innerhalb von {minutes} Minuten zurück."
    )


class DeletionHeld(Refusal):
    text = (
        "Ihr Wunsch ist vorgemerkt. Gelöscht wird nach dem {until}, von selbst. Der Grund: {reason}"
    )
    status = 409


class NoDeletionWaits(Refusal):
    text = "Es ist keine Löschung vorgemerkt."
    status = 409


class SameAddress(Refusal):
    text = "Das ist schon Ihre Adresse."
    status = 400


class AddressLinkUnknown(Refusal):
    text = (
        "Dieser Link gilt nicht. Bitte kopieren Sie ihn vollständig aus der E-Mail; er gilt "
        "{days} Tage und nur einmal."
    )
    status = 410


class LanguageUnknown(Refusal):
    text = "In dieser Sprache schreiben wir nicht. Bitte wählen Sie eine aus der Liste."
    status = 400


class NameMissing(Refusal):
    text = "Bitte geben Sie einen Namen an; ein Pseudonym ist willkommen."
    status = 400


class PeriodOutOfBounds(Refusal):
    text = "Für „{what}“ sind {least} bis {most} Tage möglich."
    status = 400


class RuleUnknown(Refusal):
    text = "Diese Frist gibt es nicht. Geändert wurde nichts."
    status = 400


class PeriodFixed(Refusal):
    text = "Diese Frist steht fest und lässt sich nicht ändern."
    status = 409


class HoldReasonMissing(Refusal):
    text = (
        "Bitte nennen Sie den Grund der Sperre (höchstens {longest} Zeichen). Die Person liest ihn."
    )
    status = 400


class HoldEndOutOfBounds(Refusal):
    text = "Eine Sperre braucht ein Ende: ab morgen und höchstens {most} Tage von heute."
    status = 400


class HoldUnknown(Refusal):
    text = "Diese Sperre gibt es nicht mehr."
    status = 404


class ExportGone(Refusal):
    text = "Diese Datei gibt es nicht (mehr). Lassen Sie sich eine neue schreiben."
    status = 404


class TooManyExports(Refusal):
    text = (
        "In der letzten Stunde haben Sie schon {most} Dateien angefordert. Die letzte davon "
        "enthält fast alles; eine neue bekommen Sie ab {until}."
    )
    status = 429
