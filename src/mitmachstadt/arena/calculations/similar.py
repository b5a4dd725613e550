"""Ideas that say the same: beside what somebody is writing, and in groups for the office."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mitmachstadt.arena.models import Arena
from mitmachstadt.arena.queries import GroupedIdea
from mitmachstadt.methods.similar_texts import Group, group, rank
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
) -> list[Group[int]]:
    """Groups of ideas that say the same, with the corrections that were made by hand.

    Raises:
        SimilarTextsError: two corrections contradict each other.
    """
    known = {idea.pk for idea in ideas}
    texts = [(idea.pk, f"{idea.title} {idea.text}") for idea in ideas]
    kept = [pair for pair in together if set(pair) <= known]
    kept_apart = [pair for pair in apart if set(pair) <= known]
    found = group(texts, SAME, together=kept, apart=kept_apart)
    return [each for each in found if len(each.members) > 1]
