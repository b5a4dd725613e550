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


class HasADesk(Refusal):
    text = (
        "„{unit}“ beantwortet hier selbst Beiträge und erführe von diesem nichts. Geben Sie ihn "
        "mit „An andere Stelle abgeben“ dorthin; dann wartet er dort auf eine Rückmeldung."
    )
    status = 409


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


class BodyWasNotThere(Refusal):
    text = "„{body}“ gab es am {day} nicht. Bitte prüfen Sie den Tag und das Gremium."
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


class NoWorkingList(Refusal):
    text = (
        "Das ist keine Arbeitsliste im Format XLSX. Bitte speichern Sie sie im Tabellenprogramm "
        "als „Excel-Arbeitsmappe (.xlsx)“ und wählen Sie diese Datei."
    )
    status = 400


class NoSuchSheet(Refusal):
    text = (
        "In der Datei fehlt „{name}“. Bitte nehmen Sie die heruntergeladene Arbeitsliste und "
        "lassen Sie ihre Überschriften und den Namen des Blattes, wie sie sind."
    )
    status = 400


class ListTooLarge(Refusal):
    text = "Die Liste ist zu groß. Möglich sind {most} Zeilen; bitte teilen Sie sie auf."
    status = 400


class RowUnknown(Refusal):
    text = (
        "Zur Kennung „{public_id}“ gibt es keinen Beitrag. Bitte lassen Sie die Zelle, wie sie war."
    )
    status = 400


class RowTwice(Refusal):
    text = (
        "Diesen Beitrag beantworten mehrere Zeilen verschieden (auch Zeile {lines}). "
        "Bitte lassen Sie nur eine davon stehen."
    )
    status = 400


class RowVersionMissing(Refusal):
    text = (
        "Hier fehlt die Zahl neben der Kennung. Ohne sie wissen wir nicht, was Sie gelesen haben."
    )
    status = 400


class KindUnknown(Refusal):
    text = "„{said}“ ist keine mögliche Rückmeldung. Möglich sind: {known}."
    status = 400


class KindMissing(Refusal):
    text = "Bitte wählen Sie in dieser Zeile aus, was aus dem Beitrag wird."
    status = 400


class UnitUnknown(Refusal):
    text = "Die Stelle „{name}“ kennen wir nicht. Bitte wählen Sie eine aus der Liste."
    status = 400


class DayUnreadable(Refusal):
    text = "„{said}“ ist kein Tag. Bitte schreiben Sie zum Beispiel 24.12.2026."
    status = 400


class PlaceUnknown(Refusal):
    text = "Die Seite „{said}“ finden wir nicht. Bitte kopieren Sie ihre Adresse."
    status = 400
