"""Two people at one text: what both did is there, and what contradicts itself is named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitmachstadt.methods.text_changes import Contest, Merge, merge

BASE = "Die Stadt baut sichere Wege für alle."


@pytest.mark.parametrize(
    ("mine", "theirs", "merged"),
    [
        (
            "Die Stadt plant sichere Wege für alle.",
            "Die Stadt baut sichere Wege für alle Menschen.",
            "Die Stadt plant sichere Wege für alle Menschen.",
        ),
        (
            "Die Stadt baut Wege für alle.",
            "Ganz Berlin baut sichere Wege für alle.",
            "Ganz Berlin baut Wege für alle.",
        ),
        (BASE, "Etwas ganz anderes.", "Etwas ganz anderes."),
        ("", BASE, ""),
    ],
    ids=["other-words", "left-out", "only-theirs", "all-gone"],
)
def test_changes_at_different_places_are_both_taken(mine, theirs, merged):
    assert merge(BASE, mine, theirs) == Merge(merged, ())


def test_same_change_of_both_is_taken_once():
    said = "Die Stadt baut breite Wege für alle."
    assert merge(BASE, said, said) == Merge(said, ())


def test_different_changes_of_the_same_word_are_a_contest_and_say_mine():
    found = merge(
        BASE,
        "Die Stadt baut breite Wege für alle Kinder.",
        "Die Stadt baut helle Wege für alle.",
    )
    assert found.text == "Die Stadt baut breite Wege für alle Kinder."
    assert found.contests == (Contest("sichere", "breite", "helle"),)


def test_two_additions_at_one_place_are_a_contest():
    found = merge("Wege.", "Wege. Und Plätze.", "Wege. Und Brücken.")
    assert [(c.mine, c.theirs) for c in found.contests] == [(" Und Plätze.", " Und Brücken.")]


def test_word_left_out_by_one_and_changed_by_the_other_is_a_contest():
    found = merge("rot gelb blau", "rot blau", "rot grün blau")
    assert found.text == "rot blau"
    assert len(found.contests) == 1


TEXTS = st.lists(st.sampled_from(["a", "b", "c", " ", ".", "Wege"]), max_size=20).map("".join)


@given(TEXTS, TEXTS)
def test_who_changed_nothing_takes_nothing_from_the_other(base, changed):
    assert merge(base, changed, base) == Merge(changed, ())
    assert merge(base, base, changed) == Merge(changed, ())
    assert merge(base, changed, changed) == Merge(changed, ())


@given(TEXTS, TEXTS, TEXTS)
def test_nothing_of_mine_is_lost_and_both_orders_see_the_same_contests(base, mine, theirs):
    one, other = merge(base, mine, theirs), merge(base, theirs, mine)
    assert [(c.base, c.mine, c.theirs) for c in one.contests] == [
        (c.base, c.theirs, c.mine) for c in other.contests
    ]
    if not one.contests:
        assert one.text == other.text
