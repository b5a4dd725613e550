from mitmachstadt.kernel.verdicts import Refusal


class EditionIsPublished(Refusal):
    text = (
        "Die Fassung „{label}“ ist veröffentlicht und ändert sich nicht mehr. "
        "Legen Sie für Änderungen eine neue Fassung an."
    )
    status = 409


class EditionIsEmpty(Refusal):
    text = "Die Fassung enthält noch keinen Text. Lesen Sie zuerst einen Text ein."
    status = 409


class SameTextPublished(Refusal):
    text = (
        "Dieser Wortlaut ist schon veröffentlicht, als „{label}“. "
        "Eine neue Fassung braucht einen geänderten Wortlaut."
    )
    status = 409


class LabelMissing(Refusal):
    text = "Bitte geben Sie der Fassung eine Bezeichnung, zum Beispiel „Arbeitsfassung 1“."
    status = 400


class LabelTooLong(Refusal):
    text = "Die Bezeichnung der Fassung hat höchstens {most} Zeichen."
    status = 400


class DecisionsOpen(Refusal):
    text = "Zum eingelesenen Text sind noch {count} Fragen offen. Bitte entscheiden Sie sie zuerst."
    status = 409


class PassageEmpty(Refusal):
    text = "Die Textstelle ist leer. Was entfallen soll, lassen Sie in der neuen Fassung weg."
    status = 400


class WordsAndRemoval(Refusal):
    text = (
        "Sie haben angekreuzt, dass die Textstelle entfällt, das Textfeld ist aber nicht leer. "
        "Leeren Sie das Feld oder nehmen Sie das Kreuz zurück."
    )
    status = 400


class EditedByHand(Refusal):
    text = (
        "Die Fassung „{label}“ wurde nach dem Einlesen von Hand geändert. "
        "Damit keine Änderung verloren geht, bleiben die Entscheidungen, wie sie sind."
    )
    status = 409


class DraftExists(Refusal):
    text = "Zu diesem Dokument gibt es schon eine Fassung in Vorbereitung: „{label}“."
    status = 409


class DecisionImpossible(Refusal):
    text = "Diese Entscheidungen passen nicht zusammen: {why}"
    status = 409
