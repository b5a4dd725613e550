from django.db import models

from mitmachstadt.arena.models.ideas import Arena, Idea


class ImportedIdea(models.Model):
    """Where an idea came from that stood in a list elsewhere: read again, it is the same one."""

    idea = models.OneToOneField(
        Idea, models.CASCADE, primary_key=True, related_name="imported_from"
    )
    arena = models.ForeignKey(Arena, models.CASCADE, related_name="imported")
    key = models.CharField(max_length=255)
    source = models.CharField(max_length=200, blank=True)
    url = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["arena", "key"], name="imported_idea_once")]

    def __str__(self) -> str:
        return f"idea {self.idea_id} from {self.source}"
