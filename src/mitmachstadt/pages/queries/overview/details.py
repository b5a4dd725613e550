"""What a node's page shows that only its kind has."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from mitmachstadt.answers.queries import (
    answer_of,
    answered_by,
    decision_of,
    decisions_on,
    examined_until,
    shares_in,
)
from mitmachstadt.arena.calculations.offering import fitting_offers
from mitmachstadt.arena.queries import arena_of, goals_of, idea_page
from mitmachstadt.contributions.queries import remark_of
from mitmachstadt.formats.queries import process_page
from mitmachstadt.measures.queries import measure_page, milestone_page
from mitmachstadt.news.queries import article_with_corrections
from mitmachstadt.nodes.enums import Kind, Visibility
from mitmachstadt.nodes.models import Node
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


def details_of(node: Node, at: datetime) -> dict[str, Any]:
    """By the kind of the node."""
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
