from django.db import models

from mitmachstadt.nodes.models import Node, Wording
from mitmachstadt.strategy.enums import FACETED, Facet, PassageForm, SectionKind
from mitmachstadt.strategy.models.documents import Document, Edition
from mitmachstadt.strategy.models.templates import ChapterTemplate, TemplateBlock


class Section(models.Model):
    """A heading's identity through all editions; `kind` says what stands below it in the newest.

    `facets` holds the sum of its facets' bits.
    """

    node = models.OneToOneField(Node, models.CASCADE, primary_key=True, related_name="section")
    document = models.ForeignKey(Document, models.PROTECT, related_name="sections")
    kind = models.CharField(max_length=12, choices=SectionKind.choices, default=SectionKind.PROSE)
    key = models.SlugField(max_length=60, blank=True)
    facets = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["document", "kind"], name="section_kind")]

    def __str__(self) -> str:
        return f"section {self.node_id}"

    @property
    def has_facets(self) -> bool:
        return self.kind in FACETED

    @property
    def facet_list(self) -> list[Facet]:
        """Which facets it has, in their order."""
        return [facet for facet in Facet if self.facets & facet]


class Passage(models.Model):
    """A paragraph or list item, for life; what it says in an edition stands in a `Wording`."""

    node = models.OneToOneField(Node, models.CASCADE, primary_key=True, related_name="passage")
    document = models.ForeignKey(Document, models.PROTECT, related_name="passages")

    def __str__(self) -> str:
        return f"passage {self.node_id}"


class EditionSection(models.Model):
    """Where a section stands in an edition, what it is called and of what kind it is there.

    `template` says how this chapter is to be built, `block` which part of one this section is.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="placed_sections")
    section = models.ForeignKey(Section, models.PROTECT, related_name="placings")
    position = models.PositiveIntegerField()
    level = models.PositiveSmallIntegerField()
    number = models.TextField(blank=True)
    title = models.TextField(blank=True)
    kind = models.CharField(max_length=12, choices=SectionKind.choices, default=SectionKind.PROSE)
    leaf = models.PositiveSmallIntegerField(default=1)
    template = models.ForeignKey(ChapterTemplate, models.SET_NULL, null=True, blank=True)
    block = models.ForeignKey(TemplateBlock, models.SET_NULL, null=True, blank=True)

    class Meta:
        ordering = ["edition", "position"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "section"], name="section_once_per_edition"),
        ]
        indexes = [models.Index(fields=["edition", "leaf", "position"], name="section_leaf")]

    def __str__(self) -> str:
        return f"{self.position} {self.title}"


class EditionPassage(models.Model):
    """Where a passage stands in an edition, and with which words."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="placed_passages")
    section = models.ForeignKey(Section, models.PROTECT, related_name="placed_passages")
    passage = models.ForeignKey(Passage, models.PROTECT, related_name="placings")
    wording = models.ForeignKey(Wording, models.PROTECT, related_name="placings")
    position = models.PositiveIntegerField()
    form = models.CharField(
        max_length=12, choices=PassageForm.choices, default=PassageForm.PARAGRAPH
    )
    marker = models.CharField(max_length=12, blank=True)
    depth = models.PositiveSmallIntegerField(default=0)
    leaf = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["edition", "position"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "passage"], name="passage_once_per_edition"),
        ]
        indexes = [models.Index(fields=["edition", "leaf", "position"], name="passage_leaf")]

    def __str__(self) -> str:
        return f"{self.position} {self.passage_id}"
