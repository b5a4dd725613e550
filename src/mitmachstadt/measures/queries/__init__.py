from mitmachstadt.measures.queries.counts import MeasureCounts, is_copy, measure_counts
from mitmachstadt.measures.queries.gates import gaps_of, lacks, only_with_gaps, with_lacks
from mitmachstadt.measures.queries.linking import MeasureLinks, links_of
from mitmachstadt.measures.queries.listing import (
    Filter,
    Line,
    MeasureList,
    measure_list,
    owners_with_measures,
    programmes,
)
from mitmachstadt.measures.queries.page import (
    MeasurePage,
    MilestonePage,
    measure_page,
    milestone_page,
    parts_of,
)
from mitmachstadt.measures.queries.principles import (
    Recognised,
    central_unit,
    commitment_by_number,
    commitment_in_force,
    principles_in_force,
    principles_version,
    principles_versions,
    recognised,
)
from mitmachstadt.measures.queries.reading import (
    measure_by_public_id,
    measure_of,
    milestone_by_public_id,
    milestone_of,
    original_of,
)

__all__ = [
    "Filter",
    "Line",
    "MeasureCounts",
    "MeasureLinks",
    "MeasureList",
    "MeasurePage",
    "MilestonePage",
    "Recognised",
    "central_unit",
    "commitment_by_number",
    "commitment_in_force",
    "gaps_of",
    "is_copy",
    "lacks",
    "links_of",
    "measure_by_public_id",
    "measure_counts",
    "measure_list",
    "measure_of",
    "measure_page",
    "milestone_by_public_id",
    "milestone_of",
    "milestone_page",
    "only_with_gaps",
    "original_of",
    "owners_with_measures",
    "parts_of",
    "principles_in_force",
    "principles_version",
    "principles_versions",
    "programmes",
    "recognised",
    "with_lacks",
]
