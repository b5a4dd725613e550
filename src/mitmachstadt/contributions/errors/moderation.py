from mitmachstadt.kernel.verdicts import Refusal


class OwnContribution(Refusal):
    text = "Das ist Ihr eigener Beitrag. Unterstützen und prüfen können ihn nur andere."


class NotInThatState(Refusal):
    text = "Das geht nicht mehr: Der Beitrag ist inzwischen {state}."
    status = 409


class NotAContribution(Refusal):
    text = "„{title}“ ist kein Beitrag aus der Beteiligung. Das geht nur mit Beiträgen."
    status = 409


class ChangedMeanwhile(Refusal):
    text = (
        "„{title}“ wurde gerade berichtigt. Bitte lesen Sie den neuen Wortlaut, bevor Sie "
        "entscheiden oder antworten."
    )
    status = 409


class ReasonMissing(Refusal):
    text = (
        "Bitte nennen Sie einen Grund in Worten. Er ist öffentlich; auch wer geschrieben hat, "
        "liest ihn."
    )
    status = 400


class AlreadyHidden(Refusal):
    text = (
        "Dieser Beitrag ist nicht öffentlich ({state}). Eine Meldung ist nicht nötig: Außer der "
        "Moderation liest ihn niemand."
    )
    status = 409


class TooManyReports(Refusal):
    text = (
        "Von Ihrem Anschluss kamen gerade sehr viele Meldungen. Was Sie schon gemeldet haben, wird "
        "angesehen. Bitte warten Sie bis {until}; Ihr Text steht noch im Feld."
    )
    status = 429


class ReportsFull(Refusal):
    text = (
        "Gerade warten sehr viele Meldungen. Ihr Text steht noch im Feld. So kommt er an: Schalten "
        "Sie JavaScript ein und senden Sie ihn noch einmal, versuchen Sie es später, oder "
        "schreiben Sie an die Kontaktadresse im Impressum."
    )
    status = 429


class AppealMissing(Refusal):
    text = "Zu diesem Beitrag liegt kein Widerspruch vor, über den noch zu entscheiden ist."
    status = 409


class NothingToAppeal(Refusal):
    text = "Widersprechen können Sie, wenn Ihr Beitrag ausgeblendet ist. Er ist {state}."
    status = 409


class AppealedAlready(Refusal):
    text = (
        "Sie haben schon widersprochen. Ein anderer Mensch entscheidet; die Begründung lesen Sie "
        "auf der Seite Ihres Beitrags. Ein zweiter Widerspruch ist nicht möglich."
    )
    status = 409


class AppealTooLate(Refusal):
    text = (
        "Widersprechen konnten Sie {days} Tage lang, bis {until}. Wenn es neue Gründe gibt, "
        "schreiben Sie an die Kontaktadresse im Impressum."
    )
    status = 409


class AppealEmpty(Refusal):
    text = "Bitte schreiben Sie, warum Ihr Beitrag wieder zu lesen sein soll; das Feld ist leer."
    status = 400


class TextTooLong(Refusal):
    text = (
        "Ihr Text hat {length} Zeichen, möglich sind {longest}. Bitte kürzen Sie ihn; er steht "
        "noch im Feld."
    )
    status = 400


class NotYourContribution(Refusal):
    text = (
        "Widersprechen kann nur, wer den Beitrag geschrieben hat. Melden Sie sich mit dem Konto "
        "an, mit dem Sie geschrieben haben, oder öffnen Sie „Mein Code“ mit Ihrem Beitragscode."
    )


class SomebodyElseDecides(Refusal):
    text = (
        "Sie haben diesen Beitrag selbst ausgeblendet. Über den Widerspruch entscheidet jemand "
        "anderes: ein anderer Mensch aus der Moderation oder, wenn es keinen gibt, das "
        "Strategiebüro oder die Administration."
    )


class SecondPersonNeeded(Refusal):
    text = (
        "Sie haben die Löschung selbst vorgeschlagen. Zustimmen muss jemand anderes: ein anderer "
        "Mensch aus der Moderation oder, wenn es keinen gibt, das Strategiebüro oder die "
        "Administration."
    )


class ModerationDecides(Refusal):
    text = "Darüber entscheidet die Moderation: Dort gibt es noch jemanden, der es kann."


class OnlyWithACase(Refusal):
    text = (
        "Diesen Beitrag liest hier nur die Moderation. Wer für sie einspringt, liest ihn, solange "
        "ein Widerspruch oder eine Löschung zu entscheiden ist; vielleicht ist das schon geschehen."
    )


class RemovalMissing(Refusal):
    text = "Für diesen Beitrag ist keine Löschung vorgeschlagen; vielleicht ist schon entschieden."
    status = 409


class RemovalProposed(Refusal):
    text = "Die Löschung ist schon vorgeschlagen. Jetzt fehlt die Zustimmung eines anderen."
    status = 409


class WordsAreGone(Refusal):
    text = "Die Worte dieses Beitrags sind gelöscht. Zeigen lässt sich nichts mehr."
    status = 409


class NothingChosen(Refusal):
    text = "Bitte wählen Sie mindestens einen Beitrag aus."
    status = 400


class TooManyChosen(Refusal):
    text = "Bitte wählen Sie höchstens {most} Beiträge auf einmal aus."
    status = 400


class PatternNameMissing(Refusal):
    text = "Bitte geben Sie dem Muster einen kurzen Namen."
    status = 400


class PhrasesMissing(Refusal):
    text = "Bitte nennen Sie mindestens ein Wort, jedes in einer Zeile."
    status = 400


class PhraseImpossible(Refusal):
    text = (
        "Diese Zeile geht nicht: „{line}“. Möglich sind {most} Zeilen mit je höchstens {words} "
        "Wörtern und {longest} Zeichen; vor einem Stern stehen mindestens drei Buchstaben."
    )
    status = 400


class NumberOutOfRange(Refusal):
    text = "Bitte geben Sie eine Zahl von {least} bis {most} ein."
    status = 400


class MinutesOutOfRange(Refusal):
    text = "Bitte geben Sie einen Zeitraum von {least} bis {most} Minuten an."
    status = 400


class TooManyPatterns(Refusal):
    text = "Es gibt schon {most} Muster. Bitte ändern Sie eines, das Sie nicht mehr brauchen."
    status = 409


class EvidenceHeld(Refusal):
    text = (
        "Die Administration hat das Löschen dieser Worte bis {until} gesperrt, weil etwas zu "
        "klären ist. Der Beitrag bleibt ausgeblendet. Stimmen Sie bitte danach zu, oder fragen Sie "
        "die Administration, ob sie die Sperre aufhebt."
    )
    status = 409
