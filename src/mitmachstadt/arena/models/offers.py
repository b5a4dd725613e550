from django.conf import settings
from django.db import models
from django.db.models import Q

from mitmachstadt.arena.models.hiding import Hidable, hidden_with_a_reason
from mitmachstadt.arena.models.ideas import Arena, Idea
from mitmachstadt.kernel.ids import new_public_id
from mitmachstadt.people.models import Organisation
from mitmachstadt.taxonomies.models import Term


class Offer(Hidable):
    """Somebody offers what they can do, in an arena, until a day (D10).

    Once it is `withdrawn` its words are gone; `taken_down` is the office's reason, if it was them.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    arena = models.ForeignKey(Arena, models.CASCADE, related_name="offers")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="offers"
    )
    name = models.CharField(max_length=60, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="offers"
    )
    organisation_name = models.CharField(max_length=200, blank=True)
    title = models.CharField(max_length=120, blank=True)
    text = models.TextField(blank=True)
    until = models.DateField()
    created = models.DateTimeField()
    withdrawn = models.DateTimeField(null=True, blank=True)
    taken_down = models.CharField(max_length=1000, blank=True, default="")

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["arena", "-id"], condition=Q(withdrawn=None), name="offers_of_an_arena"
            )
        ]
        constraints = [hidden_with_a_reason("offer")]

    def __str__(self) -> str:
        return f"offer {self.public_id}"


class OfferField(models.Model):
    """A field of action that an offer is about."""

    offer = models.ForeignKey(Offer, models.CASCADE, related_name="fields")
    term = models.ForeignKey(Term, models.PROTECT, related_name="offers")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["offer", "term"], name="field_once_per_offer")
        ]

    def __str__(self) -> str:
        return f"offer {self.offer_id} under {self.term_id}"


class Joining(models.Model):
    """Whoever made an offer is in on an idea; its sponsors see it and answer."""

    offer = models.ForeignKey(Offer, models.CASCADE, related_name="joinings")
    idea = models.ForeignKey(Idea, models.CASCADE, related_name="joinings")
    note = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    answer = models.CharField(max_length=500, blank=True, default="")
    answered = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    ended = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["offer", "idea"], condition=Q(ended=None), name="in_on_an_idea_once"
            )
        ]

    def __str__(self) -> str:
        return f"offer {self.offer_id} for idea {self.idea_id}"
