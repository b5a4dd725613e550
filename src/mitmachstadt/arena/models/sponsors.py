from django.conf import settings
from django.db import models
from django.db.models import Q

from mitmachstadt.arena.enums import Ending, OfferOutcome
from mitmachstadt.arena.models.hiding import Hidable, hidden_with_a_reason
from mitmachstadt.arena.models.ideas import Idea
from mitmachstadt.people.models import Organisation


class Sponsorship(Hidable):
    """Somebody takes responsibility for an idea, for themselves or for an organisation (D3).

    It lapses when it is not renewed in time, and never before the sponsor was `warned`; `ended`
    says since when it does not hold any more. What can be hidden is why it ended.
    """

    idea = models.ForeignKey(Idea, models.CASCADE, related_name="sponsorships")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="sponsorships"
    )
    name = models.CharField(max_length=60, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="sponsorships"
    )
    organisation_name = models.CharField(max_length=200, blank=True)
    since = models.DateTimeField()
    renewed = models.DateTimeField()
    warned = models.DateTimeField(null=True, blank=True)
    ended = models.DateTimeField(null=True, blank=True)
    ending = models.CharField(max_length=12, choices=Ending.choices, blank=True, default="")
    ended_because = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ["since", "id"]
        indexes = [
            models.Index(fields=["renewed"], condition=Q(ended=None), name="sponsorship_to_renew")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["idea", "person"], condition=Q(ended=None), name="one_sponsorship_at_a_time"
            ),
            hidden_with_a_reason("sponsorship"),
        ]

    def __str__(self) -> str:
        return f"sponsorship {self.pk} of idea {self.idea_id}"


class HandOver(models.Model):
    """A sponsorship is offered to somebody, until a moment; nothing changes before they accept.

    `to` is nobody where the address that was typed belongs to no account: the page does not tell.
    """

    sponsorship = models.ForeignKey(Sponsorship, models.CASCADE, related_name="hand_overs")
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="offered_sponsorships"
    )
    offered = models.DateTimeField()
    until = models.DateTimeField()
    settled = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=OfferOutcome.choices, blank=True, default="")

    class Meta:
        ordering = ["offered", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["sponsorship"], condition=Q(settled=None), name="one_open_hand_over"
            )
        ]

    def __str__(self) -> str:
        return f"sponsorship {self.sponsorship_id} offered"
