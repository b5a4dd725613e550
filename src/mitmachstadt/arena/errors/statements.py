from mitmachstadt.kernel.verdicts import Refusal


class ExpertiseMissing(Refusal):
    text = (
        "Bitte schreiben Sie, woher Sie das wissen: was Sie gelernt haben, "
        "wo Sie arbeiten oder was Sie erlebt haben."
    )
    status = 400


class InterestUndeclared(Refusal):
    text = (
        "Bitte schreiben Sie, welches eigene Interesse Sie an der Idee haben, "
        "oder erklären Sie, dass Sie keines haben."
    )
    status = 400


class InterestContradicted(Refusal):
    text = (
        "Sie haben ein eigenes Interesse genannt und zugleich erklärt, dass Sie keines haben. "
        "Bitte lassen Sie eines davon weg."
    )
    status = 400


class InterestEvident(Refusal):
    text = (
        "Sie haben die Idee eingereicht oder die Patenschaft dafür. "
        "Das ist ein eigenes Interesse: Bitte nennen Sie es."
    )
    status = 400


class StatementEmpty(Refusal):
    text = "Bitte schreiben Sie, warum es geht, unter welchen Bedingungen oder warum nicht."
    status = 400


class StatementTooLong(Refusal):
    text = "„{part}“ hat {length} Zeichen, höchstens {longest} gehen. Bitte kürzen Sie."
    status = 400


class StatedAlready(Refusal):
    text = (
        "Dazu gibt es schon eine Stellungnahme von {name}. "
        "Berichtigen Sie diese; die früheren Fassungen bleiben stehen."
    )
    status = 409


class NotYourStatement(Refusal):
    text = "Berichtigen und zurückziehen kann nur, wer die Stellungnahme abgegeben hat."


class StatementWithdrawn(Refusal):
    text = "Diese Stellungnahme ist zurückgezogen."
    status = 409


class StatementUnchanged(Refusal):
    text = "An der Stellungnahme ist nichts geändert."
    status = 400


class StatementChanged(Refusal):
    text = "Die Stellungnahme wurde inzwischen berichtigt. Bitte laden Sie die Seite neu."
    status = 409
