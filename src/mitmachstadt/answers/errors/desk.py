from mitmachstadt.kernel.verdicts import Refusal


class NoDesk(Refusal):
    text = (
        "Das dürfen das Strategiebüro und wer für eine Stelle arbeitet, bei der Beiträge liegen. "
        "Als wer Sie eingetragen sind, ändert die Administration."
    )


class NotAtYourDesk(Refusal):
    text = (
        "„{title}“ liegt nicht bei einer Stelle, für die Sie arbeiten. Beantworten kann den "
        "Beitrag nur die Stelle, bei der er liegt, oder das Strategiebüro."
    )


class SeveralDesks(Refusal):
    text = (
        "Diese Beiträge liegen bei verschiedenen Stellen. Eine Rückmeldung gibt immer eine Stelle: "
        "Bitte antworten Sie für jede einzeln."
    )
    status = 409


class PlaceholderLeft(Refusal):
    text = (
        "In der Begründung steht noch ein Platzhalter: {names}. Bitte ersetzen Sie ihn durch Worte."
    )
    status = 400


class PlaceholderUnknown(Refusal):
    text = "Diesen Platzhalter gibt es nicht: {names}. Möglich sind: {known}."
    status = 400


class PlaceholderAboutOne(Refusal):
    text = (
        "Der Textbaustein nennt {names}. Das ist bei den gewählten Beiträgen nicht überall "
        "dasselbe; bitte antworten Sie einzeln oder nehmen Sie einen anderen."
    )
    status = 409


class TemplateNameMissing(Refusal):
    text = "Bitte geben Sie dem Textbaustein einen Namen (höchstens {longest} Zeichen)."
    status = 400


class TemplateNameTaken(Refusal):
    text = "Einen Textbaustein „{name}“ gibt es hier schon. Bitte wählen Sie einen anderen Namen."
    status = 409


class TemplateEmpty(Refusal):
    text = "Bitte schreiben Sie den Text des Bausteins (höchstens {longest} Zeichen)."
    status = 400


class NotYourTemplate(Refusal):
    text = "Diesen Textbaustein ändert nur, wer an dem Schreibtisch arbeitet, dem er gehört."
