"""Groups of what says the same, with corrections by hand."""

import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitmachstadt.methods.similar_texts import Group, SimilarTextsError, group, shared_by_most
from mitmachstadt.methods.similar_texts.comparison import overlap, whole
from mitmachstadt.methods.similar_texts.grouping import _by_key, _frequencies, _vertices
from mitmachstadt.methods.similar_texts.pairs import scale_of, similar_pairs
from tests.methods.similar_texts.texts import SHORT

LISTS = st.lists(SHORT, max_size=14).map(lambda texts: list(enumerate(texts)))
THRESHOLDS = st.sampled_from([0.3, 0.5, 0.7, 1.0])
CITY = [
    (1, "Mehr Radwege an der Hauptstraße"),
    (2, "An der Hauptstraße fehlt ein Radweg"),
    (3, "Fahrradweg für die Hauptstraße!"),
    (4, "Bänke im Stadtpark aufstellen"),
    (5, "Im Stadtpark eine Bank aufstellen"),
    (6, "Das Bürgeramt öffnet zu selten"),
]


def keys(groups: list[Group[int]]) -> list[list[int]]:
    return [sorted(member.key for member in each.members) for each in groups]


def group_of(groups: list[Group[int]]) -> dict[int, int]:
    return {member.key: n for n, each in enumerate(groups) for member in each.members}


def test_what_says_the_same_is_one_group_and_what_stands_alone_is_in_none():
    found = group(CITY, 0.5)
    assert keys(found) == [[1, 2, 3], [4, 5]]
    assert found[0].words[:2] == ("hauptstraße", "radweg")
    assert found[1].words == ("aufstellen", "bank", "stadtpark")
    assert [member.score for member in found[1].members] == [1, 1]


def test_the_centre_comes_first_and_is_what_most_are_similar_to():
    texts = [(1, "Bank Platz"), (2, "Bank Platz Baum"), (3, "Platz Baum Netz"), (4, "Baum Netz")]
    (found, *_) = group(texts, 0.6)
    assert found.members[0].key == found.centre
    assert found.members[0].score == 1


def test_no_chain_leads_from_one_subject_to_another():
    words = "Bank Platz Netz Ampel Baum Radweg Schule Kiosk".split()
    chain = [" ".join(words[start : start + 3]) for start in range(6)]
    found = group(list(enumerate(chain)), 0.5)
    assert keys(found) == [[1, 2, 3], [4, 5]]
    joined = group(list(enumerate(chain)), 0.5, together=[(1, 2), (3, 4)])
    assert keys(joined) == [[0, 1, 2, 3, 4]]


def test_the_score_can_be_worked_out_by_hand():
    """All three have "Bank" (1 + ln 4/4 = 1), the others are had by one: (1 + ln 4/2)² = 2.867.
    The weights are 1 + 2.867 twice, 1 shared: 1 / 3.867."""
    texts = [(1, "Bank Ampel"), (2, "Bank Netz"), (3, "Bank")]
    assert keys(group(texts, 0.6)) == []
    (found,) = group(texts, 0.25, apart=[(2, 3), (1, 3)])
    assert found.members[1].score == pytest.approx(1 / 3.8666, abs=1e-3)


def test_a_pair_that_is_said_to_belong_together_does():
    found = group(CITY, 0.5, together=[(6, 4)])
    assert keys(found) == [[1, 2, 3], [4, 5, 6]]
    by_hand = {member.key: member.by_hand for member in found[1].members}
    assert by_hand == {4: True, 5: False, 6: True}
    assert min(member.score for member in found[1].members) == 0


def test_a_pair_that_is_said_to_be_apart_is_and_the_others_go_where_they_are_nearest():
    places = group_of(group(CITY, 0.5, apart=[(1, 2)]))
    assert places[1] != places.get(2) or places[2] != places.get(1)
    assert 3 in places


def test_texts_that_say_exactly_the_same_can_be_apart():
    texts = [(1, "Bank"), (2, "Bank"), (3, "Bank")]
    assert keys(group(texts, 0.5)) == [[1, 2, 3]]
    assert keys(group(texts, 0.5, apart=[(1, 2)])) == [[1, 3]]
    assert keys(group(texts, 0.5, apart=[(1, 2), (1, 3), (2, 3)])) == []


