from django.contrib.sessions.models import Session
from django.db import models

from mitmachstadt.people.models.persons import Person


class DeviceSession(models.Model):
    """Somebody is signed in on a device: since when and when last seen, but not from where."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="device_sessions")
    session = models.OneToOneField(Session, models.CASCADE, related_name="device_session")
    device = models.CharField(max_length=80)
    since = models.DateTimeField()
    seen = models.DateField()

    def __str__(self) -> str:
        return f"{self.person_id} with {self.device}"
