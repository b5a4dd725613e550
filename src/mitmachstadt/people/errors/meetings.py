from mitmachstadt.kernel.verdicts import Refusal


class NotABodyThatMeets(Refusal):
    text = "„{name}“ ist kein Gremium. Sitzungen und Aufträge haben nur Gremien."
    status = 400


class MeetingTwice(Refusal):
    text = (
        "Für den {day} ist schon eine Sitzung eingetragen. Ergänzen Sie diese, oder wählen Sie "
        "einen anderen Tag."
    )
    status = 409


class MeetingTooFar(Refusal):
    text = "So weit voraus ist nichts geplant: höchstens {years} Jahre. Bitte prüfen Sie das Jahr."
    status = 400


class MeetingCalledOff(Refusal):
    text = "Diese Sitzung ist abgesagt. Tragen Sie für einen anderen Tag eine neue ein."
    status = 409


class MeetingIsOver(Refusal):
    text = "Diese Sitzung war schon. Sagen Sie stattdessen, was dabei herauskam."
    status = 409


class OutcomeTooEarly(Refusal):
    text = "Die Sitzung ist erst am {day}. Was dabei herauskommt, tragen Sie danach ein."
    status = 400


class OutcomeMissing(Refusal):
    text = "Bitte schreiben Sie, was bei der Sitzung herauskam."
    status = 400


class AssignmentMissing(Refusal):
    text = "Bitte schreiben Sie, was zu tun ist."
    status = 400


class AssignmentLater(Refusal):
    text = "Dieser Tag ist noch nicht da. Tragen Sie ein, was schon war."
    status = 400


class AssignmentDueBeforeGiven(Refusal):
    text = "Dieser Tag liegt vor dem Tag des Auftrags. Bitte prüfen Sie beide Tage."
    status = 400


class AssignmentIsDone(Refusal):
    text = "Dieser Auftrag ist seit dem {day} erledigt. Was war, bleibt stehen."
    status = 409


class ResultMissing(Refusal):
    text = "Bitte schreiben Sie, was aus dem Auftrag wurde, auch wenn nichts daraus wurde."
    status = 400
