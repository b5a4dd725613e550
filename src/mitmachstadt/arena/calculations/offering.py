"""Which offers fit which ideas, and why: the same field of action first, then shared words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from mitmachstadt.arena.enums import FITTING
from mitmachstadt.arena.models import Idea, Offer
from mitmachstadt.arena.queries.offers import Candidate, ideas_for, offers_for
from mitmachstadt.contributions.calculations import holds_personal_data
from mitmachstadt.methods.similar_texts import rank
from mitmachstadt.nodes.models import Node

_WORDS_NAMED = 4


@dataclass(frozen=True)
class Fit[T]:
    """Something that fits, and why, in words."""

    thing: T
    reasons: list[str]


def fits[T](
    words: str, fields: Sequence[str], candidates: Sequence[Candidate[T]], *, limit: int = FITTING
) -> list[Fit[T]]:
    """The candidates that fit best, each with its reasons; the same every time.

    Args:
        fields: public ids of the fields of action that the words are about.
        candidates: newest first; of equal ones the newer comes first.
    """
    texts = [(place, candidate.words) for place, candidate in enumerate(candidates)]
    found = {each.key: each for each in rank(words, texts, limit=len(texts))}
    fitting: list[tuple[bool, float, int, Fit[T]]] = []
    for place, candidate in enumerate(candidates):
        same = [name for public_id, name in candidate.fields.items() if public_id in fields]
        like = found.get(place)
        reasons = []
        if same:
            said = gettext("gleiches Handlungsfeld: {names}")
            reasons.append(said.format(names=", ".join(same)))
        if like is not None and like.shared:
            said = gettext("gemeinsame Wörter: {words}")
            reasons.append(said.format(words=", ".join(like.shared[:_WORDS_NAMED])))
        if reasons:
            score = like.score if like else 0.0
            fitting.append((not same, -score, place, Fit(candidate.thing, reasons)))
    fitting.sort(key=lambda each: each[:3])
    return [fit for *_, fit in fitting[:limit]]


def fitting_offers(
    idea: Idea, node: Node, terms: Sequence[str], *, today: date
) -> list[Fit[Offer]]:
    """Offers that an idea could use; one query."""
    words = f"{node.title}\n{node.text}"
    return fits(words, terms, offers_for(idea, words, list(terms), today=today))


def fitting_ideas(offer: Candidate[Offer], *, limit: int = 10) -> list[Fit[Idea]]:
    """Ideas that could use an offer; two queries."""
    terms = list(offer.fields)
    return fits(offer.words, terms, ideas_for(offer.thing, terms), limit=limit)


def names_an_address(*texts: str) -> bool:
    """Whether a telephone number, an address or an account stands in one of these."""
    return holds_personal_data(*texts)
