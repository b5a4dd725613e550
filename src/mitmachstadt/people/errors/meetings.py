from mitmachstadt.kernel.verdicts import Refusal


class NotABodyThatMeets(Refusal):
    text = "„{name}“ ist kein Gremium. Sitzungen und Aufträge haben nur Gremien."
    status = 400


class BodyHasMinutes(Refusal):
    text = "„{name}“ hat Sitzungen oder Aufträge und bleibt deshalb ein Gremium."
    status = 409


class NotThereThen(Refusal):
    text = "„{name}“ gab es am {day} nicht. Bitte prüfen Sie den Tag."
    status = 400


class DayTooFar(Refusal):
    text = "Einer der Tage liegt mehr als {years} Jahre entfernt. Bitte prüfen Sie das Jahr."
    status = 400


class DayInTheFuture(Refusal):
    text = "Dieser Tag liegt in der Zukunft. Eingetragen wird, was geschehen ist."
    status = 400


class MinutesChangedMeanwhile(Refusal):
    text = (
        "Inzwischen hat jemand anders hier geschrieben. Ihre Worte stehen noch im Formular; "
        "darüber lesen Sie, was jetzt gilt. Sollen Ihre Worte gelten, speichern Sie noch einmal."
    )
    status = 409


class MeetingTwice(Refusal):
    text = (
        "Für den {day} ist schon eine Sitzung eingetragen. Ergänzen Sie diese, oder wählen Sie "
        "einen anderen Tag."
    )
    status = 409


class MeetingCalledOff(Refusal):
    text = "Diese Sitzung ist abgesagt. Hat sie doch stattgefunden, tragen Sie sie neu ein."
    status = 409


class MeetingHasOutcome(Refusal):
    text = "Zu dieser Sitzung steht schon da, was dabei herauskam. Das lässt sich nur berichtigen."
    status = 409


class AlreadyPublic(Refusal):
    text = "Diese Sitzung ist schon öffentlich."
    status = 409


class BodyNotPublic(Refusal):
    text = "„{name}“ ist nicht öffentlich. Machen Sie zuerst das Gremium öffentlich."
    status = 409


class OutcomeTooEarly(Refusal):
    text = "Die Sitzung ist erst am {day}. Was dabei herauskommt, tragen Sie danach ein."
    status = 400


class OutcomeMissing(Refusal):
    text = (
        "Was dabei herauskam, lässt sich berichtigen, aber nicht löschen. Bitte schreiben Sie es."
    )
    status = 400


class AssignmentMissing(Refusal):
    text = "Bitte schreiben Sie, was zu tun ist."
    status = 400


class AssignmentDueBeforeGiven(Refusal):
    text = "Dieser Tag liegt vor dem Tag des Auftrags. Bitte prüfen Sie beide Tage."
    status = 400


class AssignmentIsDone(Refusal):
    text = (
        "Dieser Auftrag ist seit dem {day} erledigt. Berichtigen lässt sich nur noch das Ergebnis."
    )
    status = 409


class ResultMissing(Refusal):
    text = "Bitte schreiben Sie, was aus dem Auftrag wurde, auch wenn nichts daraus wurde."
    status = 400
