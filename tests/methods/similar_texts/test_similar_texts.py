"""What says the same is found, whatever the order and the endings."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitmachstadt.methods import similar_texts
from mitmachstadt.methods.similar_texts import common_words, most_similar, similarity

WORDS = st.sampled_from(
    ["Radweg", "Radwege", "Ampel", "Ampeln", "schmal", "Baum", "Bäume", "Netz", "und", "der", "🚲"]
)
TEXTS = st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=12).map(" ".join))


def test_the_docstring_is_right():
    assert doctest.testmod(similar_texts).failed == 0


@given(TEXTS, TEXTS)
def test_similarity_is_symmetric_and_between_0_and_1(one, other):
    score = similarity(one, other)
    assert score == similarity(other, one)
    assert 0 <= score <= 1


@given(TEXTS)
def test_the_same_text_is_wholly_similar(text):
    assert similarity(text, text) == 1


@given(st.lists(WORDS, max_size=10), st.randoms(use_true_random=False))
def test_the_order_of_words_does_not_count(words, rng):
    shuffled = list(words)
    rng.shuffle(shuffled)
    other = "Radwege und Bäume"
    assert similarity(" ".join(words), other) == similarity(" ".join(shuffled), other)


@given(TEXTS, st.lists(TEXTS, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_candidates_changes_no_score(text, texts, rng):
    others = list(enumerate(texts))
    shuffled = list(others)
    rng.shuffle(shuffled)
    first = {found.key: found.score for found in most_similar(text, others, limit=9)}
    assert first == {found.key: found.score for found in most_similar(text, shuffled, limit=9)}


@given(TEXTS, TEXTS)
def test_common_words_are_symmetric(one, other):
    assert common_words(one, other) == common_words(other, one)


def test_a_rare_word_counts_more_than_one_that_all_have():
    others = [("a", "Die Stadt braucht Poller"), ("b", "Die Stadt braucht Netz")]
    others += [(str(n), f"Die Stadt braucht anderes {n}") for n in range(10)]
    assert most_similar("Die Stadt: Poller!", others)[0].key == "a"


def test_of_equal_ones_the_first_given_comes_first():
    found = most_similar("Ampeln", [("z", "Ampeln"), ("a", "Ampeln"), ("x", "Netz")])
    assert [each.key for each in found] == ["z", "a"]


@pytest.mark.parametrize(
    ("one", "other", "more"),
    [
        ("Mehr Radwege in Mitte", "In Mitte fehlt ein Radweg", "Schulen brauchen Netz"),
        ("Die Ampel schaltet zu kurz", "Ampeln schalten zu schnell", "Ein Baum am Platz"),
    ],
)
def test_texts_about_the_same_are_nearer_than_others(one, other, more):
    assert similarity(one, other) > similarity(one, more)
    assert similarity(one, more) < 0.12


def test_nothing_in_common_is_nothing():
    assert similarity("Radweg", "🚲🚲") == 0
    assert most_similar("", [("a", "Radweg")]) == []
