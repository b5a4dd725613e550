from django.conf import settings
from django.db import models
from django.db.models import F, Q

from mitmachstadt.formats.enums import LONGEST_NAME, ConceptPart
from mitmachstadt.nodes.enums import Moderation, Verb
from mitmachstadt.nodes.models import Node, Window
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.models import District, Group


class Process(models.Model):
    """A consultation on something that can be cited. Its title and purpose stand in the node.

    Windows open on `scope_node` and all below it: for an edition on its document, so that they
    reach the passages. Where a process stands is told from its phases; only that somebody
    opened it is a fact of its own. What takes place in some districts names them all here, and
    the first of them in its node.
    """

    node = models.OneToOneField(Node, models.CASCADE, primary_key=True, related_name="process")
    about = models.ForeignKey(Node, models.PROTECT, related_name="consultations")
    scope_node = models.ForeignKey(Node, models.PROTECT, related_name="processes_in_scope")
    audience = models.ForeignKey(
        Group, models.PROTECT, default=BuiltInGroup.EVERYONE.value, related_name="processes"
    )
    districts = models.ManyToManyField(District, related_name="processes")
    opened = models.DateTimeField(null=True, blank=True)
    called_off = models.DateTimeField(null=True, blank=True)
    called_off_because = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["opened"], name="process_opened")]
        constraints = [
            models.CheckConstraint(
                condition=Q(called_off__isnull=True, called_off_because="")
                | (Q(called_off__gte=F("opened")) & ~Q(called_off_because="")),
                name="process_called_off_with_a_reason",
            )
        ]

    def __str__(self) -> str:
        return f"process {self.node_id}"


class ParticipationConcept(models.Model):
    """What everybody can know about a process before it begins, in its present or a former version.

    The highest version is in force. Before the process opens there is one, which may have gaps;
    from then on a change is a new version with its reason, and the old one stays public.
    """

    process = models.ForeignKey(Process, models.CASCADE, related_name="concepts")
    version = models.PositiveSmallIntegerField()
    decidable = models.TextField(blank=True)
    not_decidable = models.TextField(blank=True)
    who_decides = models.TextField(blank=True)
    how_used = models.TextField(blank=True)
    answers_when = models.TextField(blank=True)
    selection = models.TextField(blank=True)
    districts = models.TextField(blank=True)
    terms = models.TextField(blank=True)
    licence = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True)
    written = models.DateTimeField()

    class Meta:
        ordering = ["process", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["process", "version"], name="concept_version_once"),
            models.CheckConstraint(
                condition=Q(version=1) | (Q(version__gt=1) & ~Q(reason="")),
                name="concept_change_has_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"concept {self.version} of process {self.process_id}"

    @property
    def words(self) -> dict[str, str]:
        """The text of each part, by the part's name."""
        return {part.value: str(getattr(self, part.value)) for part in ConceptPart}


class Phase(models.Model):
    """A time in which something can be said, and until when the city answers.

    The windows are those that the process opened for this phase; they keep the same moments.
    """

    process = models.ForeignKey(Process, models.CASCADE, related_name="phases")
    name = models.CharField(max_length=LONGEST_NAME)
    opens = models.DateTimeField()
    closes = models.DateTimeField()
    answer_due = models.DateTimeField()
    moderation = models.CharField(
        max_length=20, choices=Moderation.choices, default=Moderation.WITHOUT_ACCOUNT
    )
    verbs = models.PositiveSmallIntegerField(default=Verb.REMARK + Verb.SUPPORT)
    remark_window = models.OneToOneField(
        Window, models.PROTECT, null=True, blank=True, related_name="remark_phase"
    )
    support_window = models.OneToOneField(
        Window, models.PROTECT, null=True, blank=True, related_name="support_phase"
    )

    class Meta:
        ordering = ["opens", "id"]
        indexes = [models.Index(fields=["process", "opens"], name="phase_of_process")]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens")), name="phase_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(answer_due__gte=F("closes")), name="phase_answers_due_after_it_ends"
            ),
            models.CheckConstraint(condition=Q(verbs__gt=0), name="phase_opens_something"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.opens:%Y-%m-%d} to {self.closes:%Y-%m-%d}"

    @property
    def windows(self) -> list[Window]:
        """The windows that opened with the process; none before."""
        return [window for window in (self.remark_window, self.support_window) if window]


class PhaseChange(models.Model):
    """An extension: what was promised before, what since, and why. Public, never removed."""

    phase = models.ForeignKey(Phase, models.CASCADE, related_name="changes")
    old_closes = models.DateTimeField()
    closes = models.DateTimeField()
    old_answer_due = models.DateTimeField()
    answer_due = models.DateTimeField()
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes__gt=F("old_closes")), name="phase_is_only_extended"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="extension_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"phase {self.phase_id} to {self.closes:%Y-%m-%d}"
