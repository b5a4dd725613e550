from django.db import models
from django.db.models import Q

from mitmachstadt.arena.models.ideas import Arena


class Comparison(models.Model):
    """All open ideas of an arena compared with each other: the newest run, and the last result.

    `run` counts them. `asked` stands while one goes, with how many ideas are compared (`far`, of
    `of_all`); `done` is as of when the result holds, with how many were `compared` and how many
    groups were `found`. `failed` says why the newest run came to no end: a code, and its data.
    """

    arena = models.OneToOneField(Arena, models.CASCADE, primary_key=True, related_name="comparison")
    run = models.PositiveIntegerField(default=0)
    asked = models.DateTimeField(null=True, blank=True)
    far = models.PositiveIntegerField(default=0)
    of_all = models.PositiveIntegerField(default=0)
    done = models.DateTimeField(null=True, blank=True)
    compared = models.PositiveIntegerField(default=0)
    found = models.PositiveIntegerField(default=0)
    failed = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(done__isnull=False) | Q(compared=0, found=0),
                name="comparison_has_a_day",
            )
        ]

    def __str__(self) -> str:
        return f"comparison {self.run} in arena {self.arena_id}"


class ProposedGroup(models.Model):
    """Ideas that a comparison found to say the same: their keys, the middle first; no words.

    `members` are pairs: the key of an idea, and whether somebody put it there by hand.
    """

    comparison = models.ForeignKey(Comparison, models.CASCADE, related_name="groups")
    position = models.PositiveIntegerField()
    members = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["comparison", "position"], name="proposed_group_position"
            )
        ]

    def __str__(self) -> str:
        return f"group {self.position} of {self.comparison_id}"
