from mitmachstadt.kernel.verdicts import Refusal


class VersionIsPublished(Refusal):
    text = (
        "Version {number} ist veröffentlicht und ändert sich nicht mehr. "
        "Legen Sie für Änderungen die nächste Version an."
    )
    status = 409


class VersionDraftExists(Refusal):
    text = "Die nächste Version ({number}) ist schon in Vorbereitung."
    status = 409


class TaxonomyNameMissing(Refusal):
    text = "Bitte geben Sie der Taxonomie einen Namen und eine Kurzbezeichnung."
    status = 400


class SlugUnfit(Refusal):
    text = (
        "Die Kurzbezeichnung „{slug}“ geht nicht. Sie besteht aus Kleinbuchstaben ohne Umlaute, "
        "Ziffern und Bindestrichen, höchstens {most} Zeichen."
    )
    status = 400


class SlugTaken(Refusal):
    text = "Die Kurzbezeichnung „{slug}“ gibt es schon. Bitte wählen Sie eine andere."
    status = 409


class TermNameMissing(Refusal):
    text = "Bitte geben Sie dem Begriff einen deutschen Namen mit höchstens {most} Zeichen."
    status = 400


class TooManyEntries(Refusal):
    text = "Eine Taxonomie hat höchstens {most} Begriffe."
    status = 400


class NotInThisVersion(Refusal):
    text = "Diesen Begriff gibt es in dieser Version nicht. Bitte laden Sie die Seite neu."
    status = 409


class HierarchyInACircle(Refusal):
    text = (
        "„{name}“ stünde damit unter sich selbst. Wählen Sie einen Oberbegriff, der nicht darunter "
        "steht."
    )
    status = 409


class TermInUse(Refusal):
    text = (
        "„{name}“ ist {count}-mal zugeordnet und kann nicht gelöscht werden. "
        "Schließen Sie den Begriff und nennen Sie einen Nachfolger."
    )
    status = 409


class TermHasTermsBelow(Refusal):
    text = "Unter „{name}“ stehen noch andere Begriffe. Ordnen Sie diese zuerst woanders ein."
    status = 409


class TermIsSuccessor(Refusal):
    text = "„{name}“ ist der Nachfolger eines geschlossenen Begriffs und bleibt deshalb."
    status = 409


class SuccessorUnfit(Refusal):
    text = "Der Nachfolger von „{name}“ muss ein anderer, nicht geschlossener Begriff sein."
    status = 409


class VersionIsEmpty(Refusal):
    text = "Die Version enthält noch keinen Begriff."
    status = 409


class ValidFromUnfit(Refusal):
    text = "Der Tag, ab dem die Version gilt, liegt in der Zukunft oder vor der Version davor."
    status = 400


class UnknownTerm(Refusal):
    text = "Diesen Begriff gibt es nicht. Bitte wählen Sie einen aus der Liste."
    status = 400


class MappedToItself(Refusal):
    text = "Ein Begriff entspricht sich selbst immer; bitte wählen Sie einen anderen."
    status = 400


class TermIsClosed(Refusal):
    text = "„{name}“ ist geschlossen. Bitte ordnen Sie dem Nachfolger zu."
    status = 409


class TooManyTerms(Refusal):
    text = (
        "Sie haben {count} Begriffe gewählt, es gehen höchstens {most}. Was überall eingeordnet "
        "ist, findet niemand: wählen Sie die, um die es vor allem geht."
    )
    status = 400


class CannotBeSorted(Refusal):
    text = "Einordnen lassen sich Dokumente, Abschnitte und Beteiligungsverfahren."
    status = 400


class ImportUnreadable(Refusal):
    text = "Die Datei lässt sich nicht lesen: {why}"
    status = 400
