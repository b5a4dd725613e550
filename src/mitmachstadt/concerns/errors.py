from mitmachstadt.kernel.verdicts import Refusal


class ConcernEmpty(Refusal):
    text = "Bitte schreiben Sie, worum es geht."
    status = 400


class ConcernTooLong(Refusal):
    text = "Ihr Text ist zu lang, möglich sind {longest} Zeichen. Bitte kürzen Sie ihn."
    status = 400


class ManyConcerns(Refusal):
    text = (
        "Von Ihrem Anschluss oder Konto kam heute schon sehr viel. Bitte versuchen Sie es ab "
        "{until} noch einmal, oder nehmen Sie einen anderen Weg; alle Wege stehen auf der Seite "
        "„Kontakt“."
    )
    status = 429


class UnprovenConcernsFull(Refusal):
    text = (
        "Gerade warten sehr viele Texte darauf, dass ein Mensch sie ansieht. Mit JavaScript kommt "
        "Ihrer trotzdem an. Sonst nehmen Sie bitte einen anderen Weg; alle Wege stehen auf der "
        "Seite „Kontakt“."
    )
    status = 429


class ConcernCodeUnknown(Refusal):
    text = "Diesen Code kennen wir nicht. Bitte prüfen Sie ihn Zeichen für Zeichen."
    status = 404


class ConcernDone(Refusal):
    text = "Das hat inzwischen schon jemand erledigt. Ihre Eingaben stehen noch hier."
    status = 409


class AnswerTooShort(Refusal):
    text = (
        "Bitte begründen Sie die Antwort in wenigstens einem Satz ({least} Zeichen): was geschieht "
        "bis wann, oder warum es nicht geht."
    )
    status = 400


class AnswerTooLong(Refusal):
    text = "Die Antwort ist zu lang, möglich sind {longest} Zeichen. Bitte kürzen."
    status = 400
