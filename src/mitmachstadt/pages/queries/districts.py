"""A district's own page, and the picture that leads to all of them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from mitmachstadt.answers.queries import LatestAnswer, latest_answers_in, unanswered_in
from mitmachstadt.contributions.queries import latest_remarks_in
from mitmachstadt.formats.models import DistrictInvolvement
from mitmachstadt.formats.queries import (
    ProcessFacts,
    involvement_of,
    open_by_district,
    short_name,
    timetable_of,
)
from mitmachstadt.news.models import Article
from mitmachstadt.news.queries import published_articles
from mitmachstadt.nodes.models import Node
from mitmachstadt.pages.queries.overview import midnight_after
from mitmachstadt.people.models import District
from mitmachstadt.people.queries import districts
from mitmachstadt.places.calculations import PlaceFacts, facts_of, until_changes
from mitmachstadt.places.queries import places

ON_A_DISTRICT_PAGE = 8
TICK = timedelta(microseconds=1)


@dataclass(frozen=True)
class DistrictPage:
    """What is open in a district, what was said, answered and promised there, where to go."""

    district: District
    own: list[ProcessFacts]
    citywide: list[ProcessFacts]
    said: list[Node]
    answered: list[LatestAnswer]
    overdue: list[Node]
    involvement: list[DistrictInvolvement]
    articles: list[Article]
    places: list[PlaceFacts]
    more_places: bool
    until: datetime


def district_page(number: int, *, at: datetime) -> DistrictPage | None:
    """Everything about a district in eleven queries; None if the city has no such district."""
    district = next((each for each in districts() if each.number == number), None)
    if district is None:
        return None
    current = timetable_of(number, at=at)
    there = places(district=number)
    shown = facts_of(there[:ON_A_DISTRICT_PAGE], at=at)
    owed = unanswered_in(number, limit=ON_A_DISTRICT_PAGE + 1)
    overdue = [node for node in owed if _due(node) < at]
    return DistrictPage(
        district=district,
        own=[facts for facts in current if facts.node.district_id is not None],
        citywide=[facts for facts in current if facts.node.district_id is None],
        said=latest_remarks_in(number, limit=ON_A_DISTRICT_PAGE),
        answered=latest_answers_in(number, limit=ON_A_DISTRICT_PAGE),
        overdue=overdue[:ON_A_DISTRICT_PAGE],
        involvement=involvement_of(number),
        articles=published_articles(district=number, limit=ON_A_DISTRICT_PAGE).articles,
        places=shown,
        more_places=len(there) > len(shown),
        until=_until(current, owed, shown, at),
    )


def _due(node: Node) -> datetime:
    assert node.window is not None and node.window.answer_due is not None
    return node.window.answer_due


def _until(
    current: list[ProcessFacts], owed: list[Node], shown: list[PlaceFacts], at: datetime
) -> datetime:
    """When the page changes by itself; at midnight at the latest, for it names days."""
    phases = [facts.phase for process in current for facts in process.phases]
    moments = [moment for phase in phases for moment in (phase.opens, phase.closes)]
    moments += [_due(node) + TICK for node in owed]
    midnight = midnight_after(timezone.localdate(at))
    places_change = until_changes(shown) or midnight
    return min([moment for moment in moments if moment > at] + [places_change, midnight])


@dataclass(frozen=True)
class DistrictTile:
    """A district in the picture: how many of its own processes are open."""

    number: int
    name: str
    short: str
    open: int


def tiles(*, at: datetime) -> list[DistrictTile]:
    """All districts in their order; two queries."""
    counts = open_by_district(at=at)
    return [
        DistrictTile(each.number, each.name, short_name(each.name), counts.get(each.number, 0))
        for each in districts()
    ]
