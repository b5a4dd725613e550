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


class Capacity(TextChoices):
    """In which capacity somebody speaks; shown with every contribution."""

    CITIZEN = "citizen", _("als Privatperson")
    ORGANISATION = "organisation", _("für eine Organisation")
    OFFICE = "office", _("für das Strategiebüro")


class MembershipRole(TextChoices):
    """What somebody does for an organisation; whoever works for it also speaks for it."""

    SPEAKS = "speaks", _("spricht für sie")
    WORKS = "works", _("bearbeitet für sie")


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
