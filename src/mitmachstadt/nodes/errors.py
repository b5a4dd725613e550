from mitmachstadt.kernel.verdicts import Refusal


class NoWindow(Refusal):
    text = "Hierzu ist zurzeit keine Beteiligung geöffnet."


class WindowNotYetOpen(Refusal):
    text = "Die Beteiligung beginnt am {opens}."


class WindowClosed(Refusal):
    text = "Die Beteiligung endete am {closes}."


class AudienceExcluded(Refusal):
    text = "Diese Beteiligung ist offen für: {audience}."


class AccountNeeded(Refusal):
    text = "Das geht hier nur mit Konto. Bitte melden Sie sich an."


class NodeNotPublic(Refusal):
    text = "Das ist nicht öffentlich ({state}), deshalb kann man sich nicht darauf beziehen."


class NodeMerged(Refusal):
    text = "Das ist zusammengefasst mit „{title}“. Bitte beziehen Sie sich darauf."
    status = 409


class NodeRetired(Refusal):
    text = (
        "Diese Textstelle gibt es in der neuesten Fassung nicht mehr. "
        "Bitte beziehen Sie sich auf eine Textstelle der neuesten Fassung."
    )
    status = 410


class CircularRelation(Refusal):
    text = (
        "„{source}“ und „{target}“ würden im Kreis aufeinander verweisen. "
        "Prüfen Sie die Richtung der Verknüpfung."
    )
    status = 409


class SelfRelation(Refusal):
    text = "Etwas kann nicht mit sich selbst verknüpft werden."
    status = 409


class EndsBeforeItStarts(Refusal):
    text = "Das Ende ({closes}) liegt vor dem Beginn ({opens}). Bitte prüfen Sie beide Angaben."
    status = 400


class AnswerDueTooEarly(Refusal):
    text = (
        "Die Frist für Rückmeldungen ({answer_due}) liegt vor dem Ende der Beteiligung ({closes}). "
        "Rückmeldungen können erst danach fällig sein."
    )
    status = 400
