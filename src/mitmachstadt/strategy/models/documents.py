from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from mitmachstadt.nodes.models import Node
from mitmachstadt.strategy.enums import DocumentKind, EditionState


class Strategy(models.Model):
    """What holds a city's documents together; its name is the node's title."""

    node = models.OneToOneField(Node, models.CASCADE, primary_key=True, related_name="strategy")

    def __str__(self) -> str:
        return f"strategy {self.node_id}"


class Document(models.Model):
    """A green paper, a white paper: one text through all its editions."""

    node = models.OneToOneField(Node, models.CASCADE, primary_key=True, related_name="document")
    strategy = models.ForeignKey(Strategy, models.PROTECT, related_name="documents")
    kind = models.CharField(max_length=20, choices=DocumentKind.choices)

    def __str__(self) -> str:
        return f"document {self.node_id}"


class Edition(models.Model):
    """The document at a time. Once published it never changes and its content hash names its words.

    The label is what people call it; two editions may carry the same label and other words.
    `source`, `decisions` and `report` tell how the text was read in; `contents` is the table of
    contents as HTML, made on publishing.
    """

    node = models.OneToOneField(Node, models.CASCADE, primary_key=True, related_name="edition")
    document = models.ForeignKey(Document, models.PROTECT, related_name="editions")
    label = models.CharField(max_length=120)
    state = models.CharField(
        max_length=12, choices=EditionState.choices, default=EditionState.DRAFT
    )
    content_hash = models.CharField(max_length=64, blank=True)
    published = models.DateTimeField(null=True, blank=True)
    contents = models.TextField(blank=True)
    source = models.TextField(blank=True)
    source_format = models.CharField(max_length=12, blank=True)
    decisions = models.JSONField(default=dict, blank=True)
    report = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=EditionState.DRAFT, published__isnull=True, content_hash="")
                | (
                    Q(state=EditionState.PUBLISHED, published__isnull=False)
                    & Q(Exact(Length("content_hash"), 64))
                ),
                name="published_edition_has_hash_and_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.content_hash[:8]}"

    @property
    def is_published(self) -> bool:
        return self.state == EditionState.PUBLISHED

    @property
    def short_hash(self) -> str:
        """The first eight characters, as shown beside the label."""
        return self.content_hash[:8]


class Leaf(models.Model):
    """A stretch of a published edition as one page: HTML, with `<!--n:id-->` for the counters."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="leaves")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=500, blank=True)
    html = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="leaf_once_per_edition")
        ]

    def __str__(self) -> str:
        return f"leaf {self.number} of edition {self.edition_id}"
