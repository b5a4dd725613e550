from mitmachstadt.kernel.verdicts import Refusal


class CriteriaMissing(Refusal):
    text = "Für diese Arena gibt es noch keine Kriterien. Bitte legen Sie zuerst welche fest."
    status = 409


class TooManyCriteria(Refusal):
    text = "Bitte höchstens {most} Kriterien: Sonst liest niemand mehr, worauf es ankommt."
    status = 400


class CriterionIncomplete(Refusal):
    text = (
        "Zu Kriterium {nth} fehlt etwas: Es braucht einen Satz und zu jeder der Stufen 0 bis 3, "
        "was sie bedeutet."
    )
    status = 400


class CriterionGoalUnknown(Refusal):
    text = "Kriterium {nth} kommt aus keinem Ziel dieser Arena. Bitte wählen Sie eines der Liste."
    status = 400


class CriteriaFixed(Refusal):
    text = (
        "Nach diesen Kriterien wird schon bewertet, deshalb ändern sie sich nicht mehr. "
        "Legen Sie einen neuen Stand an; er gilt für Bewertungen, die danach beginnen."
    )
    status = 409


class CriteriaOpen(Refusal):
    text = (
        "Nach diesem Stand hat noch niemand bewertet. Ändern Sie ihn, statt einen neuen anzulegen."
    )
    status = 409


class AssessorUnknown(Refusal):
    text = "Zu dieser E-Mail-Adresse gibt es kein Konto."
    status = 400


class AssessorAlready(Refusal):
    text = "{name} bewertet hier schon."
    status = 409


class NotAnAssessor(Refusal):
    text = "Bewerten können nur die Personen, die das Strategiebüro dafür benannt hat."


class ConflictOfInterest(Refusal):
    text = (
        "Sie haben diese Idee eingereicht oder sich um sie gekümmert. Deshalb bewerten andere sie."
    )


class AssessmentNotOpen(Refusal):
    text = "Diese Idee wird gerade nicht bewertet."
    status = 409


class AssessmentOpenAlready(Refusal):
    text = "Die Bewertung dieser Idee läuft schon."
    status = 409


class NotInAssessment(Refusal):
    text = "Die Idee steht auf „{state}“. Bewertet wird sie, wenn sie auf „in Bewertung“ steht."
    status = 409


class ScoreMissing(Refusal):
    text = "Bitte geben Sie zu jedem Kriterium eine Stufe von 0 bis 3 an. Es fehlt: {criterion}"
    status = 400


class ScoreReasonMissing(Refusal):
    text = "Bitte begründen Sie jede Stufe in einem Satz. Es fehlt: {criterion}"
    status = 400


class TooFewAssessments(Refusal):
    text = (
        "Bewertet haben erst {given}, nötig sind mindestens {least}. "
        "Eine Stimme allein ist keine Bewertung."
    )
    status = 409


class AssessorCannotSponsor(Refusal):
    text = (
        "Sie haben diese Idee gerade bewertet. Wenn die Bewertung abgeschlossen ist, "
        "können Sie die Patenschaft übernehmen."
    )
    status = 409


class BodyMissing(Refusal):
    text = "Für diese Arena steht nicht fest, welches Gremium auswählt. Tragen Sie es zuerst ein."
    status = 409


class NewDecisionNeeded(Refusal):
    text = (
        "Über diese Idee hat „{body}“ schon beschlossen, und am {day} kam sie zurück. "
        "Dafür braucht es einen neuen Beschluss, der seitdem gefasst wurde."
    )
    status = 409


class NotTheBodysDecision(Refusal):
    text = "Das ist kein Beschluss von „{body}“. Auswählen kann nur dieses Gremium."
    status = 400
