from mitmachstadt.kernel.verdicts import Refusal


class OfferIncomplete(Refusal):
    text = "Bitte sagen Sie in einer Überschrift und ein paar Sätzen, was Sie können."
    status = 400


class OfferTooLong(Refusal):
    text = "Der Text hat {length} Zeichen, höchstens {longest} gehen. Bitte kürzen Sie ihn."
    status = 400


class OfferNamesAddress(Refusal):
    text = (
        "In Ihren Worten steht eine Adresse oder Nummer. Kontakt gibt es hier nur über die "
        "Plattform, damit niemand belästigt wird: Bitte nehmen Sie sie heraus."
    )
    status = 400


class OfferEndsWrong(Refusal):
    text = "Bitte nennen Sie einen Tag zwischen morgen und dem {latest}."
    status = 400


class TooManyOffers(Refusal):
    text = "Sie haben hier schon {most} Angebote. Ziehen Sie zuerst eines zurück."
    status = 409


class UnknownField(Refusal):
    text = "Dieses Handlungsfeld gibt es nicht (mehr). Bitte wählen Sie eines aus der Liste."
    status = 400


class NotYourOffer(Refusal):
    text = "Das kann nur, von wem das Angebot ist."


class OfferOver(Refusal):
    text = "Dieses Angebot gilt nicht mehr."
    status = 409


class JoinedAlready(Refusal):
    text = "Mit diesem Angebot machen Sie bei der Idee schon mit."
    status = 409


class IdeaElsewhere(Refusal):
    text = "Das Angebot gilt in einer anderen Arena. Bieten Sie es auch hier an."
    status = 409


class IdeaGoesOnElsewhere(Refusal):
    text = "Diese Idee ist zusammengefasst in „{whole}“. Dort können Sie mitmachen."
    status = 409


class OnlySponsorsAnswer(Refusal):
    text = "Antworten können alle, die die Patenschaft für die Idee haben."


class AnswerMissing(Refusal):
    text = "Bitte schreiben Sie ein paar Worte."
    status = 400


class WithdrawnMeanwhile(Refusal):
    text = "Das wurde inzwischen zurückgenommen. Bitte laden Sie die Seite neu."
    status = 409
