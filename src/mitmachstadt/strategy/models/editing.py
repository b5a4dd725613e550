from django.conf import settings
from django.db import models

from mitmachstadt.nodes.enums import Relation
from mitmachstadt.nodes.models import Node, Wording
from mitmachstadt.strategy.enums import EditVerb, PassageForm
from mitmachstadt.strategy.models.documents import Edition
from mitmachstadt.strategy.models.layout import Passage


class Edit(models.Model):
    """What somebody did to a draft: the office sees who wrote what, and nothing is lost.

    Wordings that only a draft had go when it is published; the line itself stays. Of a passage that
    was left out it keeps what it was beside its words, so that it can come back as it was.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="edits")
    node = models.ForeignKey(Node, models.SET_NULL, null=True, blank=True)
    verb = models.CharField(max_length=12, choices=EditVerb.choices)
    before = models.ForeignKey(Wording, models.SET_NULL, null=True, blank=True, related_name="+")
    after = models.ForeignKey(Wording, models.SET_NULL, null=True, blank=True, related_name="+")
    words = models.CharField(max_length=200, blank=True)
    form = models.CharField(max_length=12, choices=PassageForm.choices, blank=True)
    marker = models.CharField(max_length=12, blank=True)
    depth = models.PositiveSmallIntegerField(default=0)
    citations = models.JSONField(default=list, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["edition", "at", "id"], name="edit_newest")]

    def __str__(self) -> str:
        return f"{self.verb} {self.node_id}"


class Derivation(models.Model):
    """In this draft a passage went into another, or another was cut from it.

    It becomes a trace when the edition is published; before that it is nobody's business.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="derivations")
    source = models.ForeignKey(Passage, models.CASCADE, related_name="+")
    target = models.ForeignKey(Passage, models.CASCADE, related_name="+")
    relation = models.CharField(max_length=20, choices=Relation.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "source", "target"], name="derivation_once_per_edition"
            )
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.relation} {self.target_id}"
