from mitmachstadt.kernel.verdicts import Refusal


class BarrierUnclear(Refusal):
    text = (
        "Bitte schreiben Sie, was die Barriere ist, wo sie ist und für wen (höchstens {longest} "
        "Zeichen je Feld)."
    )
    status = 400


class WayAroundMissing(Refusal):
    text = (
        "Bitte nennen Sie einen anderen Weg zu demselben Ziel, und sei es ein Anruf. Die Erklärung "
        "muss ihn enthalten."
    )
    status = 400


class ReasonWordsMissing(Refusal):
    text = "Bitte begründen Sie das in eigenen Worten. Die Begründung ist öffentlich."
    status = 400


class FixedLater(Refusal):
    text = "Behoben sein kann eine Barriere heute oder früher, und nicht bevor sie gefunden wurde."
    status = 400


class FoundLater(Refusal):
    text = "Gefunden sein kann eine Barriere heute oder früher."
    status = 400


class LaterTest(Refusal):
    text = "Eine Prüfung, die in der Erklärung steht, war heute oder früher."
    status = 400


class UnclearTest(Refusal):
    text = "Bitte nennen Sie, wer geprüft hat und was (höchstens {longest} Zeichen je Feld)."
    status = 400


class BarrierChangedMeanwhile(Refusal):
    text = (
        "Jemand anderes hat diese Barriere inzwischen geändert. Ihre Eingaben stehen noch hier; "
        "vergleichen Sie sie mit dem Verlauf und speichern Sie dann noch einmal."
    )
    status = 409