@given(LISTS, THRESHOLDS, st.data())
def test_the_order_of_everything_changes_nothing(texts, threshold, data):
    together, apart = _corrections(texts, data)
    found = group(texts, threshold, together, apart)
    shuffled, other, another = list(texts), list(together), [pair[::-1] for pair in apart]
    rng = random.Random(data.draw(st.integers(0, 9)))
    for each in (shuffled, other, another):
        rng.shuffle(each)
    assert group(shuffled, threshold, other, another) == found


@given(LISTS, THRESHOLDS, st.data())
def test_corrections_are_kept_and_every_member_is_like_the_centre(texts, threshold, data):
    together, apart = _corrections(texts, data)
    groups = group(texts, threshold, together, apart)
    members = [member.key for each in groups for member in each.members]
    assert len(members) == len(set(members))
    places = group_of(groups)
    assert all(places[one] == places[other] for one, other in together if one != other)
    assert all(places.get(one, -1) != places.get(other, -2) for one, other in apart)
    for each in groups:
        assert len(each.members) > 1
        assert each.members[0].key == each.centre
        # Where nobody said anything, all are similar to the centre; elsewhere somebody did.
        if not any(member.by_hand for member in each.members):
            assert all(member.score >= threshold for member in each.members)


@given(LISTS, THRESHOLDS)
def test_to_confirm_what_was_found_changes_nothing(texts, threshold):
    found = group(texts, threshold)
    places = group_of(found)
    pairs = [(one, other) for one, _ in texts for other, _ in texts if one < other]
    same = [pair for pair in pairs if places.get(pair[0], -1) == places.get(pair[1], -2)]
    confirmed = group(texts, threshold, same, [pair for pair in pairs if pair not in same])
    assert keys(confirmed) == keys(found)
    assert [each.words for each in confirmed] == [each.words for each in found]


@given(LISTS, THRESHOLDS)
def test_pairs_are_all_that_comparing_each_with_each_would_find(texts, threshold):
    vertices = _vertices(_by_key(texts), frozenset())
    stems = [each.stems for each in vertices]
    scale = scale_of(_frequencies(vertices))
    wholes = [whole(each, scale.weights) for each in stems]

    def score(one, other):
        both = wholes[one] * wholes[other]
        return overlap(stems[other], stems[one], scale.kin, scale.weights, both)

    slow = {
        (one, other)
        for other in range(len(stems))
        for one in range(other)
        if score(one, other) >= threshold
    }
    assert {(one, other) for _, one, other in similar_pairs(stems, scale, threshold)} == slow


@pytest.mark.parametrize("threshold", [0.2, 0.3, 0.45, 0.6, 0.9])
def test_pairs_are_all_found_where_stems_are_near_each_other(threshold):
    """Compounds and cut words, common and rare: a bound that forgot one of both would miss some."""
    rng = random.Random(20261123)
    parts = "rad weg haupt strassen baum spiel platz schul fahr nachbar schaft stadt park".split()
    words = [f"{one}{other}" for one in parts for other in parts]
    texts = [
        (n, " ".join(rng.choice(words)[: rng.randint(5, 14)] for _ in range(rng.randint(1, 9))))
        for n in range(250)
    ]
    test_pairs_are_all_that_comparing_each_with_each_would_find.hypothesis.inner_test(
        texts, threshold
    )


@pytest.mark.parametrize("threshold", [0.3, 0.6])
def test_pairs_are_all_found_where_many_words_are_common(threshold):
    rng = random.Random(20261123)
    words = "ampel baum netz platz bank radweg schule hof see kiosk".split()
    rare = [f"{a}{b}{c}" for a in "bdfgk" for b in "aeiou" for c in "lmrst"]
    texts = [
        (n, " ".join(rng.sample(words, rng.randint(1, 4)) + rng.sample(rare, rng.randint(0, 2))))
        for n in range(400)
    ]
    test_pairs_are_all_that_comparing_each_with_each_would_find.hypothesis.inner_test(
        texts, threshold
    )


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=8))
def test_contradictions_are_refused_and_nothing_else(together):
    texts = [(number, "Bank") for number in range(6)]
    joined = group([(key, f"{key}") for key, _ in texts], 0.5, together)
    places = group_of(joined)
    if places.get(0, -1) == places.get(5, -2):
        with pytest.raises(SimilarTextsError) as refused:
            group(texts, 0.5, together, [(5, 0)])
        assert refused.value.code == "contradiction"
        chain = refused.value.data["chain"]
        assert (chain[0], chain[-1]) == refused.value.data["apart"] == (5, 0)
        steps = {*together, *(pair[::-1] for pair in together)}
        assert all(step in steps for step in itertools.pairwise(chain))
    else:
        assert group_of(group(texts, 0.5, together, [(5, 0)]))


