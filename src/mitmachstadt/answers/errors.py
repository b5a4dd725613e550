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
    text = "Die Stelle „{said}“ finden wir nicht. Bitte kopieren Sie die Adresse ihrer Seite."
    status = 400


class NoDesk(Refusal):
    text = (
        "Das dürfen das Strategiebüro und wer für eine Stelle arbeitet, bei der Beiträge liegen. "
        "Als wer Sie eingetragen sind, ändert die Administration."
    )


class NotAtYourDesk(Refusal):
    text = (
        "„{title}“ liegt nicht bei einer Stelle, für die Sie arbeiten. Beantworten kann den "
        "Beitrag nur die Stelle, bei der er liegt, oder das Strategiebüro."
    )


class SeveralDesks(Refusal):
    text = (
        "Diese Beiträge liegen bei verschiedenen Stellen. Eine Rückmeldung gibt immer eine Stelle: "
        "Bitte antworten Sie für jede einzeln."
    )
    status = 409


class PlaceholderLeft(Refusal):
    text = (
        "In der Begründung steht noch ein Platzhalter: {names}. Bitte ersetzen Sie ihn durch Worte."
    )
    status = 400


class PlaceholderUnknown(Refusal):
    text = "Diesen Platzhalter gibt es nicht: {names}. Möglich sind: {known}."
    status = 400


class PlaceholderAboutOne(Refusal):
    text = (
        "Der Textbaustein nennt {names}. Das ist bei den gewählten Beiträgen nicht überall "
        "dasselbe; bitte antworten Sie einzeln oder nehmen Sie einen anderen."
    )
    status = 409


class TemplateNameMissing(Refusal):
    text = "Bitte geben Sie dem Textbaustein einen Namen (höchstens {longest} Zeichen)."
    status = 400


class TemplateNameTaken(Refusal):
    text = "Einen Textbaustein „{name}“ gibt es hier schon. Bitte wählen Sie einen anderen Namen."
    status = 409


class TemplateEmpty(Refusal):
    text = "Bitte schreiben Sie den Text des Bausteins (höchstens {longest} Zeichen)."
    status = 400


class NotYourTemplate(Refusal):
    text = "Diesen Textbaustein ändert nur, wer an dem Schreibtisch arbeitet, dem er gehört."


class DraftUnderWay(Refusal):
    text = (
        "An einer Rückmeldung zu „{title}“ schreibt schon {author}. Der Entwurf steht unten; "
        "Ihr Text ist noch da. Schreiben Sie dort weiter oder veröffentlichen Sie Ihren trotzdem."
    )
    status = 409


class DraftChanged(Refusal):
    text = (
        "Den Entwurf hat inzwischen jemand geändert. Die andere Fassung steht unten, Ihr Text ist "
        "noch da. Was Sie jetzt speichern, gilt."
    )
    status = 409


class DraftOver(Refusal):
    text = "Dieser Entwurf ist schon {state}. Ihr Text ist noch da; Sie können ihn kopieren."
    status = 409


class DraftIncomplete(Refusal):
    text = "Bitte wählen Sie zuerst aus, was aus dem Beitrag wird, und speichern Sie den Entwurf."
    status = 409


class SecondPersonNeeded(Refusal):
    text = (
        "Hier gibt eine zweite Person die Rückmeldung frei. Speichern Sie sie als Entwurf und "
        "legen Sie ihn zur Freigabe vor."
    )
    status = 409


class OwnDraft(Refusal):
    text = (
        "An diesem Entwurf haben Sie selbst geschrieben. Freigeben und mitzeichnen muss ihn "
        "jemand anderes."
    )


class NotReady(Refusal):
    text = "Dieser Entwurf liegt noch nicht zur Freigabe vor."
    status = 409


class SignaturesMissing(Refusal):
    text = "Noch nicht einverstanden mit dieser Fassung: {units}."
    status = 409


class AskedAlready(Refusal):
    text = "„{unit}“ ist schon um Mitzeichnung gebeten."
    status = 409


class UnitsOwnDraft(Refusal):
    text = "Der Entwurf ist von „{unit}“ selbst. Bitte wählen Sie eine andere Stelle."
    status = 409


class NotAsked(Refusal):
    text = "Gefragt ist „{unit}“. Antworten kann nur, wer für diese Stelle arbeitet."


class ObjectionReasonMissing(Refusal):
    text = "Bitte schreiben Sie, womit Sie nicht einverstanden sind."
    status = 400


class ObjectionStands(Refusal):
    text = (
        "„{unit}“ ist nicht einverstanden. Ändern Sie den Entwurf; über einen bleibenden Einwand "
        "entscheidet das Strategiebüro."
    )
    status = 409


class UnitGone(Refusal):
    text = "„{name}“ gibt es nicht mehr. Bitte wählen Sie die Stelle, die ihre Aufgaben hat."
    status = 409


class QuestionMissing(Refusal):
    text = "Bitte schreiben Sie, was Sie wissen möchten (höchstens {longest} Zeichen)."
    status = 400


class PartDueInPast(Refusal):
    text = "Der Tag, bis zu dem geliefert werden soll ({due}), liegt in der Vergangenheit."
    status = 400


class PartEmpty(Refusal):
    text = "Bitte schreiben Sie Ihren Teil (höchstens {longest} Zeichen)."
    status = 400


class PartOver(Refusal):
    text = "Diese Anfrage ist schon {state}. Ihr Text ist noch da; Sie können ihn kopieren."
    status = 409


class ChangedOrGone(Refusal):
    text = (
        "Von den gewählten Beiträgen ist keiner mehr so, wie Sie ihn gelesen haben. Ihr Text ist "
        "noch da."
    )
    status = 409
