"""What says the same is found, whatever the order and the endings."""

import doctest
import importlib
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitmachstadt.methods.similar_texts import Frequencies, count_words, rank, similarity
from mitmachstadt.methods.similar_texts.kinship import kin_between, kin_within, kinship
from mitmachstadt.methods.similar_texts.words import stem, stems_of
from tests.methods.similar_texts.texts import TEXTS, WORDS


@pytest.mark.parametrize("module", ["", ".words", ".kinship", ".comparison", ".grouping"])
def test_the_docstrings_are_right(module):
    found = importlib.import_module(f"mitmachstadt.methods.similar_texts{module}")
    tested = doctest.testmod(found)
    assert tested.failed == 0
    assert tested.attempted


@given(TEXTS, TEXTS)
def test_similarity_is_symmetric_and_between_0_and_1(one, other):
    score = similarity(one, other)
    assert score == pytest.approx(similarity(other, one))
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
def test_the_order_of_candidates_changes_nothing(text, texts, rng):
    candidates = list(enumerate(texts))
    shuffled = list(candidates)
    rng.shuffle(shuffled)
    assert rank(text, candidates, 9, least=0) == rank(text, shuffled, 9, least=0)


@given(TEXTS, st.lists(TEXTS, max_size=8), st.integers(0, 9))
def test_what_is_ranked_explains_itself(text, texts, limit):
    found = rank(text, list(enumerate(texts)), limit, least=0.2)
    assert len(found) <= limit
    assert found == sorted(found, key=lambda each: (-each.score, each.key))
    for each in found:
        assert 0.2 <= each.score <= 1
        assert each.shared
        both = {*stems_of(text), *stems_of(texts[each.key])}
        assert {stem(word) for word in each.shared} <= both


@given(TEXTS, st.lists(TEXTS, max_size=6))
def test_ranking_weighs_by_the_candidates_unless_told_otherwise(text, texts):
    candidates = list(enumerate(texts))
    assert rank(text, candidates) == rank(text, candidates, frequencies=count_words(texts))


def test_the_score_can_be_worked_out_by_hand():
    """Of "Ampel Baum" and "Ampel Netz Platz", the weights are equal where nothing is known: one of
    two meets one of three, and the geometric mean of 1/2 and 1/3 is 0.408."""
    (found,) = rank("Ampel Baum", [(7, "Ampel Netz Platz")], frequencies=Frequencies())
    assert found.score == pytest.approx(math.sqrt(1 / 2 * 1 / 3))
    assert (found.key, found.shared) == (7, ("ampel",))


def test_a_compound_can_be_worked_out_by_hand():
    """radweg has 4 trigrams, fahrradweg 8, 4 are shared: 2 * 4 / 12."""
    assert kinship("radweg", "fahrradweg") == pytest.approx(2 / 3)
    assert similarity("Radweg", "Fahrradwege") == pytest.approx(2 / 3)


def test_a_rare_word_counts_more_than_one_that_all_have():
    others = [("a", "Die Stadt braucht Poller"), ("b", "Die Stadt braucht Netz")]
    others += [(str(n), f"Die Stadt braucht anderes {n}") for n in range(10)]
    assert rank("Die Stadt: Poller!", others)[0].key == "a"


def test_a_frequency_that_is_given_counts_instead():
    candidates = [(1, "Bänke am Platz"), (2, "Bänke am Markt")]
    plain = rank("Platz Markt", candidates)
    assert [each.key for each in plain] == [1, 2]
    known = Frequencies(1000, {"platz": 900, "markt": 3, "bank": 30})
    assert [each.key for each in rank("Platz Markt", candidates, frequencies=known)] == [2]


def test_of_equal_ones_the_lowest_key_comes_first():
    found = rank("Ampeln", [("z", "Ampeln"), ("a", "Ampeln"), ("x", "Netz")])
    assert [each.key for each in found] == ["a", "z"]


def test_at_most_as_many_as_asked_for():
    candidates = [(number, "Ampel") for number in range(9)]
    assert len(rank("Ampel", candidates, 3)) == 3
    assert rank("Ampel", candidates, 0) == rank("Ampel", candidates, -1) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Radweg", "Radwege"),
        ("Bäume", "Baeume"),
        ("Baum", "Bäume"),
        ("Straße", "Strassen"),
        ("Ampel", "Ampeln"),
        ("Beteiligung", "Beteiligungen"),
        ("sicher", "sicherer"),
        ("neue", "neuen"),
        ("Häuser", "Haus"),
        ("ba\u0308ume", "Bäume"),
        ("Ver\u00adkehr", "Verkehr"),
        ("İSTANBUL", "istanbul"),
        ("مَدِينَة", "مدينة"),
    ],
)
def test_other_forms_of_a_word_have_one_stem(one, other):
    assert stems_of(one) == stems_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Fahrradwege", "Radweg"), ("Fahradweg", "Fahrradweg"), ("Ampelschaltung", "Ampeln"),
     ("Straßenbäume", "Baum"), ("Schulhöfe", "Schule"), ("Stadtbibliothek", "Bibliotheken")],
)  # fmt: skip
def test_compounds_and_misspellings_meet(one, other):
    assert similarity(one, other) >= 0.5


@pytest.mark.parametrize(
    ("one", "other"),
    [("Traum", "Raum"), ("Verwaltung", "Gestaltung"), ("Gehweg", "Radweg"), ("Bus", "Busch"),
     ("Netz", "Platz"), ("1", "10"), ("2026", "2025")],
)  # fmt: skip
def test_other_words_do_not_meet(one, other):
    assert similarity(one, other) == 0


@pytest.mark.parametrize(
    ("one", "other", "more"),
    [
        ("Mehr Radwege in Mitte", "In Mitte fehlt ein Radweg", "Schulen brauchen Netz"),
        ("Die Ampel schaltet zu kurz", "Ampeln schalten zu schnell", "Ein Baum am Platz"),
    ],
)
def test_texts_about_the_same_are_nearer_than_others(one, other, more):
    assert similarity(one, other) > 0.4
    assert similarity(one, more) == 0


def test_nothing_in_common_is_nothing():
    assert similarity("Radweg", "🚲🚲") == 0
    assert rank("", [("a", "Radweg")], least=0) == []
    assert rank("Radweg", [], least=0) == []


def test_compounds_that_begin_alike_are_a_little_near():
    assert kinship("fahrradbugel", "fahrradstand") == 0.4
    assert kinship("fahrra1", "fahrra2") == 0
    assert kinship("platzen", "plakate") == 0


ALIKE = st.text(alphabet="ab1", max_size=4).map("fahrrad".__add__)
STEMS = st.sets(
    st.one_of(WORDS.map(stem), st.text(alphabet="abcr", max_size=9), ALIKE), max_size=12
)


@given(STEMS, STEMS)
def test_kin_are_found_without_comparing_each_with_each(few, many):
    slow = {one: {other: kinship(one, other) for other in many} for one in few}
    slow = {one: {o: near for o, near in kin.items() if near} for one, kin in slow.items()}
    assert kin_between(few, many) == slow
    within = {one: {o: near for o in few if (near := kinship(one, o))} for one in few}
    assert kin_within(few) == within
