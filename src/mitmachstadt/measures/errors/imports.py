"""Lists of measures from elsewhere."""

from mitmachstadt.kernel.verdicts import Refusal


class ListUnreadable(Refusal):
    text = "{words}"
    status = 400


class ListTooLong(Refusal):
    text = (
        "Die Liste hat {found} Einträge. Auf einmal sind höchstens {most} möglich. Bitte teilen "
        "Sie sie auf mehrere Dateien auf."
    )
    status = 400


class ListGone(Refusal):
    text = "Die Liste liegt nicht mehr bereit. Bitte laden Sie sie noch einmal hoch."
    status = 409


class ListBeingRead(Refusal):
    text = (
        "Ihre Liste „{name}“ wird gerade eingelesen. Bitte warten Sie, bis das fertig ist, oder "
        "halten Sie es an."
    )
    status = 409


class OwnerUnknown(Refusal):
    text = (
        "Hier gibt es keine Organisation, die „{name}“ heißt. Tragen Sie sie ein, oder wählen Sie "
        "beim Hochladen, wer solche Maßnahmen verantwortet."
    )
    status = 409


class OwnerNotNamed(Refusal):
    text = (
        "Es steht nicht da, wer verantwortlich ist. Ergänzen Sie es in der Liste, oder wählen Sie "
        "beim Hochladen, wer solche Maßnahmen verantwortet."
    )
    status = 409


class TitleIsPlaceholder(Refusal):
    text = "„{title}“ ist kein Name einer Maßnahme. Bitte nennen Sie sie in der Liste."
    status = 400


class HereFromElsewhere(Refusal):
    text = (
        "„{title}“ gibt es hier schon, aber nicht aus dieser Liste. Ist es eine andere Maßnahme, "
        "geben Sie ihr in der Liste einen anderen Namen."
    )
    status = 409
