from django.conf import settings
from django.db import models
from django.db.models import Q


class Hidable(models.Model):
    """Words that moderators can hide from everybody, since when and why; the row keeps them."""

    hidden = models.DateTimeField(null=True, blank=True)
    hidden_because = models.CharField(max_length=1000, blank=True, default="")
    hidden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        abstract = True


def hidden_with_a_reason(table: str) -> models.CheckConstraint:
    """Nobody hides without saying why, not even past the actions."""
    condition = Q(hidden=None) | ~Q(hidden_because="")
    return models.CheckConstraint(condition=condition, name=f"{table}_hidden_with_a_reason")
