"""Gates, phases, milestones, time boxes, risks, indicators, copies."""

from mitmachstadt.kernel.verdicts import Refusal


class GateClosed(Refusal):
    text = "Für „{phase}“ fehlt noch: {missing}."
    status = 409


class OnePhaseAtATime(Refusal):
    text = "Es geht einen Schritt vor oder zurück: von „{now}“ aus nicht nach „{phase}“."
    status = 409


class MeasureIsOver(Refusal):
    text = "Die Maßnahme ist zu Ende. Sagen Sie zuerst mit einem neuen Stand, dass sie weitergeht."
    status = 409


class NotYetRunning(Refusal):
    text = "„Läuft“ kann eine Maßnahme erst ab der Phase „{phase}“; bis dahin ist sie geplant."
    status = 409


class StatusNeedsWords(Refusal):
    text = "Bitte schreiben Sie in einem Satz, warum („{state}“, „{health}“)."
    status = 400


class MilestoneBeforeMeasure(Refusal):
    text = "Der Meilenstein ({day}) liegt vor dem Beginn der Maßnahme ({starts})."
    status = 400


class MilestoneReached(Refusal):
    text = "Dieser Meilenstein ist erreicht und wird nicht mehr verschoben."
    status = 409


class MilestoneNotMoved(Refusal):
    text = "Der neue Tag ist derselbe wie bisher."
    status = 400


class TimeBoxTooLong(Refusal):
    text = "Ein Arbeitsabschnitt dauert höchstens {most} Tage. Bitte teilen Sie ihn auf."
    status = 400


class TeamMissing(Refusal):
    text = "Bitte wählen Sie aus, wer in diesem Abschnitt arbeitet."
    status = 400


class ReviewerInTeam(Refusal):
    text = "Sie gehören zum Team dieses Abschnitts. Bitten Sie jemanden von außerhalb darum."


class PackageDone(Refusal):
    text = "Dieses Arbeitspaket ist schon fertig, seit {day}."
    status = 409


class NoReviewer(Refusal):
    text = (
        "Abschnitte bewertet, wer für eine Stelle arbeitet, für eine Organisation spricht oder "
        "zum Strategiebüro gehört."
    )


class ReviewTooEarly(Refusal):
    text = "Dieser Abschnitt beginnt erst am {day}."
    status = 409


class ReviewedAlready(Refusal):
    text = "Dieser Abschnitt ist schon bewertet."
    status = 409


class ResolvedAlready(Refusal):
    text = "Das ist schon erledigt."
    status = 409


class ResolvedBeforeItBegan(Refusal):
    text = "Das Risiko besteht erst seit {since}; vorher kann es nicht erledigt sein."
    status = 400


class IndicatorNeedsUnit(Refusal):
    text = "Bitte nennen Sie die Einheit, in der gemessen wird, zum Beispiel „Minuten“."
    status = 400


class IndicatorNeedsBaseline(Refusal):
    text = "Bitte nennen Sie den Ausgangswert mit seinem Tag; sonst zeigt das Ziel nichts."
    status = 400


class IndicatorNeedsTarget(Refusal):
    text = "Bitte nennen Sie das Ziel als Zahl und den Tag, an dem es erreicht sein soll."
    status = 400


class TargetBeforeBaseline(Refusal):
    text = "Der Tag des Ziels ({target}) liegt nicht nach dem des Ausgangswerts ({baseline})."
    status = 400


class KnownAlready(Refusal):
    text = "„{name}“ steht schon da."
    status = 409


class YearUnfit(Refusal):
    text = "Bitte nennen Sie ein Haushaltsjahr zwischen {first} und {last}."
    status = 400


class CopiedInTheSameDistrict(Refusal):
    text = "„{name}“ gibt es hier schon. Eine Übernahme ist anderswo: Bitte wählen Sie andere Orte."
    status = 400


class CopyOfItself(Refusal):
    text = "Das würde im Kreis führen: „{name}“ ist selbst daraus entstanden."
    status = 409


class NotOpenForParticipation(Refusal):
    text = "Mitreden kann man bei Maßnahmen, die laufen. Diese ist: {state}."
    status = 409


class ChangedMeanwhile(Refusal):
    text = (
        "Jemand anderes hat die Maßnahme inzwischen geändert. Ihre Eingaben stehen noch hier; "
        "vergleichen Sie sie mit der öffentlichen Seite und speichern Sie dann noch einmal."
    )
    status = 409


class SourceNotFound(Refusal):
    text = "Unter „{address}“ gibt es nichts. Bitte geben Sie die dauerhafte Adresse an."
    status = 400
