from django.conf import settings
from django.db import models

from mitmachstadt.formats.enums import ActorRole
from mitmachstadt.people.models import Group


class RoleWords(models.Model):
    """What this city says to people in a role: its own words, formats and groups.

    Without a row the usual ones hold. `formats` holds words of `FormatKind`.
    """

    role = models.CharField(max_length=20, primary_key=True, choices=ActorRole.choices)
    text = models.TextField(blank=True)
    formats = models.JSONField(default=list, blank=True)
    groups = models.ManyToManyField(Group, blank=True, related_name="roles")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True)
    changed = models.DateTimeField()

    def __str__(self) -> str:
        return self.role
