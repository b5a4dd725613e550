from django.db.models import IntegerChoices
from django.utils.translation import gettext_lazy as _


class Score(IntegerChoices):
    """How satisfied somebody is, on the scale that is published with the figures."""

    VERY_BAD = 1, _("1: sehr schlecht")
    BAD = 2, _("2: schlecht")
    MIDDLING = 3, _("3: mittel")
    GOOD = 4, _("4: gut")
    VERY_GOOD = 5, _("5: sehr gut")


LONGEST_COMMENT = 1000
FEWEST = 5  # smaller numbers are not told: they come too near to a person
MONTHS = 12
DAYS = 30
RATINGS_PER_HOUR = 30
RATING_MINUTES = 60
ON_A_PAGE = 50
