from mitmachstadt.formats.models.involvement import Invitation, InvitationStep
from mitmachstadt.formats.models.processes import (
    ParticipationConcept,
    Phase,
    PhaseChange,
    Process,
)
from mitmachstadt.formats.models.roles import RoleWords

__all__ = [
    "Invitation",
    "InvitationStep",
    "ParticipationConcept",
    "Phase",
    "PhaseChange",
    "Process",
    "RoleWords",
]
