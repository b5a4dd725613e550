from django.db import models
from django.db.models import F, Q

from mitmachstadt.people.enums import LONGEST_FUNCTION
from mitmachstadt.people.models.organisations import Organisation
from mitmachstadt.people.models.posts import Post


class Seat(models.Model):
    """Who sits in a body for a term: an organisation, or somebody it sends, named by their post.

    A term always has an end. `sender_name` and `post_name` are what they were called when the term
    was entered.
    """

    body = models.ForeignKey(Organisation, models.CASCADE, related_name="seats")
    sender = models.ForeignKey(Organisation, models.PROTECT, related_name="seats_elsewhere")
    sender_name = models.CharField(max_length=200)
    post = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, related_name="seats_elsewhere"
    )
    post_name = models.CharField(max_length=120, blank=True)
    function = models.CharField(max_length=LONGEST_FUNCTION, blank=True)
    since = models.DateField()
    until = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["body", "-until"], name="seat_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("since")), name="term_ends_after_it_began"
            ),
            models.CheckConstraint(
                condition=~Q(body=F("sender")), name="no_body_sends_somebody_into_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sender_id} in {self.body_id} until {self.until}"
