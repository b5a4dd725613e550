from mitmachstadt.kernel.verdicts import Refusal


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


class DraftOfAnotherDesk(Refusal):
    text = (
        "Diesen Entwurf schreibt „{desk}“. Weiterschreiben kann nur, wer dort arbeitet. Was bei "
        "Ihrer Stelle liegt, können Sie selbst beantworten."
    )


class OnlyReleased(Refusal):
    text = (
        "Das ist ein Entwurf von „{unit}“. Das Strategiebüro kann ihn freigeben oder verwerfen, "
        "aber nicht umschreiben: Es spräche sonst im Namen dieser Stelle. Ihr Text ist noch da."
    )


class MovedMeanwhile(Refusal):
    text = (
        "„{title}“ liegt nicht mehr bei „{unit}“. Bestätigen Sie beim Entwurf, dass er noch passt: "
        "Dann bleibt dieser Beitrag weg."
    )
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
