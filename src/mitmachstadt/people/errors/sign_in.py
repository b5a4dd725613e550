from mitmachstadt.kernel.verdicts import Refusal


class SecondFactorMissing(Refusal):
    text = (
        "Für die Aufgabe {role} brauchen Sie beim Anmelden eine zweite Bestätigung: eine App auf "
        "dem Telefon oder einen Passkey. Bis Sie sie eingerichtet haben, gilt Ihr Konto wie jedes "
        "andere."
    )


class CodeWrong(Refusal):
    text = "Das ist nicht der richtige Code. Bitte sehen Sie noch einmal nach."
    status = 400


class CodeUsed(Refusal):
    text = "Dieser Code wurde schon benutzt. Warten Sie, bis die App den nächsten zeigt."
    status = 400


class CodeHasExpired(Refusal):
    text = (
        "Dieser Code gilt nicht mehr: Er ist zu alt, wurde schon benutzt oder zu oft falsch "
        "eingegeben. Lassen Sie sich einen neuen schicken."
    )
    status = 410


class PasskeyRefused(Refusal):
    text = (
        "Dieser Passkey passt nicht, oder die Anfrage ist zu alt. Bitte versuchen Sie es noch "
        "einmal oder melden Sie sich anders an."
    )
    status = 400


class PasskeyUnusable(Refusal):
    text = "Dieser Passkey lässt sich nicht einrichten. Bitte versuchen Sie es noch einmal."
    status = 400


class TooManyPasskeys(Refusal):
    text = "Mehr als {most} Passkeys gehen nicht. Entfernen Sie zuerst einen."
    status = 409


class FactorExists(Refusal):
    text = "Eine App ist schon eingerichtet. Entfernen Sie sie zuerst, wenn Sie wechseln wollen."
    status = 409


class ProviderUnreachable(Refusal):
    text = (
        "{name} antwortet gerade nicht. Bitte versuchen Sie es später noch einmal oder melden "
        "Sie sich anders an."
    )
    status = 503


class ProviderAnswerUnusable(Refusal):
    text = (
        "Die Anmeldung mit {name} ist nicht zu Ende gekommen: Sie wurde nicht hier begonnen, ist "
        "zu alt, oder die Antwort stimmt nicht. Bitte beginnen Sie noch einmal."
    )
    status = 400


class ProviderWithoutAddress(Refusal):
    text = (
        "{name} hat uns keine bestätigte E-Mail-Adresse genannt. Legen Sie hier ein Konto an oder "
        "melden Sie sich an, und verbinden Sie es unter „Anmeldung und Sicherheit“ mit {name}."
    )
    status = 409


class ProviderAddressTaken(Refusal):
    text = (
        "Zu dieser E-Mail-Adresse gibt es hier schon ein Konto. Melden Sie sich damit an, und "
        "verbinden Sie es unter „Anmeldung und Sicherheit“ mit {name}."
    )
    status = 409


class ProviderIsTaken(Refusal):
    text = "Diese Anmeldung bei {name} gehört schon zu einem anderen Konto."
    status = 409


class LastWayIn(Refusal):
    text = "Legen Sie zuerst ein Passwort fest: Sonst könnten Sie sich nicht mehr anmelden."
    status = 409


class AccountClosed(Refusal):
    text = "Dieses Konto ist geschlossen. Wenden Sie sich an das Strategiebüro."
