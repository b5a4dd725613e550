from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext

from mitmachstadt.answers.queries import (
    AnswerTimes,
    Lapsed,
    LatestAnswer,
    answer_of,
    answer_times,
    answered_by,
    decision_of,
    decisions_on,
    examined_until,
    lapsed_rows,
    latest_answers,
    overdue_remarks,
    shares_in,
)
from mitmachstadt.arena.calculations.offering import fitting_offers
from mitmachstadt.arena.queries import IdeaPage, arena_of, goals_of, idea_page
from mitmachstadt.contributions.queries import remark_of
from mitmachstadt.formats.queries import ProcessPage, process_page
from mitmachstadt.ledger.queries import RegisterLine, entries_about
from mitmachstadt.measures.queries import measure_page, milestone_page
from mitmachstadt.news.queries import article_with_corrections
from mitmachstadt.nodes.enums import REMARKABLE, FoundState, Kind, Relation, Scope, Visibility
from mitmachstadt.nodes.models import Node, Trace, Window
from mitmachstadt.nodes.queries import (
    Story,
    as_tree,
    boundary,
    node_by_public_id,
    nodes_above,
    open_windows,
    story_of,
    veiled,
    windows_above,
)
from mitmachstadt.nodes.queries.search import Asked, Found, Sight, search
from mitmachstadt.strategy.cards import quoted_words
from mitmachstadt.strategy.queries import (
    document_of,
    documents_with_editions,
    edition_to_read,
    lost_quotes,
    namesakes,
    section_of,
    strategy_of,
    wording_history,
)
from mitmachstadt.taxonomies.queries import fields_in

ON_THE_START_PAGE = 5
MOST_OPEN = 200


@dataclass(frozen=True)
class OpenProcess:
    """Something that is open now, and until when."""

    node: Node
    closes: datetime


@dataclass(frozen=True)
class StartPage:
    """What is open, what was answered lately, what is overdue."""

    open: list[OpenProcess]
    open_count: int
    answered: list[LatestAnswer]
    overdue: list[Node]
    lapsed: list[Lapsed]
    times: AnswerTimes

    @property
    def shares(self) -> list[tuple[str, int, str]]:
        """Answered, in time and overdue, as a picture shows them."""
        times = self.times
        in_time = times.contributions - times.answered - times.overdue
        return [
            (gettext("beantwortet"), times.answered, "answered"),
            (gettext("in der Frist"), in_time, "open"),
            (gettext("Frist überschritten"), times.overdue, "overdue"),
        ]


def start_page(*, at: datetime) -> StartPage:
    """Everything on the start page, in six queries."""
    opened: dict[int, OpenProcess] = {}
    for window in open_windows(at=at, limit=MOST_OPEN):
        node = window.opened_by or window.node
        opened.setdefault(node.pk, OpenProcess(node, window.closes))
    return StartPage(
        open=list(opened.values())[:ON_THE_START_PAGE],
        open_count=len(opened),
        answered=latest_answers(limit=ON_THE_START_PAGE),
        overdue=overdue_remarks(at=at, limit=ON_THE_START_PAGE),
        lapsed=lapsed_rows(today=timezone.localdate(at), limit=ON_THE_START_PAGE),
        times=answer_times(at=at),
    )


@dataclass(frozen=True)
class NodePage:
    """What every node's page shows, and under `details` what only its kind has."""

    node: Node
    above: list[Node]
    windows: list[Window]
    story: Story
    details: dict[str, Any] = field(default_factory=dict)

    @property
    def can_be_remarked_on(self) -> bool:
        return self.node.kind in REMARKABLE

    @property
    def merged(self) -> str | None:
        """What an idea went into is called; "" for nothing, None where nobody asked."""
        idea: IdeaPage | None = self.details.get("idea")
        if idea is None:
            return None
        return str(idea.whole["title"]) if idea.whole else ""

    def stays_until(self, *, at: datetime) -> datetime | None:
        """When the page changes by itself: a window or phase opens, closes, has answers due, an
        idea has stood still for too long, an offer ends.
        """
        process: ProcessPage | None = self.details.get("page")
        phases = [facts.phase for facts in process.phases] if process else []
        moments = [m for p in phases for m in (p.opens, p.closes, p.answer_due) if m > at]
        idea: IdeaPage | None = self.details.get("idea")
        if idea is not None and idea.stands_still_from > at:
            moments.append(idea.stands_still_from)
        until = self.details.get("until")
        if until is not None and midnight_after(until) > at:
            moments.append(midnight_after(until))
        # An offer is named until its last day is over.
        moments += [midnight_after(fit.thing.until) for fit in self.details.get("offers", ())]
        of_windows = boundary(self.windows, at=at)
        return min([*moments, of_windows] if of_windows else moments, default=None)


def node_page(node: Node, *, at: datetime) -> NodePage:
    """The page of a node; at most eight queries."""
    story = story_of(node)
    return NodePage(
        node=node,
        above=_without_own_title([veiled(above) for above in nodes_above(node)]),
        windows=windows_above(node.path) if node.kind in REMARKABLE else [],
        story=Story(as_tree(node, story.became), as_tree(node, story.came_from)),
        details=_details(node, at),
    )


def _without_own_title(nodes: list[Node]) -> list[Node]:
    """A text's own title as a section says the same as the document above it."""
    return [
        node
        for node, above in zip(nodes, [None, *nodes], strict=False)
        if above is None or node.title != above.title
    ]


