"""Ideas that say the same: beside what somebody is writing, and in groups for the office."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import cast

from mitmachstadt.arena.errors.comparing import CorrectionsContradict, TooMuchAlike
from mitmachstadt.arena.models import Arena
from mitmachstadt.arena.queries import GroupedIdea
from mitmachstadt.methods.similar_texts import (
    Group,
    SimilarTextsError,
    group,
    rank,
    shared_by_most,
)
from mitmachstadt.nodes.enums import Kind
from mitmachstadt.nodes.queries.search import proposals

SHOWN = 4
# Below this it is another idea that happens to use some of the words.
LEAST_SCORE = 0.25
SAME = 0.45
_PROPOSED = 200


@dataclass(frozen=True)
class SimilarIdea:
    """An idea that may say the same, and the words that both have."""

    public_id: str
    title: str
    percent: int
    shared: tuple[str, ...]


def similar_among(arena: Arena, text: str) -> list[SimilarIdea]:
    """The ideas of the arena most similar to a text; one query."""
    found = proposals(text, below=arena.node, kind=Kind.IDEA, limit=_PROPOSED)
    known = {each.public_id: each for each in found}
    ranked = rank(text, [(each.public_id, f"{each.title} {each.text}") for each in found], SHOWN)
    return [
        SimilarIdea(one.key, known[one.key].title, round(100 * one.score), one.shared)
        for one in ranked
        if one.score >= LEAST_SCORE
    ]


def similar_groups(
    ideas: Sequence[GroupedIdea],
    *,
    together: Iterable[tuple[int, int]],
    apart: Iterable[tuple[int, int]],
    progress: Callable[[int, int], None] | None = None,
) -> list[Group[int]]:
    """Groups of ideas that say the same, with the corrections that were made by hand.

    Raises:
        CorrectionsContradict, TooMuchAlike: the first with the keys of the pair, and titles.
    """
    titles = {idea.pk: idea.title for idea in ideas}
    texts = [(idea.pk, _words(idea)) for idea in ideas]
    kept = [pair for pair in together if set(pair) <= titles.keys()]
    kept_apart = [pair for pair in apart if set(pair) <= titles.keys()]
    try:
        found = group(texts, SAME, together=kept, apart=kept_apart, progress=progress)
    except SimilarTextsError as error:
        if error.code != "contradiction":
            raise TooMuchAlike() from error
        one, other = cast(tuple[int, int], error.data["apart"])
        raise CorrectionsContradict(
            one=titles[one], other=titles[other], keys=[one, other]
        ) from error
    return [each for each in found if len(each.members) > 1]


def words_of_groups(groups: Sequence[Sequence[GroupedIdea]]) -> list[tuple[str, ...]]:
    """What at least half of the ideas of each group share."""
    return shared_by_most([[_words(idea) for idea in each] for each in groups])


def _words(idea: GroupedIdea) -> str:
    return f"{idea.title} {idea.text}"
