from mitmachstadt.kernel.verdicts import Refusal


class TitleMissing(Refusal):
    text = "Bitte geben Sie dem Verfahren einen Titel (höchstens {longest} Zeichen)."
    status = 400


class PurposeMissing(Refusal):
    text = (
        "Bitte schreiben Sie in einem Satz, worum es geht und was Sie wissen wollen "
        "(mindestens {shortest} Zeichen, keine Platzhalter)."
    )
    status = 400


class NotForConsultation(Refusal):
    text = (
        "Ein Verfahren braucht einen Gegenstand, zum Beispiel eine Fassung oder eine Textstelle. "
        "„{title}“ ist etwas anderes ({kind})."
    )
    status = 400


class DistrictMissing(Refusal):
    text = "Bitte wählen Sie den Teil der Stadt aus, in dem das Verfahren stattfindet."
    status = 400


class NeighbourhoodMissing(Refusal):
    text = "Bitte nennen Sie den Ort mit seinem Namen (höchstens {longest} Zeichen)."
    status = 400


class RoleWordsMissing(Refusal):
    text = "Bitte schreiben Sie, wie man in dieser Rolle mitmacht (höchstens {longest} Zeichen)."
    status = 400


class WordsTooLong(Refusal):
    text = "„{question}“: Der Text hat {length} Zeichen, möglich sind {longest}. Bitte kürzen."
    status = 400


class WordsSayNothing(Refusal):
    text = (
        "„{question}“: „{words}“ ist noch keine Antwort. Schreiben Sie einen ganzen Satz "
        "(mindestens {shortest} Zeichen), oder lassen Sie das Feld leer, bis Sie es wissen."
    )
    status = 400


class WordsMissing(Refusal):
    text = (
        "„{question}“ ist leer. Das Verfahren ist schon geöffnet, deshalb muss sein "
        "Beteiligungskonzept vollständig bleiben."
    )
    status = 400


class SameForOpposites(Refusal):
    text = (
        "Was entschieden werden kann und was schon feststeht, ist wörtlich gleich beschrieben. "
        "Bitte trennen Sie beides."
    )
    status = 400


class ReasonNeeded(Refusal):
    text = (
        "Bitte begründen Sie die Änderung in Worten (mindestens {shortest} Zeichen). "
        "Die Begründung ist öffentlich."
    )
    status = 400


class PhaseNameMissing(Refusal):
    text = "Bitte geben Sie der Phase einen Namen."
    status = 400


class NothingOpened(Refusal):
    text = "Bitte wählen Sie aus, was in der Phase möglich ist, zum Beispiel Anmerken."
    status = 400


class PhaseIsOver(Refusal):
    text = (
        "Das Ende der Phase „{phase}“ ({closes}) liegt schon in der Vergangenheit. "
        "Bitte ändern Sie Beginn und Ende, bevor Sie das Verfahren öffnen."
    )
    status = 409


class AlreadyOpened(Refusal):
    text = (
        "Das Verfahren ist seit {opened} geöffnet. Eine Phase kann jetzt nur noch öffentlich "
        "und mit Begründung verlängert werden."
    )
    status = 409


class ProcessGone(Refusal):
    text = "Dieses Verfahren gibt es nicht mehr. Jemand hat es gerade verworfen."
    status = 410


class PromisedAlready(Refusal):
    text = (
        "Das Verfahren ist seit {opened} geöffnet. Titel und Zweck sind seitdem eine Zusage und "
        "bleiben; was sich ändert, gehört mit Begründung in das Beteiligungskonzept."
    )
    status = 409


class CalledOffAlready(Refusal):
    text = "Das Verfahren wurde am {day} abgebrochen. Daran ändert sich nichts mehr."
    status = 409


class NothingToCallOff(Refusal):
    text = "Alle Phasen sind beendet. Abzubrechen gibt es nichts mehr; offen sind Rückmeldungen."
    status = 409


class NotYetOpened(Refusal):
    text = (
        "Das Verfahren ist noch in Vorbereitung. Bis zur Öffnung können Sie die Phase "
        "einfach ändern; zu verlängern gibt es noch nichts."
    )
    status = 409


class NotReadyToOpen(Refusal):
    text = "Das Verfahren kann noch nicht geöffnet werden. Es fehlt: {missing}."
    status = 409


class PhaseHasEnded(Refusal):
    text = (
        "Die Phase endete am {closes} und wird ausgewertet. Sie kann nicht nachträglich "
        "verlängert werden; für eine weitere Runde planen Sie ein neues Verfahren."
    )
    status = 409


class PhaseShortened(Refusal):
    text = (
        "Das neue Ende ({closes}) liegt nicht nach dem bisherigen ({until}). Eine laufende Phase "
        "wird nicht verkürzt: Wer sich auf die Frist verlässt, soll sie behalten."
    )
    status = 400


class InvitedInFuture(Refusal):
    text = "Das Datum der Einladung ({day}) liegt in der Zukunft. Vermerkt wird, was geschehen ist."
    status = 400


class AnsweredInFuture(Refusal):
    text = "Das Datum der Antwort ({day}) liegt in der Zukunft. Vermerkt wird, was geschehen ist."
    status = 400


class AnsweredBeforeInvited(Refusal):
    text = "Die Antwort ({answered}) kann nicht vor der Einladung ({invited}) gekommen sein."
    status = 400


class AnswerIncomplete(Refusal):
    text = "Zu einer Antwort gehören ihr Datum und ihr Inhalt. Es fehlt: {missing}."
    status = 400


class NobodyInvited(Refusal):
    text = "Bitte wählen Sie, wer eingeladen wurde: einen Teil der Stadt, eine Stelle oder beides."
    status = 400


class RespondByTooEarly(Refusal):
    text = "Die Frist ({respond_by}) kann nicht vor der Einladung ({invited}) liegen."
    status = 400


class StanceWithoutAnswer(Refusal):
    text = "Wie die Antwort ausfiel, steht erst fest, wenn es eine gibt: mit Datum und Inhalt."
    status = 400


class AlreadyRecorded(Refusal):
    text = (
        "Die Einladung von {district} am {day} ist schon vermerkt{answered}. "
        "Vermerke werden nicht überschrieben; berichtigt wird mit Begründung."
    )
    status = 409


class RemindedOutOfOrder(Refusal):
    text = (
        "Erinnert wird nach der Einladung ({invited}) und vor der Antwort, und vermerkt wird, was "
        "geschehen ist. Das Datum ({day}) passt nicht dazu."
    )
    status = 400


class RemindedAlready(Refusal):
    text = "Für diesen Tag ({day}) ist schon eine Erinnerung vermerkt."
    status = 409


class CorrectionUnchanged(Refusal):
    text = "Es ist nichts geändert. Was Sie berichtigen wollten, steht schon so da."
    status = 409


class CorrectionWithoutReason(Refusal):
    text = (
        "Bitte schreiben Sie, warum berichtigt wird (höchstens {longest} Zeichen). Der Grund und "
        "was vorher dort stand, bleiben öffentlich."
    )
    status = 400
