from mitmachstadt.kernel.verdicts import Refusal


class PlaceNameMissing(Refusal):
    text = "Bitte geben Sie dem Ort einen Namen (höchstens {longest} Zeichen)."
    status = 400


class AddressMissing(Refusal):
    text = "Bitte nennen Sie die Anschrift, damit man den Ort findet (höchstens {longest} Zeichen)."
    status = 400


class NothingToDoThere(Refusal):
    text = "Bitte wählen Sie aus, was man an diesem Ort tun kann."
    status = 400


class NeighbourhoodTooLong(Refusal):
    text = "Der Name des kleineren Ortes ist zu lang, möglich sind {longest} Zeichen. Bitte kürzen."
    status = 400


class TextTooLong(Refusal):
    text = "Der Text ist zu lang, möglich sind {longest} Zeichen. Bitte kürzen."
    status = 400


class PlaceKnown(Refusal):
    text = "Einen Ort mit diesem Namen und dieser Anschrift gibt es schon."
    status = 409


class ChangedMeanwhile(Refusal):
    text = (
        "Jemand anderes hat den Ort inzwischen geändert. Ihre Eingaben stehen noch hier; "
        "vergleichen Sie sie mit der öffentlichen Seite und speichern Sie dann noch einmal."
    )
    status = 409


class ValidityBackwards(Refusal):
    text = "Das Ende der Gültigkeit liegt vor ihrem Beginn. Bitte prüfen Sie beide Tage."
    status = 400


class HoursInForm(Refusal):
    text = "„{words}“ verstehen wir nicht. Schreiben Sie zum Beispiel: 9–12:30, 14–18"
    status = 400


class HoursInTime(Refusal):
    text = "„{words}“: So viele Stunden oder Minuten hat kein Tag. Möglich ist 0:00 bis 24:00."
    status = 400


class HoursBackwards(Refusal):
    text = (
        "„{words}“: Das Ende liegt nicht nach dem Beginn. Geht es über Mitternacht, schreiben Sie "
        "am ersten Tag 20–24 und am nächsten 0–2."
    )
    status = 400


class HoursOverlap(Refusal):
    text = "Die Zeiten überschneiden sich bei {words} Uhr. Bitte fassen Sie sie zusammen."
    status = 400


class DayUnreadable(Refusal):
    text = (
        "„{words}“ verstehen wir nicht. Schreiben Sie zum Beispiel: 24.12.2026: 9–12; Heiligabend"
    )
    status = 400


class SpecialDayTwice(Refusal):
    text = "Der Tag {day} steht zweimal da. Bitte fassen Sie beide Zeilen zusammen."
    status = 400


class TooManySpecialDays(Refusal):
    text = "Das sind mehr als {most} besondere Tage. Bitte nehmen Sie vergangene heraus."
    status = 400


class NoTable(Refusal):
    text = (
        "Das ist keine Tabelle mit den Spalten Name und Anschrift. Speichern Sie die Liste als CSV "
        "(UTF-8) mit den Überschriften in der ersten Zeile."
    )
    status = 400


class TooManyRows(Refusal):
    text = "Die Tabelle hat mehr als {most} Zeilen. Bitte teilen Sie sie auf."
    status = 400


class UnknownDistrict(Refusal):
    text = "„{words}“ gehört nicht zu den Teilen der Stadt, die hier eingetragen sind."
    status = 400


class UnknownAnswer(Refusal):
    text = "{column}: „{words}“ ist weder ja noch nein. Leer heißt: nicht bekannt."
    status = 400


class RowTwice(Refusal):
    text = "Diesen Ort nennt schon Zeile {line}."
    status = 409
