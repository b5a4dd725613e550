from django.db import models
from django.db.models import Q

from mitmachstadt.kernel.ids import new_public_id
from mitmachstadt.people.enums import (
    LONGEST_FUNCTION,
    LONGEST_PROOF,
    MembershipRole,
    OrganisationKind,
    RequestState,
)
from mitmachstadt.people.models.organisations import Organisation
from mitmachstadt.people.models.persons import Person


class SpeakingRequest(models.Model):
    """Somebody asks to speak for an organisation: one that is known, or a new one by its name."""

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    person = models.ForeignKey(Person, models.CASCADE, related_name="speaking_requests")
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="speaking_requests"
    )
    # What is asked for, as it was called then; of a new one also the kind and the address.
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=30, choices=OrganisationKind.choices, blank=True)
    website = models.URLField(max_length=200, blank=True)
    function = models.CharField(max_length=LONGEST_FUNCTION)
    proof = models.CharField(max_length=LONGEST_PROOF)
    state = models.CharField(max_length=10, choices=RequestState.choices, default=RequestState.OPEN)
    role = models.CharField(max_length=10, choices=MembershipRole.choices, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    created = models.DateTimeField()
    decided = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(
                fields=["created", "id"], name="speaking_request_open", condition=Q(state="open")
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "name"],
                condition=Q(state=RequestState.OPEN),
                name="one_open_request_per_organisation",
            ),
            models.CheckConstraint(
                condition=~Q(state=RequestState.DECLINED) | ~Q(reason=""),
                name="declined_request_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(state=RequestState.OPEN) | Q(decided__isnull=False),
                name="decided_request_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} for {self.name}"
