"""What a measure is linked with."""

from mitmachstadt.kernel.verdicts import Refusal


class NothingToTakeUp(Refusal):
    text = (
        "„{title}“ kann eine Maßnahme nicht aufgreifen. Bitte nennen Sie eine Idee, einen "
        "Handlungsbedarf, eine Textstelle oder einen Beschluss."
    )
    status = 400


class IdeaIsOfTheOffice(Refusal):
    text = "Was aus der Idee „{title}“ wird, trägt das Strategiebüro ein. Bitte schreiben Sie ihm."


class LinkGone(Refusal):
    text = "Diese Verknüpfung gibt es nicht (mehr). Bitte laden Sie die Seite neu."
    status = 404
