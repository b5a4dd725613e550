"""What has to be said, and how."""

from mitmachstadt.kernel.verdicts import Refusal


class TitleMissing(Refusal):
    text = "Bitte geben Sie der Maßnahme einen Namen (höchstens {longest} Zeichen)."
    status = 400


class PlaceholderWords(Refusal):
    text = (
        "„{words}“ bei „{field}“ sagt nichts. Bitte nennen Sie es, oder lassen Sie das Feld leer: "
        "Dann zeigt die Seite die Lücke."
    )
    status = 400


class TextTooLong(Refusal):
    text = "„{field}“ ist zu lang, möglich sind {longest} Zeichen. Bitte kürzen."
    status = 400


class TextTooShort(Refusal):
    text = "„{field}“ ist zu kurz. Bitte schreiben Sie mindestens {least} Zeichen."
    status = 400


class ReasonMissing(Refusal):
    text = "Bitte schreiben Sie den Grund (mindestens {least} Zeichen). Er ist öffentlich."
    status = 400


class ProblemBeforeGoals(Refusal):
    text = (
        "Zuerst das Problem, dann die Ziele: Bitte beschreiben Sie das Problem, und wann und durch "
        "wen es verstanden wurde."
    )
    status = 409


class DayInTheFuture(Refusal):
    text = "„{field}“ liegt in der Zukunft. Bitte prüfen Sie den Tag."
    status = 400


class EndsBeforeStart(Refusal):
    text = "Das Ende ({ends}) liegt vor dem Beginn ({starts}). Bitte prüfen Sie beide Tage."
    status = 400


class NoWebAddress(Refusal):
    text = (
        "Das ist keine Adresse, die man öffnen kann. Sie beginnt mit https:// und nennt eine Seite "
        "im offenen Netz."
    )
    status = 400


class NotAReference(Refusal):
    text = "„{words}“ ist keine Drucksache. Schreiben Sie zum Beispiel 19/1234 oder BVV 0815/VI."
    status = 400


class TooMany(Refusal):
    text = "Mehr als {most} sind hier nicht möglich."
    status = 409


class NamesAPerson(Refusal):
    text = (
        "„{words}“ ist der Name eines Menschen. Bitte schreiben Sie über Sachen und Aufgaben, "
        "nicht über Personen."
    )
    status = 400


class EmptyWords(Refusal):
    text = (
        "„{words}“ ist keine Erkenntnis. Bitte schreiben Sie, was Sie versucht haben, was geschah "
        "und was Sie ändern, auch wenn es misslang."
    )
    status = 400


class AmountUnknown(Refusal):
    text = (
        "„{words}“ ist kein Geldbetrag. Schreiben Sie zum Beispiel 1.300.000,50 € oder 1,3 Mio. €."
    )
    status = 400


class AmountNegative(Refusal):
    text = "„{words}“ ist weniger als nichts. Bitte schreiben Sie den Betrag ohne Minus."
    status = 400


class AmountAmbiguous(Refusal):
    text = (
        "„{words}“ kann zweierlei heißen. Bitte schreiben Sie es aus, zum Beispiel 1.300.000 € "
        "oder 1,3 Mio. €."
    )
    status = 400


class AmountDecimals(Refusal):
    text = (
        "„{words}“: Nach dem Komma stehen zwei Ziffern oder keine. Schreiben Sie zum Beispiel "
        "1.000 € oder 1.000,50 €."
    )
    status = 400


class AmountWithoutCurrency(Refusal):
    text = "„{words}“: Bitte schreiben Sie die Währung dazu, zum Beispiel {words} €."
    status = 400


class AmountInOtherCurrency(Refusal):
    text = "„{words}“: Bitte rechnen Sie den Betrag in Euro um."
    status = 400


class AmountTooLarge(Refusal):
    text = "„{words}“ ist mehr, als hier eingetragen werden kann. Bitte prüfen Sie die Stellen."
    status = 400


class NumberUnknown(Refusal):
    text = "„{words}“ bei „{field}“ ist keine Zahl. Schreiben Sie zum Beispiel 1,5."
    status = 400


class SimilarMeasures(Refusal):
    text = (
        "Es gibt schon Ähnliches: {titles}. Bitte sehen Sie es sich an. Ist Ihres etwas anderes, "
        "bestätigen Sie das und senden Sie es noch einmal."
    )
    status = 409
