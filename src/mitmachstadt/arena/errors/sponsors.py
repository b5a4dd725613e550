from mitmachstadt.kernel.verdicts import Refusal


class SponsorAlready(Refusal):
    text = "Sie haben die Patenschaft für diese Idee schon."
    status = 409


class TooManySponsorships(Refusal):
    text = (
        "Sie haben schon {most} Patenschaften. Wer Verantwortung übernimmt, braucht Zeit dafür: "
        "Geben Sie zuerst eine zurück, oder übergeben Sie sie jemandem."
    )
    status = 409


class SponsorTheWhole(Refusal):
    text = (
        "Diese Idee ist zusammengefasst in „{whole}“. Dort geht es weiter, und dort können Sie "
        "die Patenschaft übernehmen."
    )
    status = 409


class SponsorshipRevoked(Refusal):
    text = (
        "Das Strategiebüro hat Ihre Patenschaft für diese Idee beendet. "
        "Ab dem {day} können Sie sie wieder übernehmen."
    )
    status = 409


class NotYourSponsorship(Refusal):
    text = "Das kann nur, wer diese Patenschaft hat."


class SponsorshipOver(Refusal):
    text = "Diese Patenschaft ist schon beendet. Bitte laden Sie die Seite neu."
    status = 409


class HandOverOpen(Refusal):
    text = (
        "Sie haben diese Patenschaft schon jemandem angeboten, bis zum {day}. "
        "Ziehen Sie das Angebot zuerst zurück."
    )
    status = 409


class HandOverToOneself(Refusal):
    text = "Sie haben die Patenschaft schon. Bitte nennen Sie die Adresse einer anderen Person."
    status = 400


class HandOverNotForYou(Refusal):
    text = "Diese Patenschaft ist Ihnen nicht angeboten."


class HandOverSettled(Refusal):
    text = "Dieses Angebot ist schon beantwortet oder zurückgezogen. Bitte laden Sie die Seite neu."
    status = 409


class HandOverLapsed(Refusal):
    text = "Dieses Angebot galt bis zum {day}. Bitten Sie darum, dass es noch einmal gemacht wird."
    status = 409