def _details(node: Node, at: datetime) -> dict[str, Any]:
    match node.kind:
        case Kind.STRATEGY:
            strategy = strategy_of(node)
            lines = [d for d in documents_with_editions() if d.document.strategy == strategy]
            return {"documents": lines}
        case Kind.DOCUMENT:
            document = document_of(node)
            lines = documents_with_editions(document=document) if document else []
            line = lines[0] if lines else None
            return {"document": document, "line": line, **_fields(document)}
        case Kind.EDITION:
            edition = edition_to_read(node.public_id)
            same = namesakes(edition) if edition else []
            return {"edition": edition, "namesakes": same, "decisions": decisions_on(node)}
        case Kind.SECTION:
            section = section_of(node)
            return {"section": section, **_fields(section)}
        case Kind.PASSAGE:
            return _passage(node)
        case Kind.REMARK:
            examination = _examination(examined_until(node), at)
            return {"remark": remark_of(node), **examination}
        case Kind.ANSWER:
            answer = answer_of(node)
            examination = _examination(answer.until if answer else None, at)
            given = {"answer": answer, "answered": answered_by(node), "shares": shares_in(node)}
            return {**given, **examination}
        case Kind.DECISION:
            return {"decision": decision_of(node)}
        case Kind.PROCESS:
            shown = process_page(node, at=at)
            return {"page": shown, **_fields(shown.process if shown else None)}
        case Kind.ARENA:
            arena = arena_of(node)
            return {"arena": arena, "goals": goals_of(arena) if arena else []}
        case Kind.IDEA:
            return _idea(node, at)
        case Kind.MEASURE:
            # What is late, how old a risk is and what has lapsed changes at midnight.
            return {"measure_page": measure_page(node, at=at), "until": timezone.localdate(at)}
        case Kind.MILESTONE:
            shown_on = timezone.localdate(at)
            return {"milestone_page": milestone_page(node, at=at), "until": shown_on}
        case Kind.REPORT | Kind.NEWS:
            article, corrections = article_with_corrections(node)
            return {"article": article, "corrections": corrections}
    return {}


def _passage(node: Node) -> dict[str, Any]:
    """What a passage says and said, and the quotes whose words are gone."""
    wordings = wording_history(node)
    now = wordings[-1] if wordings else None
    lost = lost_quotes(node, now.wording_id) if now and now.lost else []
    return {
        "wordings": wordings,
        "now": now,
        "words": quoted_words(now) if now else "",
        "lost": lost,
        "more_lost": now.lost - len(lost) if now else 0,
    }


def _idea(node: Node, at: datetime) -> dict[str, Any]:
    """The idea, and who offers what it could use."""
    found = idea_page(node, at=at)
    if found is None or node.visibility != Visibility.PUBLIC:
        return {"idea": found}
    terms = [field["public_id"] for field in found.fields]
    today = timezone.localdate(at)
    return {"idea": found, "offers": fitting_offers(found.idea, node, terms, today=today)}


def _fields(row: Any) -> dict[str, Any]:
    """What something is sorted under, from the column that came with its row."""
    return {"fields": fields_in(row.fields) if row else []}


def _examination(until: date | None, at: datetime) -> dict[str, Any]:
    """Until when something is examined, and whether that day has passed."""
    return {"until": until, "lapsed": until is not None and until < timezone.localdate(at)}


def midnight_after(day: date) -> datetime:
    """When a day of the city is over."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))


def may_be_seen(node: Node) -> bool:
    """Drafts and what waits for a moderator have no page of their own yet."""
    return node.visibility not in {Visibility.DRAFT, Visibility.WAITING}


def node_to_show(public_id: str) -> Node | None:
    """The node at this address, if it has a page; what a moderator hid comes without its words."""
    node = node_by_public_id(public_id)
    if node is None or not may_be_seen(node):
        return None
    if node.parent is not None:
        veiled(node.parent)
    return veiled(node)


def links_by_hand(node: Node) -> list[Trace]:
    """The links away from a node that the office may take back, oldest first."""
    return list(
        Trace.objects.filter(source=node)
        .exclude(relation__in=(Relation.ANSWERED_BY, Relation.DECIDED_BY, Relation.CONSULTED_IN))
        # "Dealt with elsewhere" is what such an answer says, not a link added to it.
        .exclude(relation=Relation.DEALT_WITH_IN, source__kind=Kind.ANSWER)
        .select_related("source", "target")
        .order_by("created", "id")
    )


def link_by_hand(node: Node, number: int) -> Trace | None:
    return next((trace for trace in links_by_hand(node) if trace.pk == number), None)


def register_of(node: Node) -> list[RegisterLine]:
    """Newest first."""
    return entries_about(node.public_id)[::-1]


def search_for(
    given: Mapping[str, Any], *, paths: Mapping[str, str], sight: Sight, page: int, at: datetime
) -> Found:
    """What fits the cleaned values of a search form; at most four statements.

    Args:
        paths: public id of a document -> its path.
    """
    place = given.get("ort") or ""
    first, last = given.get("von"), given.get("bis")
    asked = Asked(
        words=given.get("q") or "",
        at=at,
        sight=sight,
        kind=Kind(given["art"]) if given.get("art") else None,
        scope=Scope(place) if place in Scope else None,
        district=int(place) if place.isdecimal() else None,
        below=paths.get(given.get("dokument") or "", ""),
        state=FoundState(given["stand"]) if given.get("stand") else None,
        since=_midnight_before(first) if first else None,
        until=midnight_after(last) if last else None,
        newest_first=given.get("folge") == "neu",
        page=page,
    )
    return search(asked)


def _midnight_before(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
