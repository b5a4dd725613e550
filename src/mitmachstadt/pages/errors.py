from mitmachstadt.kernel.verdicts import Refusal


class NothingAtThatAddress(Refusal):
    text = (
        "Unter dieser Adresse gibt es nichts. Kopieren Sie die dauerhafte Adresse vom Ende der "
        "Seite, die Sie verknüpfen wollen."
    )
    status = 400


class ReasonForUnlinkingMissing(Refusal):
    text = "Bitte nennen Sie einen Grund. Er steht danach im Nachweisregister."
    status = 400