@pytest.mark.parametrize(
    ("arguments", "code", "data"),
    [
        ({"threshold": 0}, "threshold_out_of_range", {"threshold": 0}),
        ({"threshold": 1.01}, "threshold_out_of_range", {"threshold": 1.01}),
        ({"texts": [(1, "a"), (1, "b")]}, "key_twice", {"key": 1}),
        ({"together": [(1, 99)]}, "unknown_key", {"key": 99}),
        ({"apart": [(98, 1)]}, "unknown_key", {"key": 98}),
        ({"apart": [(2, 2)]}, "apart_from_itself", {"key": 2}),
        (
            {"together": [(1, 2), (2, 3)], "apart": [(1, 3)]},
            "contradiction",
            {"apart": (1, 3), "chain": (1, 2, 3)},
        ),
    ],
)
def test_what_cannot_be_is_refused(arguments, code, data):
    with pytest.raises(SimilarTextsError) as refused:
        group(**{"texts": CITY, "threshold": 0.5, **arguments})
    assert (refused.value.code, refused.value.data) == (code, data)


def test_too_many_pairs_are_refused_before_memory_runs_out(monkeypatch):
    monkeypatch.setattr("mitmachstadt.methods.similar_texts.pairs.MOST_PAIRS", 10)
    texts = [(n, f"Bank Platz Baum {n}") for n in range(9)]
    with pytest.raises(SimilarTextsError) as refused:
        group(texts, 0.1)
    assert (refused.value.code, refused.value.data) == ("too_many_pairs", {"most": 10})


def test_whoever_waits_is_told_how_far_it_is(monkeypatch):
    monkeypatch.setattr("mitmachstadt.methods.similar_texts.pairs._STRIDE", 2)
    told = []
    group(
        [*CITY, (7, ""), (8, "Bänke im Stadtpark aufstellen")],
        0.5,
        progress=lambda *far: told.append(far),
    )
    assert told == [(2, 5), (4, 5)]


def test_words_of_known_groups_are_those_that_half_of_the_texts_share():
    found = shared_by_most([[CITY[n][1] for n in (0, 1, 2)], [CITY[n][1] for n in (3, 5)], []])
    assert found == [("hauptstraße", "radweg"), (), ()]
    of_three = shared_by_most([["Bank See", "Bank Baum", "Bank Netz See", "Kiosk"]])
    assert of_three == [("see", "bank")]


def test_nothing_and_texts_without_words_are_no_groups():
    assert group([], 0.5) == []
    assert group([(1, ""), (2, ""), (3, "🚲"), (4, "und")], 0.5) == []
    assert keys(group([(1, ""), (2, "")], 0.5, together=[(1, 2)])) == [[1, 2]]


def test_keys_can_be_words():
    (found,) = group([("b", "Bank"), ("a", "Bänke")], 0.5)
    assert [member.key for member in found.members] == ["a", "b"]


def _corrections(texts, data):
    """Pairs together and apart that do not contradict each other."""
    places = [key for key, _ in texts] or [0]
    if not texts:
        return [], []
    pair = st.tuples(st.sampled_from(places), st.sampled_from(places))
    together = data.draw(st.lists(pair, max_size=4))
    joined = group_of(group([(key, "") for key in places], 1.0, together))
    apart = [
        (one, other)
        for one, other in data.draw(st.lists(pair, max_size=5))
        if one != other and joined.get(one, -1) != joined.get(other, -2)
    ]
    return together, apart
