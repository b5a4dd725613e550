from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from mitmachstadt.kernel.city import the_words


class OrganisationKind(TextChoices):
    SENATE_DEPARTMENT = "senate_department", _("Senatsverwaltung")
    DISTRICT_OFFICE = "district_office", _("Bezirksamt")
    SUBORDINATE_AUTHORITY = "subordinate_authority", _("nachgeordnete Behörde")
    BUSINESS = "business", _("Wirtschaft")
    SCIENCE = "science", _("Wissenschaft")
    CIVIL_SOCIETY = "civil_society", _("Zivilgesellschaft")
    POLITICS = "politics", _("Politik")
    FEDERAL = "federal", _("Bund und Förderprogramme")
    BODY = "body", _("Gremium")

    @property
    def in_words(self) -> str:
        """The kind as this city calls it."""
        own = the_words()
        words = {
            OrganisationKind.SENATE_DEPARTMENT: own.department,
            OrganisationKind.DISTRICT_OFFICE: own.district_office,
            OrganisationKind.BODY: own.body,
        }
        return words.get(self, str(self.label))


# What belongs to the public administration, whoever speaks for it.
ADMINISTRATION = (
    OrganisationKind.SENATE_DEPARTMENT,
    OrganisationKind.DISTRICT_OFFICE,
    OrganisationKind.SUBORDINATE_AUTHORITY,
)


class Sector(TextChoices):
    """The groups among which the city counts a network; residents stand for themselves."""

    RESIDENTS = "residents", _("Bewohnerinnen und Bewohner")
    ADMINISTRATION = "administration", _("Verwaltung")
    BUSINESS = "business", _("Wirtschaft")
    SCIENCE = "science", _("Wissenschaft")
    CIVIL_SOCIETY = "civil_society", _("Zivilgesellschaft")


# Politics, bodies and the federal level act for the state: the groups have none of their own.
SECTOR_OF = {
    OrganisationKind.SENATE_DEPARTMENT: Sector.ADMINISTRATION,
    OrganisationKind.DISTRICT_OFFICE: Sector.ADMINISTRATION,
    OrganisationKind.SUBORDINATE_AUTHORITY: Sector.ADMINISTRATION,
    OrganisationKind.BUSINESS: Sector.BUSINESS,
    OrganisationKind.SCIENCE: Sector.SCIENCE,
    OrganisationKind.CIVIL_SOCIETY: Sector.CIVIL_SOCIETY,
    OrganisationKind.POLITICS: Sector.ADMINISTRATION,
    OrganisationKind.FEDERAL: Sector.ADMINISTRATION,
    OrganisationKind.BODY: Sector.ADMINISTRATION,
}
# What people can ask to speak for that the city does not know yet.
ASKED_FOR = (
    OrganisationKind.CIVIL_SOCIETY,
    OrganisationKind.BUSINESS,
    OrganisationKind.SCIENCE,
    OrganisationKind.POLITICS,
)
LONGEST_AFFILIATION = 200
LONGEST_POST = 120
LONGEST_FUNCTION = 120
LONGEST_MEETING = 120
LONGEST_ASSIGNMENT = 500
LONGEST_MINUTES = 10_000
LONGEST_REASON = 300
LONGEST_PROOF = 500


class Capacity(TextChoices):
    """In which capacity somebody speaks; shown with every contribution."""

    CITIZEN = "citizen", _("als Privatperson")
    ORGANISATION = "organisation", _("für eine Organisation")
    OFFICE = "office", _("für das Strategiebüro")


class TextKind(TextChoices):
    """Words of the city that bind, each in versions of its own."""

    TERMS = "terms", _("Teilnahmebedingungen")
    PRIVACY = "privacy", _("Datenschutz")
    IMPRINT = "imprint", _("Impressum")


class MembershipRole(TextChoices):
    """What somebody does for an organisation; whoever works for it also speaks for it."""

    SPEAKS = "speaks", _("spricht für sie")
    WORKS = "works", _("bearbeitet für sie")


class PostKind(TextChoices):
    """What a post is there for. Whoever commissions something reviews it from outside the team."""

    STAFF = "staff", _("Aufgabe im Amt")
    SPONSOR = "sponsor", _("Führung, die trägt")
    REVIEWER = "reviewer", _("Auftrag und Abnahme")


class PostState(TextChoices):
    """Whether somebody has a post; the other two need a reason."""

    FILLED = "filled", _("besetzt")
    VACANT = "vacant", _("nicht besetzt")
    NOT_ESTABLISHED = "not_established", _("nicht eingerichtet")


class RequestState(TextChoices):
    """What became of somebody's request to speak for an organisation."""

    OPEN = "open", _("wartet auf Prüfung")
    GRANTED = "granted", _("zugestimmt")
    DECLINED = "declined", _("abgelehnt")
    WITHDRAWN = "withdrawn", _("zurückgezogen")


class EngagementKind(TextChoices):
    """How an organisation from outside stands to a unit of the city."""

    PROVIDER = "provider", _("beauftragt")
    FUNDER = "funder", _("fördert")


class BuiltInGroup(TextChoices):
    """Groups that every city has. The last five are the roles."""

    EVERYONE = "everyone", _("alle, auch ohne Konto")
    SIGNED_IN = "signed-in", _("alle mit Konto")
    ADMINISTRATOR = "administrator", _("Administration")
    OFFICE = "office", _("Strategiebüro")
    MODERATOR = "moderator", _("Moderation")
    HELPER = "helper", _("Helfende")
    AUDITOR = "auditor", _("Prüfung")


ROLES = (
    BuiltInGroup.ADMINISTRATOR,
    BuiltInGroup.OFFICE,
    BuiltInGroup.MODERATOR,
    BuiltInGroup.HELPER,
    BuiltInGroup.AUDITOR,
)
