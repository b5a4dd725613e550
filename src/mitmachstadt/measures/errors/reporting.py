"""Progress reports."""

from mitmachstadt.kernel.verdicts import Refusal


class LabelMissing(Refusal):
    text = "Bitte geben Sie dem Bericht einen Namen, zum Beispiel „Herbst 2026“."
    status = 400


class LabelTooLong(Refusal):
    text = "Der Name des Berichts ist zu lang. Bitte kürzen Sie ihn auf {most} Zeichen."
    status = 400


class LabelTaken(Refusal):
    text = "Einen Bericht „{label}“ gibt es schon. Bitte wählen Sie einen anderen Namen."
    status = 409
