from django.conf import settings
from django.db import models
from django.db.models import Q

from mitmachstadt.nodes.models import Node


class Article(models.Model):
    """A report of what took place, or news. Title, plain words, place and language are the node's.

    `source` is what the office wrote, in Markdown; `html` what is shown of it.
    """

    node = models.OneToOneField(Node, models.CASCADE, primary_key=True, related_name="article")
    lead = models.TextField()
    source = models.TextField()
    html = models.TextField()
    took_place = models.DateField(null=True, blank=True)
    published = models.DateTimeField(null=True, blank=True)
    withdrawn = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["published", "node"], name="article_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn__isnull=True, withdrawn_because="")
                | (Q(withdrawn__isnull=False, published__isnull=False) & ~Q(withdrawn_because="")),
                name="article_withdrawn_with_a_reason",
            )
        ]

    def __str__(self) -> str:
        return f"article {self.node_id}"


class Correction(models.Model):
    """What was put right after publication, in words. Public, never removed."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="corrections")
    note = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [models.CheckConstraint(condition=~Q(note=""), name="correction_says_what")]

    def __str__(self) -> str:
        return f"correction of {self.article_id}"
