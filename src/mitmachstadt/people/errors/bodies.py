from mitmachstadt.kernel.verdicts import Refusal


class NotABody(Refusal):
    text = "„{name}“ ist kein Gremium. Mitglieder und Amtszeiten haben nur Gremien."
    status = 400


class NotPublic(Refusal):
    text = "„{name}“ ist nicht öffentlich und kann hier nicht genannt werden."
    status = 400


class NameOfHiddenBody(Refusal):
    text = (
        "„{name}“ heißt schon ein Gremium, das nicht öffentlich ist. Gehört die Person dazu, "
        "tragen Sie sie unter „Personen“ dafür ein; sonst lehnen Sie die Anfrage ab."
    )
    status = 409


class BodyWithHiddenMember(Refusal):
    text = (
        "Mitglied ist oder war „{name}“, und das ist nicht öffentlich. "
        "Machen Sie zuerst dieses öffentlich."
    )
    status = 409


class OnlyABodyIsHidden(Refusal):
    text = "Nicht öffentlich kann nur ein Gremium sein. Alle anderen stehen im Verzeichnis."
    status = 400


class TermNeedsEnd(Refusal):
    text = (
        "Wer in einem Gremium sitzt, tut das für eine Amtszeit: Tragen Sie ein, bis wann sie "
        "dauert. Danach lässt sie sich erneuern."
    )
    status = 400


class TermTooLong(Refusal):
    text = "Eine Amtszeit dauert höchstens {years} Jahre. Tragen Sie ein früheres Ende ein."
    status = 400


class EndsBeforeItBegins(Refusal):
    text = "Das Ende liegt vor dem Beginn. Bitte prüfen Sie beide Tage."
    status = 400


class SeatTaken(Refusal):
    text = "„{name}“ ist in dieser Zeit schon Mitglied. Beenden Sie zuerst die andere Amtszeit."
    status = 409


class PostOfAnother(Refusal):
    text = "Die Funktion „{post}“ gehört nicht zu „{organisation}“."
    status = 400


class SeatIsOver(Refusal):
    text = "Diese Amtszeit ist schon zu Ende. Was war, bleibt stehen."
    status = 409


class PostNameMissing(Refusal):
    text = "Bitte geben Sie der Funktion einen Namen (höchstens {longest} Zeichen)."
    status = 400


class PostNameTaken(Refusal):
    text = "Eine Funktion mit diesem Namen gibt es hier schon: {name}."
    status = 409


class PostNamesSomebody(Refusal):
    text = (
        "„{name}“ heißt hier eine Person. Nennen Sie die Funktion nach der Aufgabe; wer sie hat, "
        "zeigt sich selbst, wenn die Person zustimmt."
    )
    status = 400


class PostNeedsReason(Refusal):
    text = (
        "Wenn eine Funktion nicht besetzt oder nicht eingerichtet ist, gehört ein Grund dazu. "
        "Schreiben Sie in einem Satz, warum."
    )
    status = 400


class PostHasEnded(Refusal):
    text = "Die Funktion „{name}“ gibt es nicht mehr. Was war, bleibt stehen."
    status = 409


class ConsentMissing(Refusal):
    text = "Ohne Ihre Zustimmung zeigen wir Sie nicht. Bitte setzen Sie den Haken."
    status = 400


class WhatTheyDoMissing(Refusal):
    text = "Bitte schreiben Sie in einer Zeile, was Sie dort tun."
    status = 400


class PartsDoNotAddUp(Refusal):
    text = (
        "Die Teile ergeben zusammen {parts}, als Summe steht da {total}. Eingetragen wurde nichts: "
        "Prüfen Sie, welche Zahl stimmt."
    )
    status = 400


class PartTwice(Refusal):
    text = "„{name}“ steht zweimal da. Fassen Sie beides in einer Zeile zusammen."
    status = 400


class TaskMissing(Refusal):
    text = "Bitte schreiben Sie, worum es bei dem Auftrag oder der Förderung geht."
    status = 400


class EngagementNeedsEnd(Refusal):
    text = "Ein Auftrag und eine Förderung haben ein Ende. Tragen Sie ein, bis wann sie laufen."
    status = 400


class MembershipEndsInThePast(Refusal):
    text = "Das Ende liegt in der Vergangenheit. Wählen Sie einen Tag ab heute oder keinen."
    status = 400


class SpeaksAlready(Refusal):
    text = "Für „{name}“ sprechen Sie schon."
    status = 409


class RequestAlreadyOpen(Refusal):
    text = "Ihre Anfrage für „{name}“ liegt schon vor. Sie lesen die Antwort in Ihrem Konto."
    status = 409


class TooManyRequests(Refusal):
    text = "Sie haben schon {most} offene Anfragen. Warten Sie bitte die Antworten darauf ab."
    status = 429


class RequestIncomplete(Refusal):
    text = (
        "Bitte schreiben Sie, in welcher Funktion Sie für die Organisation sprechen und wie wir "
        "das prüfen können."
    )
    status = 400


class RequestDecided(Refusal):
    text = "Über diese Anfrage ist schon entschieden: {state}."
    status = 409


class GroundsMissing(Refusal):
    text = (
        "„{name}“ ist noch nicht geprüft, und vorher spricht niemand in ihrem Namen. Tragen Sie "
        "ein, wie Sie die Organisation geprüft haben."
    )
    status = 400


class DeclineNeedsReason(Refusal):
    text = "Eine Ablehnung braucht einen Grund. Die Person liest ihn in ihrem Konto."
    status = 400
