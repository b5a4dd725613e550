from mitmachstadt.kernel.verdicts import Refusal


class NotYourTrial(Refusal):
    text = (
        "Proben tragen alle ein, die für die Idee Verantwortung übernommen haben, und das "
        "Strategiebüro. Übernehmen Sie eine Patenschaft, um mitzumachen."
    )


class TrialIncomplete(Refusal):
    text = "Bitte füllen Sie aus: {part}."
    status = 400


class TrialTooLong(Refusal):
    text = "„{part}“ hat {length} Zeichen, höchstens {longest} gehen. Bitte kürzen Sie."
    status = 400


class NobodyAsked(Refusal):
    text = (
        "Eine Probe macht man mit den Menschen, um die es geht: "
        "Bitte nennen Sie, wie viele gefragt wurden (mindestens eine Person)."
    )
    status = 400


class TooManyAsked(Refusal):
    text = "So viele Menschen können es nicht gewesen sein. Bitte prüfen Sie die Zahl."
    status = 400


class TrialInFuture(Refusal):
    text = "Der {day} kommt erst noch. Bitte tragen Sie die Probe ein, wenn sie gewesen ist."
    status = 400


class TrialUnchanged(Refusal):
    text = "An der Probe ist nichts geändert."
    status = 400


class TrialChanged(Refusal):
    text = "Die Probe wurde inzwischen berichtigt. Bitte laden Sie die Seite neu."
    status = 409
