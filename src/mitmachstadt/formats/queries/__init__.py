from mitmachstadt.formats.queries.facts import (
    Concept,
    PhaseFacts,
    ProcessFacts,
    ProcessList,
    ProcessPage,
    state_of,
)
from mitmachstadt.formats.queries.invited import (
    DistrictFacts,
    InvitationFacts,
    Involved,
)
from mitmachstadt.formats.queries.involvement import (
    gaps_of,
    invitation,
    invitation_numbered,
    involved_in,
    involvement_page,
)
from mitmachstadt.formats.queries.reading import (
    concept_in_force,
    current_processes,
    phase_of,
    phases_of,
    process_by_public_id,
    process_list,
    process_page,
    processes_in_preparation,
)
from mitmachstadt.formats.queries.roles import (
    RoleFacts,
    RolePage,
    groups_for_roles,
    role_facts,
    role_page,
)
from mitmachstadt.formats.queries.where import involvement_of, open_by_district, timetable_of

__all__ = [
    "Concept",
    "DistrictFacts",
    "InvitationFacts",
    "Involved",
    "PhaseFacts",
    "ProcessFacts",
    "ProcessList",
    "ProcessPage",
    "RoleFacts",
    "RolePage",
    "concept_in_force",
    "current_processes",
    "gaps_of",
    "groups_for_roles",
    "invitation",
    "invitation_numbered",
    "involved_in",
    "involvement_of",
    "involvement_page",
    "open_by_district",
    "phase_of",
    "phases_of",
    "process_by_public_id",
    "process_list",
    "process_page",
    "processes_in_preparation",
    "role_facts",
    "role_page",
    "state_of",
    "timetable_of",
]
