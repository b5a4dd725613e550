"""One search over both databases: what is asked, what is found, and where the words stand."""

from mitmachstadt.nodes.queries.search.asked import Asked, Sight
from mitmachstadt.nodes.queries.search.finding import (
    FOUND_PAGE,
    MOST_FOUND,
    Found,
    Hit,
    documents_to_search,
    search,
)
from mitmachstadt.nodes.queries.search.proposing import Proposed, proposals, telling_stems
from mitmachstadt.nodes.queries.search.statements import MOST_SCANNED
from mitmachstadt.nodes.queries.search.words import LONGEST_QUERY, Wanted, read_query

__all__ = [
    "FOUND_PAGE",
    "LONGEST_QUERY",
    "MOST_FOUND",
    "MOST_SCANNED",
    "Asked",
    "Found",
    "Hit",
    "Proposed",
    "Sight",
    "Wanted",
    "documents_to_search",
    "proposals",
    "read_query",
    "search",
    "telling_stems",
]
