from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OrganisationKind(TextChoices):
    SENATE_DEPARTMENT = "senate_department", _("Senatsverwaltung")
    DISTRICT_OFFICE = "district_office", _("Bezirksamt")
    SUBORDINATE_AUTHORITY = "subordinate_authority", _("nachgeordnete Behörde")
    BUSINESS = "business", _("Wirtschaft")
    SCIENCE = "science", _("Wissenschaft")
    CIVIL_SOCIETY = "civil_society", _("Zivilgesellschaft")
    POLITICS = "politics", _("Politik")
    BODY = "body", _("Gremium")


class Capacity(TextChoices):
    """In which capacity somebody speaks; shown with every contribution."""

    CITIZEN = "citizen", _("als Privatperson")
    ORGANISATION = "organisation", _("für eine Organisation")
    OFFICE = "office", _("für das Strategiebüro")


class BuiltInGroup(TextChoices):
    """Groups that every city has. The last three are the roles."""

    EVERYONE = "everyone", _("alle, auch ohne Konto")
    SIGNED_IN = "signed-in", _("alle mit Konto")
    ADMINISTRATOR = "administrator", _("Administration")
    OFFICE = "office", _("Strategiebüro")
    MODERATOR = "moderator", _("Moderation")


ROLES = (BuiltInGroup.ADMINISTRATOR, BuiltInGroup.OFFICE, BuiltInGroup.MODERATOR)
