from mitmachstadt.kernel.verdicts import Refusal


class ScoreOutOfScale(Refusal):
    text = "Bitte wählen Sie eine Zahl von 1 bis 5."
    status = 400


class CommentTooLong(Refusal):
    text = "Ihr Text ist zu lang, möglich sind {longest} Zeichen. Bitte kürzen Sie ihn."
    status = 400


class ManyRatings(Refusal):
    text = (
        "Von Ihrem Anschluss kam gerade sehr viel. Bitte versuchen Sie es ab {until} noch einmal."
    )
    status = 429


class FormTooOld(Refusal):
    text = (
        "Dieses Formular ist älter als einen Tag oder war schon abgesendet. Senden Sie es noch "
        "einmal, dann zählt es neu."
    )
    status = 409
