from mitmachstadt.kernel.verdicts import Refusal


class QuestionMissing(Refusal):
    text = (
        "Diese Antwort hat keine Frage. Schreiben Sie die Frage in die Zeile darüber, mit einem "
        "Fragezeichen am Ende."
    )
    status = 400


class AnswerMissing(Refusal):
    text = "Diese Frage hat keine Antwort. Schreiben Sie die Antwort in die Zeilen darunter."
    status = 400


class TopicMissing(Refusal):
    text = "Bitte nennen Sie das Thema, unter dem die Frage steht (höchstens {longest} Zeichen)."
    status = 400


class QuestionTooLong(Refusal):
    text = "Die Frage ist zu lang, möglich sind {longest} Zeichen. Bitte kürzen."
    status = 400


class HelpTooLong(Refusal):
    text = "Die Antwort ist zu lang, möglich sind {longest} Zeichen. Bitte kürzen."
    status = 400


class QuestionKnown(Refusal):
    text = "Diese Frage steht schon da."
    status = 409


class ReviewBackwards(Refusal):
    text = (
        "Zuletzt geprüft sein kann die Antwort heute oder früher, und die nächste Prüfung liegt "
        "danach."
    )
    status = 400


class HelpChangedMeanwhile(Refusal):
    text = (
        "Jemand anderes hat diese Frage inzwischen geändert. Ihre Eingaben stehen noch hier; "
        "vergleichen Sie sie mit der öffentlichen Seite und speichern Sie dann noch einmal."
    )
    status = 409


class TooManyPairs(Refusal):
    text = "Die Liste hat mehr als {most} Fragen. Bitte teilen Sie sie auf."
    status = 400
