from django.db import models

from mitmachstadt.kernel.ids import new_public_id
from mitmachstadt.strategy.enums import LONGEST_TERM
from mitmachstadt.strategy.models.documents import Strategy
from mitmachstadt.strategy.models.layout import Section


class GlossaryTerm(models.Model):
    """A word that a strategy explains, in its own language and in plain language."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    strategy = models.ForeignKey(Strategy, models.PROTECT, related_name="terms")
    name = models.CharField(max_length=LONGEST_TERM)
    definition = models.TextField()
    plain = models.TextField(blank=True)
    source = models.CharField(max_length=300, blank=True)
    section = models.ForeignKey(
        Section, models.SET_NULL, null=True, blank=True, related_name="glossary_terms"
    )
    related = models.ManyToManyField("self", blank=True)
    changed = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class GlossaryForm(models.Model):
    """A way in which texts write a term: its name, an inflected form, a synonym.

    Each belongs to one term of a strategy, so that a word has one explanation.
    """

    term = models.ForeignKey(GlossaryTerm, models.CASCADE, related_name="forms")
    strategy = models.ForeignKey(Strategy, models.PROTECT, related_name="term_forms")
    words = models.CharField(max_length=LONGEST_TERM)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["term", "position"]
        constraints = [
            models.UniqueConstraint(fields=["strategy", "words"], name="one_term_for_a_word")
        ]

    def __str__(self) -> str:
        return self.words
