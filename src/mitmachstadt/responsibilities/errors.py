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


class UnitOutsideAdministration(Refusal):
    text = (
        "„{name}“ gehört nicht zur Verwaltung und schuldet keine Antworten. Bitte wählen Sie eine "
        "Stelle der Stadt."
    )
    status = 400


class NothingNamed(Refusal):
    text = (
        "Bitte nennen Sie einen Abschnitt, ein Thema oder einen Teil der Stadt. Eine Regel für "
        "alles gibt es nicht: Sie würde verdecken, wofür niemand zuständig ist."
    )
    status = 400


class UnitMissing(Refusal):
    text = "Bitte wählen Sie die Stelle, die antworten soll."
    status = 400


class NotATextToAnswerFor(Refusal):
    text = (
        "„{title}“ ({kind}) kann nicht Gegenstand einer Zuständigkeit sein. Bitte nennen Sie einen "
        "veröffentlichten Text, einen Abschnitt oder eine Textstelle."
    )
    status = 400


class SectionRetired(Refusal):
    text = (
        "„{title}“ ist in der neuesten Fassung entfallen. Bitte nennen Sie den Abschnitt, der "
        "jetzt gilt."
    )
    status = 409


class SubjectRetired(Refusal):
    text = "Das Thema „{name}“ ist geschlossen. Bitte wählen Sie „{successor}“."
    status = 409


class SubjectNotInForce(Refusal):
    text = "„{name}“ steht nicht mehr in der geltenden Ordnung. Bitte wählen Sie ein Thema daraus."
    status = 409


class SameResponsibility(Refusal):
    text = (
        "Dafür ist vom {since} an schon „{unit}“ zuständig. Zwei gleiche Regeln mit "
        "verschiedenen Stellen gibt es nicht: Ändern oder beenden Sie zuerst die bisherige."
    )
    status = 409


class ResponsibilityUnchanged(Refusal):
    text = "Das ist schon so eingetragen: „{unit}“ ist zuständig."
    status = 409


class EndsBeforeItBegan(Refusal):
    text = (
        "Die Regel beginnt am {since}. Bitte geben Sie diesen oder einen späteren Tag an: Was "
        "früher galt, wird nicht umgeschrieben."
    )
    status = 400


class EndsInThePast(Refusal):
    text = (
        "Eine Regel beginnt, ändert sich oder endet frühestens heute ({today}): Nach dem, was bis "
        "gestern galt, wurde schon verteilt."
    )
    status = 400


class BeginsTooLate(Refusal):
    text = "Bitte geben Sie einen Tag innerhalb des nächsten Jahres an (bis {latest})."
    status = 400


class ResponsibilityHasEnded(Refusal):
    text = "Diese Regel gilt seit {until} nicht mehr. Daran ändert sich nichts mehr."
    status = 409


class NoteTooLong(Refusal):
    text = "Der Vermerk hat {length} Zeichen, möglich sind {longest}. Bitte kürzen."
    status = 400


class NotDissolved(Refusal):
    text = "„{name}“ ist nicht aufgelöst. Übergeben wird, was bei einer aufgelösten Stelle liegt."
    status = 409


class WorkedOnAlready(Refusal):
    text = (
        "An diesem Beitrag wurde schon gearbeitet. Geben Sie ihn mit einem Grund an die Stelle ab."
    )
    status = 409
