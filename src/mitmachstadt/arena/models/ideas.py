from django.conf import settings
from django.db import models
from django.db.models import Q

from mitmachstadt.arena.enums import STUCK_DAYS, Sort, State, Target
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.models import Organisation


class Arena(models.Model):
    """Where ideas come in and grow. Its ideas hang below its node, windows open it.

    `body` decides which ideas become measures; `stuck_days` is how long an idea may stand still
    before everybody sees that it does.
    """

    node = models.OneToOneField(Node, models.CASCADE, primary_key=True, related_name="arena")
    intro = models.TextField(blank=True)
    body = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="arenas"
    )
    stuck_days = models.PositiveSmallIntegerField(default=STUCK_DAYS)

    def __str__(self) -> str:
        return f"arena {self.node_id}"


class ArenaGoal(models.Model):
    """A goal or guiding principle that an idea of this arena can pay into: any node."""

    arena = models.ForeignKey(Arena, models.CASCADE, related_name="goals")
    node = models.ForeignKey(Node, models.PROTECT, related_name="goal_of_arenas")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["arena", "node"], name="goal_once_per_arena")
        ]

    def __str__(self) -> str:
        return f"goal {self.node_id} of arena {self.arena_id}"


class Idea(models.Model):
    """A need or a proposal on its way. Words, author, place and counters are the node's.

    `state` is where it stands since `since`; parked ideas come up again on `review_on`. A central
    target has an `exception` that says why.
    """

    node = models.OneToOneField(Node, models.CASCADE, primary_key=True, related_name="idea")
    arena = models.ForeignKey(Arena, models.PROTECT, related_name="ideas")
    sort = models.CharField(max_length=10, choices=Sort.choices)
    state = models.CharField(max_length=12, choices=State.choices, default=State.SUBMITTED)
    since = models.DateTimeField()
    review_on = models.DateField(null=True, blank=True)
    target = models.CharField(max_length=10, choices=Target.choices, blank=True, default="")
    exception = models.TextField(blank=True, default="")

    class Meta:
        indexes = [
            models.Index(fields=["arena", "state", "node"], name="idea_by_state"),
            models.Index(fields=["arena", "state", "since"], name="idea_standing_still"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="parked") | Q(review_on__isnull=False),
                name="parked_until_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(target="central") | ~Q(exception=""), name="central_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"idea {self.node_id}"


class IdeaStep(models.Model):
    """A change of state, forward, back or aside, with its public reason."""

    idea = models.ForeignKey(Idea, models.CASCADE, related_name="steps")
    came_from = models.CharField(max_length=12, choices=State.choices)
    went_to = models.CharField(max_length=12, choices=State.choices)
    reason = models.TextField(blank=True)
    review_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"idea {self.idea_id}: {self.came_from} -> {self.went_to}"
