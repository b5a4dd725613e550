from mitmachstadt.kernel.verdicts import Refusal


class HelperNeeded(Refusal):
    text = "Das können nur Helfende und das Strategiebüro."


class OccasionUnnamed(Refusal):
    text = "Bitte nennen Sie Termin und Ort in Worten, zum Beispiel: Wochenmarkt, Hafenplatz."
    status = 400


class OccasionBackwards(Refusal):
    text = "Das Ende liegt nicht nach dem Beginn. Bitte prüfen Sie Tag und Uhrzeit."
    status = 400


class OccasionTooLong(Refusal):
    text = (
        "Ein Termin dauert höchstens {days} Tage. Bitte legen Sie für die Zeit danach einen neuen "
        "an."
    )
    status = 400


class OccasionHasBegun(Refusal):
    text = (
        "Zu diesem Termin sind schon Beiträge eingetragen. Sein Beginn lässt sich deshalb nicht "
        "mehr ändern."
    )
    status = 409


class OccasionChangedMeanwhile(Refusal):
    text = (
        "Jemand anderes hat den Termin inzwischen geändert. Ihre Eingaben stehen noch hier; "
        "vergleichen Sie sie mit der öffentlichen Seite und speichern Sie dann noch einmal."
    )
    status = 409


class OccasionNotYet(Refusal):
    text = (
        "Dieser Termin beginnt erst am {begins}. Vorher kann dort niemand etwas gesagt oder "
        "geschrieben haben; eingetragen wird danach."
    )
    status = 409


class OccasionOver(Refusal):
    text = "Dieser Termin ist vorbei. Ein Terminal lässt sich dort nicht mehr öffnen."
    status = 409


class TooManyTopics(Refusal):
    text = "Ein Termin hat höchstens {most} Fragen oder Textstellen. Bitte wählen Sie aus."
    status = 400


class NothingToTalkAbout(Refusal):
    text = (
        "„{address}“ ist nichts, wozu man etwas anmerken kann. Bitte nehmen Sie die Adresse einer "
        "Textstelle, eines Abschnitts oder eines Dokuments; sie endet auf /n/ und zehn Zeichen."
    )
    status = 400


class AboutMissing(Refusal):
    text = "Bitte sagen Sie, worum es geht: mit der Kartennummer oder der Adresse der Textstelle."
    status = 400


class DayOutside(Refusal):
    text = (
        "Der Tag, an dem das geschrieben oder gesagt wurde, liegt zwischen dem {first} und dem "
        "{last}: nicht vor dem Termin und nicht nach heute."
    )
    status = 400


class TooLateForPaper(Refusal):
    text = (
        "Die Beteiligung endete am {closes}. Papier, das vorher ausgefüllt wurde, konnte noch "
        "{days} Tage lang eingetragen werden. Bitte geben Sie die Karte dem Strategiebüro."
    )
    status = 409


class HelpersDoNotSupport(Refusal):
    text = (
        "Unterstützen und abstimmen kann jeder Mensch nur selbst. Sie können aber aufschreiben, "
        "was jemand dazu sagt, oder beim Anmelden helfen."
    )


class CardUnknown(Refusal):
    text = "Eine Karte mit der Nummer „{number}“ gibt es nicht. Bitte prüfen Sie die Schreibweise."
    status = 404


class CardOfAnotherOccasion(Refusal):
    text = (
        "Die Karte {number} gehört zu einem anderen Termin: {occasion}. Bitte tragen Sie sie dort "
        "ein."
    )
    status = 409


class CardEntered(Refusal):
    text = (
        "Die Karte {number} ist schon eingetragen; sie zählt nur einmal. Zur Kontrolle können Sie "
        "sie unter „Noch einmal abtippen“ eingeben."
    )
    status = 409


class CardNotThere(Refusal):
    text = "Die Karte {number} ist noch nicht eingetragen; es gibt nichts zu vergleichen."
    status = 409


class SameWordsThere(Refusal):
    text = (
        "Dieselben Worte stehen dort schon: „{title}“. Vielleicht ist der Beitrag schon im Netz "
        "eingegangen. Wenn ihn jemand anderes geschrieben hat, kreuzen Sie „trotzdem eintragen“ an."
    )
    status = 409


class LooksPersonal(Refusal):
    text = (
        "In den Worten steht vielleicht etwas Persönliches: {found}. Was eingetragen ist, können "
        "alle lesen. Bitte lassen Sie es weg und schreiben Sie dafür […]. Soll es öffentlich "
        "dastehen, kreuzen Sie „so gemeint“ an."
    )
    status = 409


class OwnTyping(Refusal):
    text = "Diese Karte haben Sie selbst eingetragen. Vergleichen kann sie nur jemand anderes."
    status = 409


class TooManyCards(Refusal):
    text = "Auf einmal werden zwischen 1 und {most} Karten gedruckt."
    status = 400


class CardsPrinted(Refusal):
    text = (
        "Diese Karten sind am {printed} schon gedruckt worden; ihre Codes gehören den Menschen, "
        "die sie haben. Noch einmal drucken kann sie, wer sie gemacht hat, oder das "
        "Strategiebüro. Sonst machen Sie bitte neue Karten."
    )
    status = 403


class ManyEntries(Refusal):
    text = (
        "Über Ihr Konto kamen in der letzten Stunde {most} Beiträge; mehr nehmen wir nicht auf "
        "einmal an. Ihre Eingaben stehen noch hier. Ab {until} geht es weiter."
    )
    status = 429


class TableUnreadable(Refusal):
    text = (
        "In der Tabelle fehlt die Spalte „Text“. Kopieren Sie die Zeile mit den Überschriften mit; "
        "möglich sind: {columns}."
    )
    status = 400


class KioskEnded(Refusal):
    text = "Dieses Terminal ist beendet. Bitte wenden Sie sich an die Menschen, die hier helfen."
    status = 410


class KioskNotYet(Refusal):
    text = "Dieses Terminal ist noch nicht geöffnet. Es beginnt am {begins}."
    status = 409


class KioskBusy(Refusal):
    text = (
        "An diesem Terminal wurde in der letzten Stunde sehr viel geschrieben. Ihr Text steht noch "
        "im Feld. Bitte warten Sie bis {until}, oder nehmen Sie eine Karte aus Papier."
    )
    status = 429
