from mitmachstadt.kernel.verdicts import Refusal


class ReasonTooShort(Refusal):
    text = (
        "Bitte begründen Sie die Rückmeldung in Worten (mindestens {shortest} Zeichen). "
        "Wer etwas beigetragen hat, soll verstehen, warum so entschieden wurde."
    )
    status = 400


class OnlyNoted(Refusal):
    text = (
        "„Zur Kenntnis genommen“ allein ist keine Rückmeldung. Schreiben Sie, was aus dem Beitrag "
        "wird oder warum nichts daraus wird."
    )
    status = 400


class ReasonTooLong(Refusal):
    text = "Die Begründung hat {length} Zeichen, möglich sind {longest}. Bitte kürzen Sie sie."
    status = 400


class DetailMissing(Refusal):
    text = "Zu „{kind}“ fehlt noch: {missing}."
    status = 400


class UntilTooFar(Refusal):
    text = (
        "Eine Prüfung dauert höchstens ein Jahr, also bis {latest}. Wenn es länger dauert, sagen "
        "Sie dann, was bis dahin herauskam, und warum Sie weiter prüfen."
    )
    status = 400


class UntilHasPassed(Refusal):
    text = "Das Datum, bis zu dem geprüft wird ({until}), liegt in der Vergangenheit."
    status = 400


class NothingChosen(Refusal):
    text = "Bitte wählen Sie mindestens einen Beitrag aus."
    status = 400


class CannotBeAnswered(Refusal):
    text = "Der Beitrag „{title}“ ist {state}. Beantwortet werden öffentliche Beiträge."
    status = 409


class BodyCannotDecide(Refusal):
    text = "„{body}“ ist kein Gremium, das so etwas beschließt. Bitte wählen Sie das Gremium aus."
    status = 400


class ReferenceMissing(Refusal):
    text = "Zu einem Beschluss gehört eine Fundstelle, zum Beispiel die Nummer der Drucksache."
    status = 400


class ReferenceTooLong(Refusal):
    text = "Die Fundstelle hat {length} Zeichen, möglich sind {longest}. Bitte kürzen Sie sie."
    status = 400


class DecidedInFuture(Refusal):
    text = "Das Datum des Beschlusses ({day}) liegt in der Zukunft."
    status = 400
