from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import Exact

# Followers hear of these; nothing else asks for the lines of one kind.
CALLED_OFF = "process.called_off"
OF_MEASURES = (
    "measure.moved", "measure.status", "measure.milestone-reached", "measure.milestone-moved",
    "measure.recognition-revoked", "measure.lesson",
)  # fmt: skip
TOLD = (CALLED_OFF, *OF_MEASURES)


class Entry(models.Model):
    """One line of the public register: what happened to which node, as a commitment.

    The entry stays for good; the words it commits to lie in `Payload` and can be deleted.
    """

    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=12, db_index=True)
    at = models.DateTimeField()
    commitment = models.CharField(max_length=64)

    class Meta:
        indexes = [
            models.Index("at", condition=models.Q(kind__in=TOLD), name="entry_told"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Exact(Length("commitment"), 64), name="entry_commitment_is_sha256"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} {self.at:%Y-%m-%d %H:%M:%S}"


class Payload(models.Model):
    """What an entry commits to, with the salt that keeps the commitment from being guessed."""

    entry = models.OneToOneField(Entry, models.CASCADE, primary_key=True)
    salt = models.CharField(max_length=32)
    content = models.JSONField()

    def __str__(self) -> str:
        return f"payload of entry {self.entry_id}"
