from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class VersionState(TextChoices):
    DRAFT = "draft", _("in Vorbereitung")
    IN_FORCE = "in_force", _("gilt")
    FORMER = "former", _("abgelöst")


class MappingRelation(TextChoices):
    """How a term relates to one of another taxonomy, or to one of its own that came later."""

    SAME = "same", _("entspricht")
    BROADER = "broader", _("gehört zu dem weiteren")
    NARROWER = "narrower", _("umfasst das engere")
    MERGED_INTO = "merged_into", _("ging auf in")


LONGEST_SLUG = 60
LONGEST_NAME = 120
LONGEST_DEFINITION = 1000
# Whoever sorts a thing under everything has sorted nothing.
MOST_TERMS = 5
# More than any taxonomy of a city has; an import is read while somebody waits.
MOST_ENTRIES = 500
LARGEST_IMPORT = 512 * 1024
