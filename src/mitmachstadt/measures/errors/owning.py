"""Who may own, start, recognise and write."""

from mitmachstadt.kernel.verdicts import Refusal


class NoCentralUnit(Refusal):
    text = (
        "Noch steht nicht fest, welche Stelle zentrale Maßnahmen verantwortet. Bitte benennen Sie "
        "sie zuerst unter „Prinzipien und Zuständigkeit“."
    )
    status = 409


class CentralNeedsItsUnit(Refusal):
    text = "Eine zentrale Maßnahme verantwortet „{unit}“, nicht „{name}“."
    status = 400


class OwnerOfOtherKind(Refusal):
    text = (
        "„{name}“ ({kind}) kann keine {type} verantworten. Möglich ist: {possible}. Bitte wählen "
        "Sie eine andere Stelle oder eine andere Art von Maßnahme."
    )
    status = 400


class OwnerHasEnded(Refusal):
    text = "„{name}“ gibt es nicht mehr. Bitte nennen Sie die Nachfolge."
    status = 400


class CommitmentMissing(Refusal):
    text = (
        "„{name}“ hat keine gültige Selbstverpflichtung auf die Prinzipien. Bitte unterschreiben "
        "Sie sie zuerst; danach kann die Maßnahme angemeldet werden."
    )
    status = 409


class ForeignOrganisation(Refusal):
    text = (
        "Für „{name}“ dürfen Sie nichts anmelden: Sie gehören dort nicht dazu, oder die "
        "Organisation ist nicht geprüft. Bitten Sie zuerst darum, für sie zu sprechen."
    )


class NotYourMeasure(Refusal):
    text = (
        "Diese Maßnahme bearbeiten das Strategiebüro und „{name}“. Schreiben Sie als Anmerkung, "
        "was daran zu ändern ist."
    )


class OnlyNetworkFromMembers(Refusal):
    text = "Organisationen melden Netzwerkmaßnahmen an. Andere Arten trägt die Verwaltung ein."


class ImportIsOfTheOffice(Refusal):
    text = "Laufende Maßnahmen mit Lücken übernimmt nur das Strategiebüro."


class TwoAccountable(Refusal):
    text = (
        "Genau eine Stelle ist verantwortlich: „{name}“. Bitte beschreiben Sie anders, was "
        "„{other}“ beiträgt."
    )
    status = 400


class InvolvedTwice(Refusal):
    text = "„{name}“ ist schon beteiligt."
    status = 409


class AlreadyCommitted(Refusal):
    text = "„{name}“ hat diese Fassung schon unterschrieben; das gilt bis {until}."
    status = 409


class PrinciplesNotInForce(Refusal):
    text = "Diese Fassung der Prinzipien gilt nicht. Bitte nehmen Sie die geltende."
    status = 409


class PrinciplesInForce(Refusal):
    text = "Diese Fassung gilt seit {day} und ändert sich nicht mehr. Legen Sie eine neue an."
    status = 409


class PrinciplesIncomplete(Refusal):
    text = "Eine Fassung braucht einen eigenen Namen und mindestens einen Punkt mit Text."
    status = 400


class PrinciplesTooEarly(Refusal):
    text = "Eine neue Fassung gilt frühestens ab {day}."
    status = 400


class CommitmentEnded(Refusal):
    text = "Diese Selbstverpflichtung gilt nicht mehr."
    status = 409


class OnlyNetworkIsRecognised(Refusal):
    text = "Anerkannt werden nur Netzwerkmaßnahmen."
    status = 409


class OwnMeasure(Refusal):
    text = (
        "Sie gehören zu „{name}“ und können deren Maßnahme nicht selbst anerkennen. Bitten Sie "
        "jemand anderes im Strategiebüro."
    )


class RecognisedAlready(Refusal):
    text = "Diese Maßnahme ist schon anerkannt."
    status = 409


class NotRecognised(Refusal):
    text = "Diese Maßnahme ist nicht anerkannt, oder die Anerkennung ist schon widerrufen."
    status = 409


class ChecklistOpen(Refusal):
    text = "Es fehlen noch Belege zu {count} Prinzipien oder Erfolgsfaktoren."
    status = 409


class NoSuchItem(Refusal):
    text = "Diesen Punkt gibt es in der geltenden Fassung der Prinzipien nicht."
    status = 404


class EvidenceMissing(Refusal):
    text = (
        "Bitte schreiben Sie, was das belegt (mindestens {least} Zeichen), zum Beispiel einen "
        "Bericht, eine Adresse oder eine Zahl. Ein Haken allein genügt nicht."
    )
    status = 400


class EvidenceRepeated(Refusal):
    text = "Derselbe Beleg steht schon bei „{item}“. Bitte belegen Sie jeden Punkt für sich."
    status = 400


class IdeasAreOfTheOffice(Refusal):
    text = (
        "Dass aus der Idee „{title}“ eine Maßnahme wird, trägt das Strategiebüro ein. "
        "Bitte lassen Sie diese Zeile weg."
    )
