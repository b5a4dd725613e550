from mitmachstadt.kernel.verdicts import Refusal


class RemarkEmpty(Refusal):
    text = "Bitte schreiben Sie etwas; das Feld ist leer."
    status = 400


class RemarkTooLong(Refusal):
    text = (
        "Ihr Text hat {length} Zeichen, möglich sind {longest}. Bitte kürzen Sie ihn oder teilen "
        "Sie ihn in mehrere Anmerkungen auf. Ihr Text steht noch im Feld."
    )
    status = 400


class ReplyToHidden(Refusal):
    text = (
        "Die Anmerkung, auf die Sie antworten, ist nicht öffentlich ({state}). "
        "Sie können stattdessen direkt etwas zur Textstelle anmerken."
    )
    status = 409


class AlreadyAnswered(Refusal):
    text = (
        "Zu dieser Anmerkung gibt es schon eine Rückmeldung. Damit man beides zusammen lesen kann, "
        "lässt sie sich nicht mehr ändern. Zurückziehen können Sie sie weiterhin."
    )
    status = 409


class TooManyRemarks(Refusal):
    text = (
        "Von Ihrem Konto kamen in der letzten Stunde sehr viele Beiträge. Bitte warten Sie bis "
        "{until}; Ihr Text bleibt hier stehen."
    )
    status = 429


class NothingToRemarkOn(Refusal):
    text = (
        "Dazu kann man hier nichts anmerken ({kind}). Anmerken können Sie zu Textstellen, "
        "Abschnitten, ganzen Dokumenten und zu Beiträgen anderer."
    )
    status = 400


class UnknownCode(Refusal):
    text = (
        "Diesen Code kennen wir nicht. Er hat zwölf Zeichen in drei Gruppen, zum Beispiel "
        "ABCD-EFGH-JKMN. Bitte prüfen Sie die Schreibweise."
    )
    status = 404


class NotYourVoice(Refusal):
    text = (
        "In dieser Eigenschaft können Sie hier nicht oder nicht mehr schreiben. Ihr Text steht "
        "noch da: Senden Sie ihn noch einmal ab, dann erscheint er als der einer Privatperson."
    )


class CardNotEntered(Refusal):
    text = (
        "Ihre Karte ist noch nicht eingetragen. Das dauert nach einem Termin einige Tage. Bitte "
        "heben Sie den Abschnitt auf und sehen Sie später noch einmal nach."
    )
    status = 404


class CorrectedByAuthor(Refusal):
    text = (
        "Wer das geschrieben hat, hat den Text inzwischen selbst geändert. Diese Worte gelten, "
        "auch wenn auf der Karte andere stehen."
    )
    status = 409


class NotFromPaper(Refusal):
    text = "Das geht nur mit Beiträgen, die jemand von Papier oder aus einem Gespräch eintrug."
    status = 409


class SignInExpired(Refusal):
    text = (
        "Ihre Anmeldung ist abgelaufen. Melden Sie sich in einem neuen Fenster wieder an, oder "
        "senden Sie den Text noch einmal ab: dann ohne Konto. Er steht noch im Feld."
    )


class NotYoursToCorrect(Refusal):
    text = (
        "Berichtigen kann nur, wer den Beitrag geschrieben hat. Melden Sie sich mit dem Konto an, "
        "mit dem Sie geschrieben haben, oder öffnen Sie „Mein Code“ mit Ihrem Beitragscode."
    )


class CorrectionOver(Refusal):
    text = (
        "Die Beteiligung endete am {closes}; seitdem lässt sich der Text nicht mehr ändern. "
        "Zurückziehen können Sie ihn weiterhin."
    )
    status = 409


class WordsNotInPassage(Refusal):
    text = (
        "Die Worte „{words}“ stehen nicht in dieser Textstelle. Bitte kopieren Sie sie aus dem "
        "Wortlaut oben, oder lassen Sie das Feld leer. Ihr Text steht noch im Feld."
    )
    status = 400


class QuoteTooLong(Refusal):
    text = "Sie können höchstens {longest} Zeichen zitieren. Bitte wählen Sie weniger Worte."
    status = 400


class WordingOfAnother(Refusal):
    text = (
        "Der zitierte Wortlaut gehört nicht zu dieser Textstelle. Bitte lesen Sie den Wortlaut "
        "oben und senden Sie Ihre Anmerkung noch einmal; Ihr Text steht noch im Feld."
    )
    status = 409


class PassageGone(Refusal):
    text = (
        "Die Textstelle, auf die Sie sich beziehen, gibt es nicht oder nicht mehr. "
        "Es wurde nichts gespeichert."
    )
    status = 404


class NothingToFollow(Refusal):
    text = "Das gibt es nicht, oder es ist nicht öffentlich. Folgen kann man nur Öffentlichem."
    status = 404


class FollowsTooMuch(Refusal):
    text = (
        "Sie folgen schon {most} Stellen, mehr geht nicht. Wer einem Dokument oder einem Abschnitt "
        "folgt, hört auch von allem darunter: Vielleicht können Sie einzelne Stellen abwählen."
    )
    status = 409


class TooManyLinks(Refusal):
    text = (
        "Dorthin oder von Ihrem Anschluss wurden gerade mehrere Bestätigungen angefragt. Bitte "
        "sehen Sie im Postfach nach, auch im Spam-Ordner, oder warten Sie bis {until}."
    )
    status = 429


class LinkNotKnown(Refusal):
    text = (
        "Diesen Link kennen wir nicht. Bitte kopieren Sie ihn vollständig aus der E-Mail, auch "
        "wenn er dort über zwei Zeilen geht."
    )
    status = 404


class LinkTooOld(Refusal):
    text = "Dieser Link galt {days} Tage. Bitte fragen Sie auf der Seite noch einmal an."
    status = 410


class UnprovenQueueFull(Refusal):
    text = (
        "Gerade warten sehr viele Beiträge auf Freigabe, die ohne Konto und ohne Prüfung im "
        "Browser kamen. Ihr Text steht noch im Feld. So kommt er an: Schalten Sie JavaScript ein "
        "und senden Sie ihn noch einmal, melden Sie sich an, versuchen Sie es später, oder bringen "
        "Sie ihn auf Papier vorbei."
    )
    status = 429


class ManyUnproven(Refusal):
    text = (
        "Von Ihrem Anschluss kamen heute schon viele Beiträge ohne Konto und ohne Prüfung im "
        "Browser. Ihr Text steht noch im Feld. So kommt er an: Schalten Sie JavaScript ein und "
        "senden Sie ihn noch einmal, melden Sie sich an, bringen Sie ihn auf Papier vorbei, oder "
        "warten Sie bis {until}."
    )
    status = 429


class CaseOpen(Refusal):
    text = (
        "{reason} Bis {until} löschen wir den Beitrag deshalb nicht, damit nachprüfbar bleibt, was "
        "darin stand. Sie können die Löschung vormerken: Dann geschieht sie danach von selbst."
    )
    status = 409


class WordsHeld(Refusal):
    text = (
        "Die Administration hat das Löschen bis {until} gesperrt, weil etwas zu klären ist. Sie "
        "können die Löschung vormerken: Dann geschieht sie danach von selbst. Dort lesen Sie auch "
        "den Grund."
    )
    status = 409
