from mitmachstadt.kernel.verdicts import Refusal


class ComparingAlready(Refusal):
    text = (
        "Die Ideen werden gerade verglichen, seit {since}. Das dauert meist weniger als eine "
        "Minute; bitte laden Sie die Seite dann neu."
    )
    status = 409


class CorrectionsContradict(Refusal):
    text = (
        "Was von Hand zusammengestellt ist, widerspricht sich: „{one}“ und „{other}“ sollen "
        "getrennt bleiben und gehören doch über andere Ideen zusammen. Bitte stellen Sie eines "
        "dieser Paare anders ein; bis dahin lassen sich keine Gruppen bilden."
    )
    status = 409


class TooMuchAlike(Refusal):
    text = (
        "Sehr viele Ideen gleichen sich so, dass sich keine Gruppen bilden lassen. Bitte fassen "
        "Sie zuerst von Hand zusammen, was denselben Wortlaut hat."
    )
    status = 409
