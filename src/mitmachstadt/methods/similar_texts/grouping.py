"""Groups of texts that say the same, around one that says it best."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from mitmachstadt.methods.similar_texts.comparison import (
    Frequencies,
    count_words,
    overlap,
    weights_of,
    whole,
)
from mitmachstadt.methods.similar_texts.corrections import Pair, units
from mitmachstadt.methods.similar_texts.errors import SimilarTextsError
from mitmachstadt.methods.similar_texts.linking import Links, linked
from mitmachstadt.methods.similar_texts.pairs import Progress, Scale, scale_of, similar_pairs
from mitmachstadt.methods.similar_texts.words import stems_and_words, stems_of

MOST_WORDS = 6


@dataclass(frozen=True)
class Member[K: (int, str)]:
    """A text of a group, and its similarity to the group's centre.

    `by_hand`: somebody said of the text that it belongs together with another. Only in a group
    with such texts may a score be below the threshold.
    """

    key: K
    score: float
    by_hand: bool = False


@dataclass(frozen=True)
class Group[K: (int, str)]:
    """Texts that say the same.

    `centre` is the key of the member that most others are similar to; `words` are those that at
    least half of the members share, the most telling first; `members` begin with the centre.
    """

    centre: K
    words: tuple[str, ...]
    members: tuple[Member[K], ...]


@dataclass(frozen=True)
class _Vertex[K: (int, str)]:
    """Texts that have the same stems; a text that somebody spoke about stands alone."""

    keys: tuple[K, ...]
    stems: frozenset[str]


def group[K: (int, str)](
    texts: Sequence[tuple[K, str]],
    threshold: float,
    together: Collection[Pair[K]] = (),
    apart: Collection[Pair[K]] = (),
    progress: Progress | None = None,
) -> list[Group[K]]:
    """Groups of two and more texts; what is similar to nothing is in none.

    Of all similar pairs the most similar are joined first, as long as the group has a member that
    all others are similar to: so no chain leads from one subject to another. The order in which
    anything is given changes nothing; of equal pairs the lowest keys come first. Largest groups
    first, of equal ones the one with the lowest key.

    Args:
        texts: key and text of each, up to some ten thousand short ones.
        threshold: from which similarity on two texts say the same; above 0, at most 1.
        together: pairs of keys that somebody put into one group, whatever they say.
        apart: pairs of keys that stand in no group together, not even by others between them.
        progress: called now and then with how many different texts were compared, of how many.

    Raises SimilarTextsError, whose codes its docstring lists.

    >>> found = group([(1, "Radweg bauen"), (2, "Radwege bauen!"), (3, "Bäume gießen")], 0.5)
    >>> [(each.centre, each.words, [member.key for member in each.members]) for each in found]
    [(1, ('bauen', 'radweg'), [1, 2])]
    >>> group([(1, "Radweg bauen"), (2, "Radwege bauen!")], 0.5, apart=[(2, 1)])
    []
    """
    if not 0 < threshold <= 1:
        raise SimilarTextsError("threshold_out_of_range", threshold=threshold)
    groups = _groups(_by_key(texts), threshold, together, apart, progress)
    return sorted(groups, key=lambda each: (-len(each.members), min(m.key for m in each.members)))


def _groups[K: (int, str)](
    said: Mapping[K, str],
    threshold: float,
    together: Collection[Pair[K]],
    apart: Collection[Pair[K]],
    progress: Progress | None,
) -> list[Group[K]]:
    bound = units(said.keys(), together, apart)
    named: set[K] = set(chain.from_iterable(together)).union(chain.from_iterable(apart))
    vertices = _vertices(said, named)
    scale = scale_of(_frequencies(vertices))
    pairs = similar_pairs([each.stems for each in vertices], scale, threshold, progress)
    place = {key: number for number, each in enumerate(vertices) for key in each.keys}
    links = Links(
        pairs=pairs,
        units=sorted({tuple(sorted({place[key] for key in unit})) for unit in bound}),
        apart=[(place[one], place[other]) for one, other in apart],
        sizes=[len(each.keys) for each in vertices],
    )
    by_hand = {key for unit in bound if len(unit) > 1 for key in unit}
    return [
        _told([vertices[each] for each in members], said, scale, by_hand)
        for members in linked(links)
        if sum(len(vertices[each].keys) for each in members) > 1
    ]


def _by_key[K: (int, str)](texts: Sequence[tuple[K, str]]) -> dict[K, str]:
    said: dict[K, str] = {}
    for key, text in texts:
        if key in said:
            raise SimilarTextsError("key_twice", key=key)
        said[key] = text
    return said


def _vertices[K: (int, str)](said: Mapping[K, str], named: Collection[K]) -> list[_Vertex[K]]:
    alike: dict[tuple[frozenset[str], K | None], list[K]] = {}
    for key in sorted(said):
        stems = frozenset(stems_of(said[key]))
        alone = key in named or not stems
        alike.setdefault((stems, key if alone else None), []).append(key)
    return [_Vertex(tuple(keys), stems) for (stems, _), keys in alike.items()]


def _frequencies[K: (int, str)](vertices: Sequence[_Vertex[K]]) -> Frequencies:
    having: Counter[str] = Counter()
    for each in vertices:
        for stem in each.stems:
            having[stem] += len(each.keys)
    return Frequencies(sum(len(each.keys) for each in vertices), dict(having))


def _told[K: (int, str)](
    vertices: Sequence[_Vertex[K]], said: Mapping[K, str], scale: Scale, by_hand: Collection[K]
) -> Group[K]:
    """The first of the vertices is the centre."""
    centre, middle = vertices[0].keys[0], vertices[0].stems
    wholes = [whole(each.stems, scale.weights) for each in vertices]
    members: list[Member[K]] = []
    for number, each in enumerate(vertices):
        score = 1.0
        if number:
            both = wholes[0] * wholes[number]
            score = overlap(middle, each.stems, scale.kin, scale.weights, both)
        members += [Member(key, score, key in by_hand) for key in each.keys]
    members.sort(key=lambda member: (member.key != centre, -member.score, member.key))
    own = [said[key] for each in vertices for key in each.keys]
    return Group(centre, _words(own, scale.weights), tuple(members))


def shared_by_most(groups: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """The words that at least half of the texts of a group share, the most telling first.

    For groups that are known already; how telling a word is follows from how many of all these
    texts have it.

    >>> shared_by_most([["Radweg am See", "Radwege am See"], ["Bank am See", "Neue Bänke am See"]])
    [('radweg', 'see'), ('bank', 'see')]
    """
    having = count_words(text for texts in groups for text in texts)
    weights = weights_of(having, having.having)
    return [_words(texts, weights) for texts in groups]


def _words(texts: Sequence[str], weights: Mapping[str, float]) -> tuple[str, ...]:
    """The stems that at least half of the texts have, as most of them write it."""
    having: Counter[str] = Counter()
    written: dict[str, Counter[str]] = {}
    for text in texts:
        for stem, words in stems_and_words(text).items():
            having[stem] += 1
            written.setdefault(stem, Counter()).update(words)
    often = [stem for stem, count in having.items() if count > 1 and 2 * count >= len(texts)]
    often.sort(key=lambda stem: (-having[stem] * weights[stem], stem))
    forms = (min(written[stem].items(), key=lambda form: (-form[1], form[0])) for stem in often)
    return tuple(word for word, _ in forms)[:MOST_WORDS]
