from mitmachstadt.nodes.queries.lists import (
    Listed,
    Place,
    children_page,
    moment_for_address,
    moment_from_address,
    number_from_address,
)
from mitmachstadt.nodes.queries.places import (
    node_by_public_id,
    nodes_above,
    paths_above,
    veiled,
    with_veiled_parent,
    wordings_of,
)
from mitmachstadt.nodes.queries.story import (
    TRACE_DEPTH,
    TRACE_LIMIT,
    Story,
    TraceStep,
    as_tree,
    reaches,
    story_of,
)
from mitmachstadt.nodes.queries.windows import (
    boundary,
    next_boundary,
    open_windows,
    still_open,
    windows_above,
)

__all__ = [
    "TRACE_DEPTH",
    "TRACE_LIMIT",
    "Listed",
    "Place",
    "Story",
    "TraceStep",
    "as_tree",
    "boundary",
    "children_page",
    "moment_for_address",
    "moment_from_address",
    "next_boundary",
    "node_by_public_id",
    "nodes_above",
    "number_from_address",
    "open_windows",
    "paths_above",
    "reaches",
    "still_open",
    "story_of",
    "veiled",
    "windows_above",
    "with_veiled_parent",
    "wordings_of",
]
