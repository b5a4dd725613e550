from mitmachstadt.kernel.verdicts import Refusal


class SignInNeeded(Refusal):
    text = "Dafür brauchen Sie ein Konto. Bitte melden Sie sich an."


class RoleNeeded(Refusal):
    text = "Das darf nur, wer diese Aufgabe hat: {role}."


class EmailTaken(Refusal):
    text = "Zu dieser E-Mail-Adresse gibt es schon ein Konto. Melden Sie sich an."
    status = 409


class AddressNotProven(Refusal):
    text = (
        "Noch ist nicht bestätigt, dass die E-Mail-Adresse {name} gehört. Bitten Sie die Person, "
        "sich einmal mit einem Code per E-Mail anzumelden; danach geht es."
    )
    status = 409


class LastAdministrator(Refusal):
    text = (
        "Das ist die letzte Person mit der Aufgabe Administration. "
        "Übertragen Sie die Aufgabe zuerst einer anderen Person."
    )
    status = 409


class LastAdministratorStays(Refusal):
    text = (
        "Eine Person muss die Aufgabe Administration ohne Ende haben. Lassen Sie den letzten Tag "
        "frei, oder übertragen Sie die Aufgabe zuerst einer anderen Person ohne Ende."
    )
    status = 409


class NothingChosen(Refusal):
    text = "Geändert wurde nichts: Bitte wählen Sie aus, was geschehen soll und für wen."
    status = 400


class OwnAccount(Refusal):
    text = "Ihr eigenes Konto können Sie nicht schließen. Das kann eine andere Person."
    status = 409


class OrganisationNameMissing(Refusal):
    text = "Bitte geben Sie der Organisation einen Namen (höchstens {longest} Zeichen)."
    status = 400


class OrganisationNameTaken(Refusal):
    text = "Eine Organisation mit diesem Namen gibt es schon: {name}."
    status = 409


class OrganisationHasEnded(Refusal):
    text = "„{name}“ gibt es nicht mehr. Was war, bleibt stehen; ändern lässt es sich nicht."
    status = 409


class OrganisationBelowItself(Refusal):
    text = "„{name}“ gehört selbst dazu: Eine Organisation kann nicht unter sich selbst stehen."
    status = 409


class OrganisationUnchanged(Refusal):
    text = "Name und Zugehörigkeit sind wie bisher; eingetragen wurde nichts."
    status = 409


class KindAndDistrictUnchanged(Refusal):
    text = "Art und Ort sind wie bisher; eingetragen wurde nichts."
    status = 409


class CorrectionNeedsReason(Refusal):
    text = "Bitte schreiben Sie in einem Satz, was falsch eingetragen war."
    status = 400


class BodyHasMembers(Refusal):
    text = "„{name}“ hat oder hatte Mitglieder und bleibt deshalb ein Gremium."
    status = 409


class ReorganisationLater(Refusal):
    text = "Eingetragen wird, was geschehen ist: Wählen Sie einen Tag bis heute."
    status = 400


class ReorganisationTooEarly(Refusal):
    text = "Seit {since} gilt schon etwas Neueres. Wählen Sie einen Tag danach."
    status = 409


class UnitsRemain(Refusal):
    text = (
        "Zu „{name}“ gehören noch {count} Organisationen. "
        "Tragen Sie zuerst ein, wohin sie kommen oder dass sie enden."
    )
    status = 409


class NotVerified(Refusal):
    text = (
        "„{organisation}“ wurde noch nicht geprüft. Bis dahin kann niemand in ihrem Namen "
        "sprechen; schreiben Sie so lange als Privatperson."
    )


class DistrictOfOfficeMissing(Refusal):
    text = (
        "Zu einem Amt vor Ort gehört der Teil der Stadt, für den es da ist. "
        "Bitte wählen Sie ihn aus."
    )
    status = 400


class LinkHasExpired(Refusal):
    text = (
        "Dieser Link gilt nicht mehr: Er ist älter als einen Tag oder wurde schon benutzt. "
        "Lassen Sie sich einen neuen schicken."
    )
    status = 410


class NotAMember(Refusal):
    text = (
        "Sie sind nicht als Mitglied von „{organisation}“ eingetragen "
        "und können nicht für sie sprechen."
    )


class TooManyAttempts(Refusal):
    text = "Zu viele Versuche. Bitte warten Sie bis {until} und versuchen Sie es dann noch einmal."
    status = 429


class TermsNotAccepted(Refusal):
    text = "Ohne Ihre Zustimmung zu den Teilnahmebedingungen können wir kein Konto anlegen."
    status = 400


class PasswordWrong(Refusal):
    text = "Das ist nicht Ihr bisheriges Passwort."
    status = 400


class DistrictUnknown(Refusal):
    text = "Diesen Teil der Stadt gibt es nicht. Bitte wählen Sie einen aus der Liste."
    status = 400


class CityTextEmpty(Refusal):
    text = "Bitte schreiben Sie den Text (höchstens {longest} Zeichen)."
    status = 400


class ChangesUnsaid(Refusal):
    text = "Bitte sagen Sie in einfachen Worten, was sich ändert. Das ist öffentlich."
    status = 400


class HoldsTooEarly(Refusal):
    text = "Eine neue Fassung gilt ab {day} oder später, nicht rückwirkend."
    status = 400


class CityTextChangedMeanwhile(Refusal):
    text = (
        "Jemand anderes hat inzwischen eine Fassung veröffentlicht. Ihre Eingaben stehen noch "
        "hier; vergleichen Sie sie damit und veröffentlichen Sie dann noch einmal."
    )
    status = 409
