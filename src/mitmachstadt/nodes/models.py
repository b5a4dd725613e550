from django.conf import settings
from django.db import models
from django.db.models import F, Q

from mitmachstadt.kernel.ids import new_public_id
from mitmachstadt.nodes.enums import (
    LONGEST_NEIGHBOURHOOD,
    Kind,
    Moderation,
    Relation,
    Scope,
    Visibility,
)
from mitmachstadt.people.enums import Capacity
from mitmachstadt.people.models import District, Group, Organisation


class Node(models.Model):
    """Everything that can be cited: it has an address, can be remarked on, and has traces.

    `path` holds the public ids from the root down to this node, joined by `/`, so that windows
    above a node are found by equality. Counters carry no index: PostgreSQL can then update them
    in place. `card` is the node as a list shows it to everyone, with an HTML comment where a
    counter or a button goes. `affiliation` says where somebody works who speaks as a citizen but
    works for the city, as it was then; `unit` is who owes the answer.
    """

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    path = models.CharField(max_length=255, db_index=True)
    title = models.CharField(max_length=500)
    text = models.TextField(blank=True)
    card = models.TextField(blank=True)
    language = models.CharField(max_length=8, default="de")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="nodes"
    )
    author_name = models.CharField(max_length=60, blank=True)
    capacity = models.CharField(max_length=20, choices=Capacity.choices, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="nodes"
    )
    organisation_name = models.CharField(max_length=200, blank=True)
    affiliation = models.CharField(max_length=200, blank=True, default="", db_default="")
    unit = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="duties"
    )
    scope = models.CharField(max_length=20, choices=Scope.choices, default=Scope.CITY)
    district = models.ForeignKey(District, models.PROTECT, null=True, blank=True)
    neighbourhood = models.CharField(max_length=LONGEST_NEIGHBOURHOOD, blank=True, default="")
    visibility = models.CharField(
        max_length=12, choices=Visibility.choices, default=Visibility.PUBLIC
    )
    window = models.ForeignKey(
        "Window", models.PROTECT, null=True, blank=True, related_name="contributions"
    )
    created = models.DateTimeField()
    changed = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    remarks = models.PositiveIntegerField(default=0)
    supports = models.PositiveIntegerField(default=0)
    answers = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["kind", "visibility", "created", "id"], name="node_kind_newest"),
            models.Index(
                fields=["parent", "kind", "visibility", "created", "id"], name="node_below"
            ),
            models.Index(
                fields=["window", "created", "id"],
                name="node_unanswered",
                condition=Q(kind="remark", visibility="public", answers=0),
            ),
            models.Index(
                fields=["unit", "window", "created", "id"],
                name="node_unanswered_of_unit",
                condition=Q(kind="remark", visibility="public", answers=0),
            ),
            models.Index(
                fields=["created", "id"], name="node_waiting", condition=Q(visibility="waiting")
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(capacity=Capacity.ORGANISATION) | ~Q(organisation_name=""),
                name="speaking_for_an_organisation_names_it",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"

    @property
    def where_in_words(self) -> str:
        """Where it is about, in words; nothing where that is the whole city."""
        district = self.district.name if self.district_id and self.district else ""
        named = ", ".join(part for part in (self.neighbourhood, district) if part)
        return named or (str(Scope.REGION.label) if self.scope == Scope.REGION else "")

    @property
    def is_public(self) -> bool:
        """Everyone may read it; what a newer edition left out can still be read."""
        return self.visibility in {Visibility.PUBLIC, Visibility.RETIRED}


class Wording(models.Model):
    """The words of a node at a time; never changed, so that a remark can keep what it quotes."""

    node = models.ForeignKey(Node, models.PROTECT, related_name="wordings")
    text = models.TextField()
    html = models.TextField()
    digest = models.CharField(max_length=64)
    created = models.DateTimeField()
    # Empty while only a draft says it; then nobody may quote it.
    published = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["published", "id"], name="wording_newest")]
        constraints = [
            models.UniqueConstraint(fields=["node", "digest"], name="wording_once_per_node")
        ]

    def __str__(self) -> str:
        return f"wording {self.digest[:8]} of node {self.node_id}"


class Trace(models.Model):
    """Two nodes and how the second follows from the first."""

    source = models.ForeignKey(Node, models.PROTECT, related_name="traces_forward")
    target = models.ForeignKey(Node, models.PROTECT, related_name="traces_backward")
    relation = models.CharField(max_length=20, choices=Relation.choices)
    note = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True)
    created = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["target", "relation"], name="trace_backward"),
            models.Index(fields=["created", "id"], name="trace_newest"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["source", "relation", "target"], name="trace_once"),
            models.CheckConstraint(condition=~Q(source=F("target")), name="trace_joins_two"),
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.relation} {self.target_id}"


class Window(models.Model):
    """Opens verbs for an audience on a node and all below it, from a moment to a moment.

    Open means `opens <= now < closes`. `answer_due` is when the city owes its answers to what
    was said through this window.
    """

    node = models.ForeignKey(Node, models.CASCADE, related_name="windows")
    path = models.CharField(max_length=255, db_index=True)
    verbs = models.PositiveSmallIntegerField()
    audience = models.ForeignKey(Group, models.PROTECT, related_name="windows")
    opens = models.DateTimeField()
    closes = models.DateTimeField()
    answer_due = models.DateTimeField(null=True, blank=True)
    moderation = models.CharField(
        max_length=20, choices=Moderation.choices, default=Moderation.WITHOUT_ACCOUNT
    )
    opened_by = models.ForeignKey(
        Node, models.PROTECT, null=True, blank=True, related_name="windows_opened"
    )

    class Meta:
        indexes = [models.Index(fields=["answer_due", "id"], name="window_due")]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens")), name="window_closes_after_it_opens"
            ),
            models.CheckConstraint(
                condition=Q(answer_due__isnull=True) | Q(answer_due__gte=F("closes")),
                name="answers_due_after_window_closes",
            ),
            models.CheckConstraint(condition=Q(verbs__gt=0), name="window_opens_something"),
        ]

    def __str__(self) -> str:
        return f"{self.path} {self.opens:%Y-%m-%d} to {self.closes:%Y-%m-%d}"


class Tally(models.Model):
    """How many public remarks came through a window, and how many of them have no answer.

    Kept by the database (`migrations/_tallies.py`); a window's numbers are the sums over its slots,
    one of which may be negative. Window 0 holds what came through none.
    """

    # Nullable only for joins: the 0 has no row on the other side.
    window = models.ForeignKey(
        Window, models.DO_NOTHING, null=True, db_constraint=False, related_name="tallies"
    )
    slot = models.IntegerField()
    contributions = models.IntegerField()
    unanswered = models.IntegerField()

    class Meta:
        managed = False
        db_table = "nodes_tally"
        constraints = [models.UniqueConstraint(fields=["window", "slot"], name="tally_once")]

    def __str__(self) -> str:
        return f"{self.contributions} through window {self.window_id}"
