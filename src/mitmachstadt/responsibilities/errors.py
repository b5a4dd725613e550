from mitmachstadt.kernel.verdicts import Refusal


class NothingToHandOver(Refusal):
    text = "Bitte wählen Sie mindestens einen Beitrag aus, den eine andere Stelle beantworten soll."
    status = 400


class NotYourDuty(Refusal):
    text = (
        "„{title}“ liegt nicht bei einer Stelle, für die Sie arbeiten. Abgeben kann einen Beitrag "
        "nur die Stelle, bei der er liegt, oder das Strategiebüro."
    )


class HandOverReasonMissing(Refusal):
    text = (
        "Bitte schreiben Sie in einem Satz (höchstens {longest} Zeichen), warum die andere Stelle "
        "zuständig ist. Der Satz bleibt beim Beitrag stehen."
    )
    status = 400


class UnitHasEnded(Refusal):
    text = (
        "„{name}“ gibt es nicht mehr. Bitte wählen Sie die Stelle, die ihre Aufgaben übernommen "
        "hat."
    )
    status = 409
