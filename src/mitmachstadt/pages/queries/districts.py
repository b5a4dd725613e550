"""A district's own page, and the picture that leads to all of them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from mitmachstadt.answers.queries import LatestAnswer, latest_answers_in
from mitmachstadt.formats.models import Invitation
from mitmachstadt.formats.queries import (
    ProcessFacts,
    involvement_of,
    open_by_district,
    timetable_of,
)
from mitmachstadt.kernel.days import midnight_after
from mitmachstadt.measures.queries.places import (
    MeasuresThere,
    ids_there,
    measures_in,
    with_money_there,
)
from mitmachstadt.news.models import Article
from mitmachstadt.news.queries import KINDS
from mitmachstadt.nodes.enums import Kind, Visibility
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.models import District
from mitmachstadt.people.queries import districts, short_name
from mitmachstadt.places.calculations import PlaceFacts, facts_of, until_changes
from mitmachstadt.places.queries import places

ON_A_DISTRICT_PAGE = 8
TICK = timedelta(microseconds=1)


@dataclass(frozen=True)
class DistrictPage:
    """What is open in a district, what was said and answered there, what is done, where to go."""

    district: District
    own: list[ProcessFacts]
    citywide: list[ProcessFacts]
    said: list[Node]
    answered: list[LatestAnswer]
    overdue: list[Node]
    involvement: list[Invitation]
    articles: list[Article]
    measures: MeasuresThere
    places: list[PlaceFacts]
    more_places: bool
    until: datetime


def district_page(number: int, *, at: datetime) -> DistrictPage | None:
    """Everything about a district in nine queries; None if the city has no such district."""
    district = next((each for each in districts() if each.number == number), None)
    if district is None:
        return None
    current = timetable_of(number, at=at)
    there = places(district=number)
    shown = facts_of(there[:ON_A_DISTRICT_PAGE], at=at)
    nodes = _nodes_about(number)
    remarks = [node for node in nodes if node.kind == Kind.REMARK]
    owed = _owed(remarks)
    overdue = [node for node in owed if _due(node) < at]
    return DistrictPage(
        district=district,
        own=[facts for facts in current if facts.node.district_id is not None],
        citywide=[facts for facts in current if facts.node.district_id is None],
        said=_newest_first(remarks),
        answered=latest_answers_in(number, limit=ON_A_DISTRICT_PAGE),
        overdue=overdue[:ON_A_DISTRICT_PAGE],
        involvement=involvement_of(number),
        articles=[n.article for n in _newest_first([n for n in nodes if n.kind in KINDS])],
        measures=measures_in([node for node in nodes if node.kind == Kind.MEASURE]),
        places=shown,
        more_places=len(there) > len(shown),
        until=_until(current, owed, shown, at),
    )


def _nodes_about(number: int) -> list[Node]:
    """What was said last, what is owed an answer soonest, what was reported and done; one query."""
    here = Node.objects.filter(district=number, visibility=Visibility.PUBLIC)
    remarks, newest = here.filter(kind=Kind.REMARK), ("-created", "-pk")
    unanswered = remarks.filter(answers=0, window__answer_due__isnull=False)
    owed = unanswered.order_by("window__answer_due", "pk").values("pk")[: ON_A_DISTRICT_PAGE + 1]
    said = remarks.order_by(*newest).values("pk")[:ON_A_DISTRICT_PAGE]
    told = here.filter(kind__in=KINDS).order_by(*newest).values("pk")[:ON_A_DISTRICT_PAGE]
    done = ids_there(number, limit=ON_A_DISTRICT_PAGE)
    chosen = Q(pk__in=owed) | Q(pk__in=said) | Q(pk__in=told) | Q(pk__in=done)
    found = with_money_there(Node.objects.filter(chosen), number)
    return list(found.select_related("window", "article", "district").defer("card"))


def _newest_first(nodes: list[Node]) -> list[Node]:
    ordered = sorted(nodes, key=lambda node: (node.created, node.pk), reverse=True)
    return ordered[:ON_A_DISTRICT_PAGE]


def _owed(remarks: list[Node]) -> list[Node]:
    """Those that are owed an answer, what is due first: one more than the page shows."""
    owed = [node for node in remarks if not node.answers and node.window and node.window.answer_due]
    return sorted(owed, key=lambda node: (_due(node), node.pk))[: ON_A_DISTRICT_PAGE + 1]


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
