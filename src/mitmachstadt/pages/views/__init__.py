from mitmachstadt.pages.views.arena_goals import arena_goals
from mitmachstadt.pages.views.finding import search
from mitmachstadt.pages.views.linking import links, take_link_back
from mitmachstadt.pages.views.measure_links import measure_links, take_measure_link_back
from mitmachstadt.pages.views.overviews import (
    all_districts,
    district,
    goals,
    meetings,
    organisation,
)
from mitmachstadt.pages.views.reading import home, node, permanent, register, start
from mitmachstadt.pages.views.words import imprint, privacy, terms

__all__ = [
    "all_districts",
    "arena_goals",
    "district",
    "goals",
    "home",
    "imprint",
    "links",
    "measure_links",
    "meetings",
    "node",
    "organisation",
    "permanent",
    "privacy",
    "register",
    "search",
    "start",
    "take_link_back",
    "take_measure_link_back",
    "terms",
]
