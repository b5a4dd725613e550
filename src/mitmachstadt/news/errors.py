from mitmachstadt.kernel.verdicts import Refusal


class TitleMissing(Refusal):
    text = "Bitte geben Sie einen Titel an (höchstens {longest} Zeichen)."
    status = 400


class LeadMissing(Refusal):
    text = "Bitte sagen Sie in ein, zwei Sätzen, worum es geht (höchstens {longest} Zeichen)."
    status = 400


class TextMissing(Refusal):
    text = "Bitte schreiben Sie einen Text (höchstens {longest} Zeichen)."
    status = 400


class DayMissing(Refusal):
    text = "Ein Bericht braucht den Tag, an dem stattfand, wovon er berichtet."
    status = 400


class DayInFuture(Refusal):
    text = "Berichtet wird von dem, was war. Der Tag ({day}) liegt in der Zukunft."
    status = 400


class DistrictMissing(Refusal):
    text = "Bitte wählen Sie den Teil der Stadt aus, um den es geht."
    status = 400


class ReasonNeeded(Refusal):
    text = "Bitte begründen Sie das in Worten (mindestens {shortest} Zeichen). Das ist öffentlich."
    status = 400


class PublishedAlready(Refusal):
    text = "Das ist schon veröffentlicht. Änderungen werden jetzt offen als Berichtigung vermerkt."
    status = 409


class NotPublished(Refusal):
    text = (
        "Das ist nicht veröffentlicht ({state}). Es gibt nichts zu berichtigen oder zurückzuziehen."
    )
    status = 409


class NothingCorrected(Refusal):
    text = "Es ist alles wie bisher. Es gibt nichts zu berichtigen."
    status = 400


class ChangedMeanwhile(Refusal):
    text = (
        "Jemand anderes hat den Text inzwischen geändert. Ihre Eingaben stehen noch hier; "
        "vergleichen Sie sie mit dem neuen Stand und speichern Sie dann noch einmal."
    )
    status = 409


class NotToBeReportedOn(Refusal):
    text = (
        "Unter der Adresse „{address}“ gibt es nichts Öffentliches, worüber berichtet werden kann."
    )
    status = 400
