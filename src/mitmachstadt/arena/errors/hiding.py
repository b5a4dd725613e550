from mitmachstadt.kernel.verdicts import Refusal


class WordsHidden(Refusal):
    text = (
        "Die Moderation hat diese Worte ausgeblendet ({reason}). So lange lassen sie sich nicht "
        "ändern oder verwenden; zurückziehen können Sie sie."
    )
    status = 409


class HiddenAlready(Refusal):
    text = "Diese Worte sind schon ausgeblendet. Bitte laden Sie die Seite neu."
    status = 409


class NotHidden(Refusal):
    text = "Diese Worte sind nicht (mehr) ausgeblendet. Bitte laden Sie die Seite neu."
    status = 409


class NothingToHide(Refusal):
    text = "Hier stehen keine Worte (mehr), die sich ausblenden ließen."
    status = 409
