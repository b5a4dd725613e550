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


class StillReading(Refusal):
    text = "Der Text wird noch eingelesen. Bitte warten Sie, bis die Seite den Bericht zeigt."
    status = 409


class SameTextPublished(Refusal):
    text = (
        "Dieser Wortlaut ist schon veröffentlicht, als „{label}“, mit denselben Quellen und Arten "
        "der Abschnitte. Eine neue Fassung braucht eine Änderung."
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


class WordsNotSaved(Refusal):
    text = (
        "Im Textfeld steht ein geänderter Wortlaut. Bitte speichern Sie ihn zuerst, oder brechen "
        "Sie die Änderung ab; dann geht das auch."
    )
    status = 400


class DraftGone(Refusal):
    text = (
        "Dieser Entwurf wurde inzwischen veröffentlicht oder verworfen. Was Sie geschrieben haben, "
        "steht unten, damit Sie es mitnehmen können."
    )
    status = 409


class EditedByHand(Refusal):
    text = (
        "Die Fassung „{label}“ wurde nach dem Einlesen von Hand geändert. "
        "Damit keine Änderung verloren geht, bleiben die Entscheidungen, wie sie sind."
    )
    status = 409


class DraftReplaced(Refusal):
    text = (
        "Inzwischen hat jemand anders diesen Entwurf neu eingelesen oder darüber entschieden. "
        "Bitte sehen Sie nach und entscheiden Sie dann noch einmal."
    )
    status = 409


class NotPaidInto(Refusal):
    text = "Eingezahlt wird nur auf Ziele und Leitgedanken. „{title}“ ist keines von beiden."
    status = 400


class RationaleMissing(Refusal):
    text = (
        "Bitte begründen Sie in eigenen Worten, was es zu „{title}“ beiträgt "
        "(mindestens {least} Zeichen)."
    )
    status = 400


class RationaleRepeated(Refusal):
    text = (
        "Dieselbe Begründung steht schon bei „{title}“. Bitte sagen Sie, was es gerade zu diesem "
        "Ziel oder Leitgedanken beiträgt."
    )
    status = 400


class AlreadyPaysInto(Refusal):
    text = (
        "Das zahlt schon auf „{title}“ ein. Um es anders zu begründen, lösen Sie zuerst die "
        "Verknüpfung."
    )
    status = 409


class PaysIntoEverything(Refusal):
    text = (
        "Es zahlt schon auf {most} {kind} ein. Wer auf alles einzahlt, sagt nichts mehr: "
        "nennen Sie die, zu denen es am meisten beiträgt."
    )
    status = 409


class NoFacets(Refusal):
    text = "Merkmale haben Handlungsbedarfe, strategische Fragen, Ziele und Maßnahmen."
    status = 409


class PurposeAndMeans(Refusal):
    text = "Etwas sagt entweder, warum und wofür, oder wie und womit. Bitte wählen Sie eines davon."
    status = 400


class GlossaryNameMissing(Refusal):
    text = "Bitte nennen Sie den Begriff, mit höchstens {most} Zeichen, darunter ein Buchstabe."
    status = 400


class DefinitionMissing(Refusal):
    text = "Bitte erklären Sie den Begriff."
    status = 400


class TooManyForms(Refusal):
    text = "Ein Begriff hat höchstens {most} Formen."
    status = 400


class GlossaryFull(Refusal):
    text = "Ein Glossar hat höchstens {most} Begriffe."
    status = 409


class FormTaken(Refusal):
    text = "„{words}“ erklärt schon der Begriff „{name}“. Ein Wort hat eine Erklärung."
    status = 409


class FormUnfit(Refusal):
    text = "„{words}“ ist zu lang oder enthält keinen Buchstaben."
    status = 400


class AddressUnfit(Refusal):
    text = (
        "Diese Adresse geht nicht. Eine Quelle hat eine öffentliche Adresse, die mit https:// oder "
        "http:// beginnt, ohne Leerzeichen und ohne Zugangsdaten."
    )
    status = 400


class AddressNotPublic(Refusal):
    text = (
        "„{host}“ gehört zu einem privaten Netz. Andere können die Quelle dort nicht nachlesen: "
        "nennen Sie bitte eine öffentliche Adresse."
    )
    status = 400


class RetrievedInTheFuture(Refusal):
    text = "Der Tag des Abrufs liegt in der Zukunft. Bitte prüfen Sie das Datum."
    status = 400


class CitationIncomplete(Refusal):
    text = "Bitte nennen Sie Urheber und Titel der Quelle."
    status = 400


class CitedPassageGone(Refusal):
    text = (
        "Diese Textstelle steht nicht mehr im Entwurf; jemand hat sie inzwischen herausgenommen. "
        "Ihre Angaben stehen unten, damit Sie sie mitnehmen können."
    )
    status = 409


class SourceCitedTwice(Refusal):
    text = "Diese Adresse ist bei dieser Textstelle schon angegeben."
    status = 409


class DraftExists(Refusal):
    text = "Zu diesem Dokument gibt es schon eine Fassung in Vorbereitung: „{label}“."
    status = 409


class DecisionImpossible(Refusal):
    text = "Diese Entscheidungen passen nicht zusammen: {why}"
    status = 409


class PassageRewritten(Refusal):
    """Somebody else wrote something else in the same place; both texts are there."""

    text = (
        "{who} hat diese Textstelle inzwischen geändert. Ihr Text ist nicht verloren: Unten steht "
        "beides. Bitte prüfen Sie den gemeinsamen Wortlaut und speichern Sie ihn."
    )
    status = 409


class HeadingRewritten(Refusal):
    """Somebody else changed the same thing of a heading; what was typed stands in the form."""

    text = (
        "Jemand anders hat diese Überschrift inzwischen geändert. Jetzt gilt: {now}. Ihre Eingabe "
        "steht noch im Formular; speichern Sie noch einmal, wenn sie gelten soll."
    )
    status = 409


class FormRewritten(Refusal):
    text = (
        "{who} hat inzwischen die Form dieser Textstelle geändert: Jetzt ist sie „{now}“. Ihre "
        "Eingabe steht noch im Formular; speichern Sie noch einmal, wenn sie gelten soll."
    )
    status = 409


class KindsRewritten(Refusal):
    text = (
        "Jemand anders hat inzwischen eine andere Art gewählt, bei: {titles}. Ihre Auswahl steht "
        "noch im Formular; übernehmen Sie sie noch einmal, wenn sie gelten soll."
    )
    status = 409


class PassageNotInDraft(Refusal):
    text = (
        "Diese Stelle steht nicht mehr im Entwurf; jemand hat sie inzwischen herausgenommen. "
        "Was Sie geschrieben haben, steht unten: Sie können es an anderer Stelle einfügen."
    )
    status = 409


class NothingThere(Refusal):
    text = "In dieser Richtung gibt es keine weitere Stelle. Es wurde nichts verändert."
    status = 409


class NoPlaceLeft(Refusal):
    text = (
        "Der Entwurf hat keine Überschrift mehr, unter der diese Textstelle stehen könnte. "
        "Bitte legen Sie zuerst eine an."
    )
    status = 409


class OnePartOnly(Refusal):
    text = (
        "Bitte trennen Sie die Teile durch eine Leerzeile. Bisher ist es nur ein Teil, "
        "deshalb wurde nichts aufgeteilt."
    )
    status = 400


class CannotBeJoined(Refusal):
    text = "Tabellen und Wortlaut-Blöcke lassen sich nicht mit Fließtext zusammenfassen."
    status = 400


class StillInDraft(Refusal):
    text = "Diese Textstelle steht schon wieder im Entwurf."
    status = 409


class HeadingEmpty(Refusal):
    text = "Bitte geben Sie der Überschrift Wörter, oder nehmen Sie sie heraus."
    status = 400


class LevelImpossible(Refusal):
    text = "Eine Überschrift steht auf einer Ebene von 1 bis {deepest}."
    status = 400


class NumberTooLong(Refusal):
    text = "Die Nummer einer Überschrift hat höchstens {most} Zeichen."
    status = 400


class KindUnknown(Refusal):
    text = "Diese Art von Abschnitt gibt es nicht. Bitte wählen Sie eine aus der Liste."
    status = 400


class TemplateIncomplete(Refusal):
    text = "Eine Vorlage braucht einen Namen und mindestens einen Baustein."
    status = 400


class TemplateNameTaken(Refusal):
    text = "Eine Vorlage mit dem Namen „{name}“ gibt es schon. Bitte wählen Sie einen anderen."
    status = 409


class BlockTwice(Refusal):
    text = "Den Baustein „{title}“ gibt es in der Vorlage zweimal. Bitte benennen Sie einen um."
    status = 400
