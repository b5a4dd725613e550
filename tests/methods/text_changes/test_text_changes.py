from __future__ import annotations

import doctest
from fractions import Fraction
from hashlib import sha256

import pytest

from mitmachstadt.methods.text_changes import Match, compare, comparison, match_passages
from mitmachstadt.methods.text_changes.alignment import align
from mitmachstadt.methods.text_import import reading


def parts(old: str, new: str) -> list[tuple[str, str]]:
    return [(change.kind, change.text) for change in compare(old, new).changes]


def test_words_signs_and_blanks_are_compared() -> None:
    assert parts("Wir planen gut.", "Wir planen sehr gut!") == [
        ("same", "Wir planen "),
        ("added", "sehr "),
        ("same", "gut"),
        ("removed", "."),
        ("added", "!"),
    ]


def test_gender_signs_change_with_their_word() -> None:
    assert parts("Akteur*innen da", "Akteur:innen da") == [
        ("removed", "Akteur*innen"),
        ("added", "Akteur:innen"),
        ("same", " da"),
    ]


def test_share_and_digests() -> None:
    result = compare("ab cd", "ab ef")
    assert result.share_kept == Fraction(6, 10)
    assert result.old_digest == sha256(b"ab cd").hexdigest()
    assert compare("", "").share_kept == 1
    assert compare("a", "").share_kept == 0


def test_long_texts_are_compared_by_sentence_and_then_by_word() -> None:
    sentences = [f"Satz {number} über Wege und Plätze." for number in range(1_000)]
    changed = [*sentences]
    changed[500] = "Satz 500 über Wege und Bänke."
    assert [
        item for item in parts(" ".join(sentences), " ".join(changed)) if item[0] != "same"
    ] == [
        ("removed", "Plätze"),
        ("added", "Bänke"),
    ]


def test_very_many_changes_still_find_what_stayed() -> None:
    old = " ".join(f"Satz {number} und." for number in range(3_000))
    new = " ".join(f"Satz {number} {'und' if number % 3 else 'oder'}." for number in range(3_000))
    assert compare(old, new).share_kept > Fraction(9, 10)


def test_passages_continue_exact_then_moved_then_similar() -> None:
    old = ["Titel", "Wir bauen neue Wege im Park", "Ende", "Umzug"]
    new = ["Umzug", "Titel", "Wir bauen bessere Wege im Park", "Neu hier", "Ende"]
    assert match_passages(old, new, threshold=Fraction(1, 2)) == (
        Match(3, 0, Fraction(1)),
        Match(0, 1, Fraction(1)),
        Match(1, 2, Fraction(10, 12)),
        Match(None, 3, Fraction(0)),
        Match(2, 4, Fraction(1)),
    )


def test_passage_that_went_stands_at_the_end() -> None:
    assert match_passages(["a", "b"], ["b"], threshold=Fraction(1, 2)) == (
        Match(1, 0, Fraction(1)),
        Match(0, None, Fraction(0)),
    )


def test_threshold_decides() -> None:
    old, new = ["eins zwei drei vier"], ["eins zwei fünf sechs"]
    assert match_passages(old, new, threshold=Fraction(1, 2))[0].old_index == 0
    assert match_passages(old, new, threshold=Fraction(51, 100))[0].old_index is None
    with pytest.raises(ValueError, match="between 0 and 1"):
        match_passages(old, new, threshold=Fraction(2))


def test_five_hundred_passages_find_their_neighbours() -> None:
    old = [f"Absatz {number} spricht von Weg {number * 7} und Platz" for number in range(500)]
    new = ["Vorwort", *[f"{text} heute" for text in old]]
    matches = match_passages(old, new, threshold=Fraction(1, 2))
    assert [item.old_index for item in matches] == [None, *range(500)]


def test_examples_in_docstrings_run() -> None:
    for module in (comparison, reading):
        result = doctest.testmod(module)
        assert (result.failed, result.attempted > 0) == (0, True)


def test_beyond_the_limit_unique_tokens_hold_the_texts_together() -> None:
    old = [token for number in range(50) for token in (f"Absatz {number}", "a", "b", "c")]
    new = [token for number in range(50) for token in (f"Absatz {number}", "c", "b", "a")]
    pairs = align(old, new, most_edits=1)
    assert {(4 * number, 4 * number) for number in range(50)} <= set(pairs)


def test_moved_passage_without_words_is_found() -> None:
    matches = match_passages(["***", "a b", "c d"], ["a b", "c d", "***"], threshold=Fraction(1))
    assert [item.old_index for item in matches] == [1, 2, 0]
