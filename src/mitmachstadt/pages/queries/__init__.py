from mitmachstadt.pages.queries.districts import DistrictPage, DistrictTile, district_page, tiles
from mitmachstadt.pages.queries.organisations import (
    MeetingsPage,
    OrganisationPage,
    meetings_page,
    organisation_page,
)
from mitmachstadt.pages.queries.overview import (
    NodePage,
    OpenProcess,
    StartPage,
    link_by_hand,
    links_by_hand,
    may_be_seen,
    node_page,
    node_to_show,
    register_of,
    search_for,
    start_page,
)
from mitmachstadt.pages.queries.words import text_to_show

__all__ = [
    "DistrictPage",
    "DistrictTile",
    "MeetingsPage",
    "NodePage",
    "OpenProcess",
    "OrganisationPage",
    "StartPage",
    "district_page",
    "link_by_hand",
    "links_by_hand",
    "may_be_seen",
    "meetings_page",
    "node_page",
    "node_to_show",
    "organisation_page",
    "register_of",
    "search_for",
    "start_page",
    "text_to_show",
    "tiles",
]
