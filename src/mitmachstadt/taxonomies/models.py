from django.conf import settings
from django.db import models
from django.db.models import F, Q

from mitmachstadt.kernel.ids import new_public_id
from mitmachstadt.nodes.models import Node
from mitmachstadt.taxonomies.enums import (
    LONGEST_NAME,
    LONGEST_SLUG,
    MappingRelation,
    VersionState,
)


class Taxonomy(models.Model):
    """What a city sorts its matters by, for example its fields of action."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    slug = models.SlugField(max_length=LONGEST_SLUG, unique=True)
    name_de = models.CharField(max_length=LONGEST_NAME)
    name_en = models.CharField(max_length=LONGEST_NAME, blank=True)
    description = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.slug


class Version(models.Model):
    """A taxonomy at a time; once published its terms never change.

    Only the state moves on: one version is in force, and the next one makes it a former one.
    """

    taxonomy = models.ForeignKey(Taxonomy, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(
        max_length=12, choices=VersionState.choices, default=VersionState.DRAFT
    )
    valid_from = models.DateField(null=True, blank=True)
    published = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["taxonomy", "number"]
        constraints = [
            models.UniqueConstraint(fields=["taxonomy", "number"], name="version_number_once"),
            models.UniqueConstraint(
                fields=["taxonomy"],
                condition=Q(state=VersionState.DRAFT),
                name="one_draft_of_a_taxonomy",
            ),
            models.UniqueConstraint(
                fields=["taxonomy"],
                condition=Q(state=VersionState.IN_FORCE),
                name="one_version_in_force",
            ),
            models.CheckConstraint(
                condition=Q(state=VersionState.DRAFT, published__isnull=True)
                | (
                    ~Q(state=VersionState.DRAFT)
                    & Q(published__isnull=False, valid_from__isnull=False)
                ),
                name="published_version_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.taxonomy_id} version {self.number}"


class Term(models.Model):
    """A term's identity through all versions; what it is called stands in an `Entry`."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    taxonomy = models.ForeignKey(Taxonomy, models.PROTECT, related_name="terms")

    def __str__(self) -> str:
        return f"term {self.public_id}"


class Entry(models.Model):
    """A term in a version: its names, its place, and whether it is closed in favour of another."""

    version = models.ForeignKey(Version, models.CASCADE, related_name="entries")
    term = models.ForeignKey(Term, models.PROTECT, related_name="entries")
    parent = models.ForeignKey(
        Term, models.PROTECT, null=True, blank=True, related_name="entries_below"
    )
    slug = models.SlugField(max_length=LONGEST_SLUG)
    name_de = models.CharField(max_length=LONGEST_NAME)
    name_en = models.CharField(max_length=LONGEST_NAME, blank=True)
    definition = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField()
    successor = models.ForeignKey(
        Term, models.PROTECT, null=True, blank=True, related_name="entries_before"
    )

    class Meta:
        ordering = ["version", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["version", "term"], name="term_once_in_a_version"),
            models.UniqueConstraint(fields=["version", "slug"], name="slug_once_in_a_version"),
            models.CheckConstraint(condition=~Q(parent=F("term")), name="term_not_below_itself"),
            models.CheckConstraint(
                condition=~Q(successor=F("term")), name="term_does_not_follow_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slug} in {self.version_id}"

    @property
    def is_closed(self) -> bool:
        """Nothing new is sorted under it."""
        return self.successor_id is not None


class Mapping(models.Model):
    """A term beside one of another taxonomy, or one of its own taxonomy that came later."""

    source = models.ForeignKey(Term, models.CASCADE, related_name="mappings")
    target = models.ForeignKey(Term, models.CASCADE, related_name="mapped_from")
    relation = models.CharField(max_length=12, choices=MappingRelation.choices)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "target"], name="terms_mapped_once"),
            models.CheckConstraint(condition=~Q(source=F("target")), name="mapping_joins_two"),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.relation} {self.target_id}"


class Assignment(models.Model):
    """A node sorted under a term."""

    node = models.ForeignKey(Node, models.CASCADE, related_name="assignments")
    term = models.ForeignKey(Term, models.PROTECT, related_name="assignments")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True)
    created = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["node", "term"], name="node_once_under_a_term")
        ]

    def __str__(self) -> str:
        return f"{self.node_id} under {self.term_id}"
