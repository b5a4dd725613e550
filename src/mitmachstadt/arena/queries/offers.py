"""What people offer to do, and who is in on an idea."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, reduce
from operator import add, or_
from typing import Any

from django.db.models import Case, OuterRef, Q, QuerySet, Value, When

from mitmachstadt.arena.enums import OFFERS_PAGE, State
from mitmachstadt.arena.models import Arena, Idea, Joining, Offer, OfferField
from mitmachstadt.kernel.prepared import Prepared, prepared
from mitmachstadt.kernel.rows import rows_column, rows_of
from mitmachstadt.nodes.enums import Kind, Visibility
from mitmachstadt.nodes.queries import veiled
from mitmachstadt.nodes.queries.search import proposals, telling_stems
from mitmachstadt.people.models import Person
from mitmachstadt.taxonomies.enums import VersionState
from mitmachstadt.taxonomies.models import Assignment
from mitmachstadt.taxonomies.queries import fields_column, fields_in

# So many are compared word by word: of all that share words those with most, and the newest of the
# same field.
CANDIDATES = 150


@dataclass(frozen=True)
class Candidate[T]:
    """Something that may fit, its words, and the fields of action that it is about."""

    thing: T
    words: str
    fields: dict[str, str]


def _fields_of_offer() -> Any:
    found = OfferField.objects.filter(
        offer=OuterRef("pk"), term__entries__version__state=VersionState.IN_FORCE
    )
    return rows_column(
        found, by="offer", order="id", name="term__entries__name_de", public_id="term__public_id"
    )


def _named(rows: list[dict[str, Any]]) -> dict[str, str]:
    return {row["public_id"]: row["name"] for row in rows}


def _open(today: Any) -> QuerySet[Offer]:
    return Offer.objects.filter(withdrawn=None, hidden=None, until__gte=today)


@dataclass(frozen=True)
class OffersPage:
    """Offers with the names of their fields, and where the next page begins."""

    offers: list[tuple[Offer, list[str]]]
    older: int | None


def offers_page(arena: Arena, *, today: date, before: int | None = None) -> OffersPage:
    """What is offered in an arena now, newest first; one query."""
    found = _open(today).filter(arena=arena).annotate(below=_fields_of_offer())
    if before is not None:
        found = found.filter(pk__lt=before)
    rows: list[Any] = list(found[: OFFERS_PAGE + 1])
    shown = [(row, list(_named(rows_of(row.below)).values())) for row in rows[:OFFERS_PAGE]]
    return OffersPage(shown, shown[-1][0].pk if len(rows) > OFFERS_PAGE else None)


def offer_by_public_id(arena: Arena, public_id: str) -> Candidate[Offer] | None:
    """One offer, be it over, with its fields."""
    found = Offer.objects.select_related("arena__node", "organisation")
    row: Any = (
        found.annotate(below=_fields_of_offer()).filter(arena=arena, public_id=public_id).first()
    )
    return _offer(row) if row is not None else None


def _offer(row: Any) -> Candidate[Offer]:
    return Candidate(row, f"{row.title}\n{row.text}", _named(rows_of(row.below)))


def offers_for(idea: Idea, words: str, terms: list[str], *, today: date) -> list[Candidate[Offer]]:
    """Offers of the idea's arena that may fit, chosen from all that hold; at most one query."""
    stems = telling_stems(words)
    if not stems and not terms:
        return []
    given = [idea.arena_id, today, *([terms] if terms else []), *stems]
    return [_offer(row) for row in _fitting(len(stems), bool(terms))(*given)]


@cache
def _fitting(stems: int, in_fields: bool) -> Prepared[Offer]:
    """The prepared statement for so many pieces of words; a text has few that tell."""
    names = ["arena", "today", *(["terms"] if in_fields else []), *(f"w{n}" for n in range(stems))]

    def build(arena: Any, today: Any, *rest: Any) -> QuerySet[Offer]:
        held = _open(today).filter(arena=arena)
        chosen = _sharing(held, rest[in_fields:])
        if in_fields:
            of_field = held.filter(fields__term__public_id__in=rest[0])
            chosen |= Q(pk__in=of_field.order_by("-pk").values("pk")[:CANDIDATES])
        return held.filter(chosen).annotate(below=_fields_of_offer()).order_by("-pk")

    return prepared(build, names)


def _sharing(offers: QuerySet[Offer], stems: Sequence[Any]) -> Q:
    """Those that have some of the words, with most of them first."""
    if not stems:
        return Q(pk__in=[])
    has = [Q(title__icontains=stem) | Q(text__icontains=stem) for stem in stems]
    one = [Case(When(each, then=Value(1)), default=Value(0)) for each in has]
    shared = offers.filter(reduce(or_, has)).annotate(shared=reduce(add, one))
    return Q(pk__in=shared.order_by("-shared", "-pk").values("pk")[:CANDIDATES])


def ideas_for(offer: Offer, terms: list[str]) -> list[Candidate[Idea]]:
    """Ideas of the offer's arena that may need it, proposed by the search in all; two queries."""
    mine = Idea.objects.filter(
        ~Q(state=State.DECLINED),
        ~Q(node__traces_forward__relation="merged_into"),
        arena=offer.arena_id,
        node__visibility=Visibility.PUBLIC,
    )
    sorted_under = Assignment.objects.filter(term__public_id__in=terms).values("node")
    text = f"{offer.title}\n{offer.text}"
    below = offer.arena.node
    found_by_words = proposals(text, below=below, kind=Kind.IDEA, limit=2 * CANDIDATES)
    sharing = [each.pk for each in found_by_words]
    of_field = mine.filter(pk__in=sorted_under).order_by("-pk").values("pk")[:CANDIDATES]
    found = (
        Idea.objects.select_related("node")
        .defer("node__card")
        .annotate(below=fields_column())
        .filter(Q(pk__in=sharing) | Q(pk__in=of_field), pk__in=mine.values("pk"))
    )
    rows: list[Any] = list(found.order_by("-pk"))
    return [
        Candidate(row, f"{row.node.title}\n{row.node.text}", _named(fields_in(row.below)))
        for row in rows
    ]


def open_offers_of(person: Person, arena: Arena, *, today: date) -> list[Offer]:
    """What somebody offers there now, hidden or not."""
    found = Offer.objects.filter(withdrawn=None, until__gte=today)
    return list(found.filter(arena=arena, person=person))


def joinings_of_offer(offer: Offer) -> list[Joining]:
    """Where it is in, newest first; ideas that not everyone may read come without their words."""
    found = Joining.objects.select_related("idea__node").filter(offer=offer, ended=None)
    joinings = list(found[:CANDIDATES])
    for joining in joinings:
        veiled(joining.idea.node)
    return joinings


def joinings_of_idea(idea: Idea) -> list[Joining]:
    """Who is in on the idea and with what; for its sponsors."""
    found = Joining.objects.select_related("offer__arena__node")
    return list(
        found.filter(idea=idea, ended=None, offer__withdrawn=None, offer__hidden=None)[:CANDIDATES]
    )


def joining_of(idea: Idea, number: int) -> Joining | None:
    found = Joining.objects.select_related("offer__person", "idea__node")
    return found.filter(idea=idea, pk=number).first()


def is_in(offer: Offer, idea: Idea) -> bool:
    return Joining.objects.filter(offer=offer, idea=idea, ended=None).exists()
