from mitmachstadt.kernel.verdicts import Refusal


class NotAnArena(Refusal):
    text = "Hier nimmt keine Arena Ideen entgegen."
    status = 404


class TitleMissing(Refusal):
    text = "Bitte geben Sie Ihrer Idee eine Überschrift, damit andere sie in der Liste erkennen."
    status = 400


class TitleTooLong(Refusal):
    text = "Die Überschrift hat {length} Zeichen, höchstens {longest} gehen. Bitte kürzen Sie sie."
    status = 400


class TooManyGoals(Refusal):
    text = (
        "Bitte wählen Sie höchstens {most} Ziele: die, zu denen die Idee am meisten beiträgt. "
        "Wer alles ankreuzt, sagt nichts."
    )
    status = 400


class GoalReasonMissing(Refusal):
    text = "Bitte schreiben Sie zu „{goal}“ in einem Satz, wie die Idee dazu beiträgt."
    status = 400


class GoalReasonRepeated(Refusal):
    text = (
        "Zu „{first}“ und „{second}“ steht dieselbe Begründung. "
        "Bitte schreiben Sie zu jedem Ziel, was gerade dazu beiträgt, oder lassen Sie eines weg."
    )
    status = 400


class GoalUnknown(Refusal):
    text = "Dieses Ziel gehört nicht zu dieser Arena. Bitte wählen Sie eines aus der Liste."
    status = 400


class TooManyFields(Refusal):
    text = "Bitte wählen Sie höchstens {most} Handlungsfelder."
    status = 400


class TooManyIdeas(Refusal):
    text = (
        "Von Ihrem Anschluss kamen in der letzten Stunde schon {most} Ideen. "
        "Ab {until} geht es weiter. Mit einem Konto warten Sie nicht."
    )
    status = 429


class NotAnIdea(Refusal):
    text = "„{title}“ ist keine Idee aus der Arena."
    status = 404


class IdeaNotPublic(Refusal):
    text = "Die Idee ist {state}. Erst wenn sie öffentlich ist, kann sie weiter."
    status = 409


class ReasonMissing(Refusal):
    text = "Bitte schreiben Sie, warum. Die Begründung ist öffentlich."
    status = 400


class ReasonTooLong(Refusal):
    text = "Die Begründung hat {length} Zeichen, höchstens {longest} gehen. Bitte kürzen Sie sie."
    status = 400


class NoSuchStep(Refusal):
    text = (
        "Von „{came_from}“ geht es nicht nach „{went_to}“. "
        "Vorwärts geht es Schritt für Schritt, zurück beliebig weit."
    )
    status = 409


class GateClosed(Refusal):
    text = "Für „{went_to}“ fehlt noch: {missing}."
    status = 409


class MovedMeanwhile(Refusal):
    text = "Die Idee steht inzwischen auf „{state}“. Bitte sehen Sie die Seite neu an."
    status = 409


class ReviewDayMissing(Refusal):
    text = "Bitte nennen Sie den Tag, an dem die Idee wieder auf den Tisch kommt."
    status = 400


class ReviewDayPast(Refusal):
    text = "Der {day} ist vorbei. Bitte nennen Sie einen Tag, der noch kommt."
    status = 400


class OnlyDecentralOrNetwork(Refusal):
    text = (
        "Aus der Arena kommen dezentrale Maßnahmen und Netzwerkmaßnahmen. "
        "Soll es ausnahmsweise eine zentrale werden, schreiben Sie bitte, warum."
    )
    status = 400


class MergedAlready(Refusal):
    text = "„{title}“ ist schon zusammengefasst in „{whole}“. Bitte laden Sie die Seite neu."
    status = 409


class MergeOfItself(Refusal):
    text = "Eine Idee kann nicht in sich selbst aufgehen. Bitte wählen Sie andere."
    status = 400


class MergeInCircle(Refusal):
    text = (
        "„{whole}“ ist selbst in „{part}“ aufgegangen. "
        "Machen Sie zuerst diese Zusammenfassung rückgängig."
    )
    status = 409


class OtherArena(Refusal):
    text = "„{title}“ steht in einer anderen Arena. Zusammengefasst wird nur innerhalb einer Arena."
    status = 409


class NothingToMerge(Refusal):
    text = "Bitte wählen Sie mindestens eine Idee, die in dieser aufgehen soll."
    status = 400


class TooManyParts(Refusal):
    text = "Auf einmal lassen sich höchstens {most} Ideen zusammenfassen, gewählt sind {chosen}."
    status = 400


class NotMerged(Refusal):
    text = "„{title}“ ist nicht (mehr) zusammengefasst. Bitte laden Sie die Seite neu."
    status = 409


class TooFewParts(Refusal):
    text = "Eine Idee wird in mindestens zwei Teile geteilt, jeder mit Überschrift und Text."
    status = 400


class SheetChanged(Refusal):
    text = (
        "Inzwischen hat {name} den Steckbrief geändert (Stand {number}). Ihre Worte stehen noch "
        "im Formular: Vergleichen Sie bitte, und speichern Sie dann noch einmal."
    )
    status = 409


class SheetUnchanged(Refusal):
    text = "Am Steckbrief ist nichts geändert."
    status = 400


class SheetPartTooLong(Refusal):
    text = "„{part}“ hat {length} Zeichen, höchstens {longest} gehen. Bitte kürzen Sie."
    status = 400


class NotYourSheet(Refusal):
    text = (
        "Den Steckbrief schreiben alle, die für die Idee Verantwortung übernommen haben, wer sie "
        "eingereicht hat und das Strategiebüro. Übernehmen Sie eine Patenschaft, um mitzuschreiben."
    )


class GoalNotFound(Refusal):
    text = "Unter „{address}“ gibt es nichts. Bitte geben Sie die dauerhafte Adresse an."
    status = 400


class ListUnreadable(Refusal):
    text = "{words}"
    status = 400


class ListTooLong(Refusal):
    text = (
        "Die Liste hat {found} Einträge. Auf einmal sind höchstens {most} möglich. Bitte teilen "
        "Sie sie auf mehrere Dateien auf."
    )
    status = 400


class FileMissing(Refusal):
    text = "Bitte wählen Sie eine Datei: CSV, XLSX oder die Liste im Format JSON."
    status = 400
