from mitmachstadt.formats.queries.facts import (
    Concept,
    DistrictFacts,
    PhaseFacts,
    ProcessFacts,
    ProcessList,
    ProcessPage,
    state_of,
)
from mitmachstadt.formats.queries.reading import (
    concept_in_force,
    invitation,
    phase_of,
    phases_of,
    process_by_public_id,
    process_list,
    process_page,
    processes_in_preparation,
)

__all__ = [
    "Concept",
    "DistrictFacts",
    "PhaseFacts",
    "ProcessFacts",
    "ProcessList",
    "ProcessPage",
    "concept_in_force",
    "invitation",
    "phase_of",
    "phases_of",
    "process_by_public_id",
    "process_list",
    "process_page",
    "processes_in_preparation",
    "state_of",
]
