from mitmachstadt.pages.queries.overview.links import link_by_hand, links_by_hand
from mitmachstadt.pages.queries.overview.node import (
    NodePage,
    may_be_seen,
    node_page,
    node_to_show,
    register_of,
)
from mitmachstadt.pages.queries.overview.search import search_for
from mitmachstadt.pages.queries.overview.start import OpenProcess, StartPage, start_page

__all__ = [
    "NodePage",
    "OpenProcess",
    "StartPage",
    "link_by_hand",
    "links_by_hand",
    "may_be_seen",
    "node_page",
    "node_to_show",
    "register_of",
    "search_for",
    "start_page",
]
