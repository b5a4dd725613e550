from django.db.models import TextChoices

from mitmachstadt.kernel.city import the_city


class OrganisationKind(TextChoices):
    SENATE_DEPARTMENT = "senate_department", "Senatsverwaltung"
    DISTRICT_OFFICE = "district_office", "Bezirksamt"
    SUBORDINATE_AUTHORITY = "subordinate_authority", "nachgeordnete Behörde"
    BUSINESS = "business", "Wirtschaft"
    SCIENCE = "science", "Wissenschaft"
    CIVIL_SOCIETY = "civil_society", "Zivilgesellschaft"
    POLITICS = "politics", "Politik"
    BODY = "body", "Gremium"

    @property
    def in_words(self) -> str:
        """The kind as this city calls it."""
        own = the_city().words
        words = {
            OrganisationKind.SENATE_DEPARTMENT: own.department,
            OrganisationKind.DISTRICT_OFFICE: own.district_office,
            OrganisationKind.BODY: own.body,
        }
        return words.get(self, str(self.label))


class Capacity(TextChoices):
    """In which capacity somebody speaks; shown with every contribution."""

    CITIZEN = "citizen", "als Privatperson"
    ORGANISATION = "organisation", "für eine Organisation"
    OFFICE = "office", "für das Strategiebüro"


class BuiltInGroup(TextChoices):
    """Groups that every city has. The last three are the roles."""

    EVERYONE = "everyone", "alle, auch ohne Konto"
    SIGNED_IN = "signed-in", "alle mit Konto"
    ADMINISTRATOR = "administrator", "Administration"
    OFFICE = "office", "Strategiebüro"
    MODERATOR = "moderator", "Moderation"


ROLES = (BuiltInGroup.ADMINISTRATOR, BuiltInGroup.OFFICE, BuiltInGroup.MODERATOR)
