"""Quotes: chosen, and found again after small changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitmachstadt.methods.text_changes import find_again, find_copied, find_words, quote_at

TEXT = "Die Stadt baut sichere Wege. Die Stadt plant sichere Plätze."


def quoted(words, text=TEXT):
    start = text.index(words)
    return quote_at(text, start, start + len(words))


def found(words, new, text=TEXT):
    place = find_again(quoted(words, text), text, new)
    return None if place is None else (new[place.start : place.end], place.as_it_was)


def test_quote_keeps_what_stood_around_it():
    quote = quoted("plant")
    assert quote.exact == "plant"
    assert quote.prefix == "dt baut sichere Wege. Die Stadt "
    assert quote.suffix == " sichere Plätze."


@pytest.mark.parametrize(("start", "end"), [(0, 0), (5, 4), (-1, 3), (0, 999)])
def test_range_outside_the_text_is_no_quote(start, end):
    with pytest.raises(ValueError, match="no such range"):
        quote_at(TEXT, start, end)


def test_of_the_same_words_at_two_places_the_ones_with_the_same_neighbours_are_meant():
    second = TEXT.rindex("sichere")
    place = find_words(TEXT, "sichere", prefix="Stadt plant ", suffix=" Plätze")
    assert place.start == second


def test_without_neighbours_the_nearest_is_meant():
    assert find_words("a b a b a", "a", near=5).start == 4
    assert find_words("kein Wort", "anderes") is None
    assert find_words("leer", "") is None


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (TEXT, ("sichere Wege", True)),
        ("Heute: " + TEXT, ("sichere Wege", True)),
        (TEXT.replace("sichere Wege", "sichere, breite Wege"), ("sichere, breite Wege", False)),
        (TEXT.replace("Wege", "Straßen", 1), ("sichere", False)),
        ("Die Stadt plant sichere Plätze. Gut: sichere Wege!", ("sichere Wege", True)),
        ("Etwas ganz anderes.", None),
        ("", None),
    ],
    ids=["same", "moved", "widened", "half", "elsewhere", "gone", "empty"],
)  # fmt: skip
def test_quote_is_found_again_after_a_change(new, expected):
    assert found("sichere Wege", new) == expected


def test_quote_of_words_that_were_never_there_is_looked_for_as_it_is():
    quote = quoted("Wege", "Andere Wege.")
    assert find_again(quote, "Ein Text ohne das Wort.", "Neue Wege gehen.").start == 5


WORDS = st.lists(st.sampled_from(["Weg", "Rad", "gut", "und", " ", "."]), min_size=1, max_size=25)


@given(WORDS.map("".join), WORDS.map("".join), st.data())
def test_place_is_inside_the_text_and_unchanged_words_are_always_found(old, new, data):
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))
    quote = quote_at(old, start, end)
    assert quote.exact == old[start:end]
    assert old[: quote.start].endswith(quote.prefix)
    assert old[quote.end :].startswith(quote.suffix)
    same = find_again(quote, old, old)
    assert (same.start, same.end, same.as_it_was) == (start, end, True)
    place = find_again(quote, old, new)
    if quote.exact in new:
        assert place.as_it_was
    if place is not None:
        assert 0 <= place.start < place.end <= len(new)
        assert place.as_it_was is (new[place.start : place.end] == quote.exact)


@pytest.mark.parametrize(
    ("text", "copied", "meant"),
    [
        ("einszwei drei", "eins\nzwei", "einszwei"),
        ("Ziel\n\n\n\nFrist", "Ziel\tFrist", "Ziel\n\n\n\nFrist"),
        ("Ziel\n\n\nFrist", "Ziel\n\nFrist", "Ziel\n\n\nFrist"),
        ("mehr als 5\u00a0km weit", " 5 km ", "5\u00a0km"),
        ("eins zwei", "eins  zwei", "eins zwei"),
    ],
)
def test_words_are_found_though_lines_end_elsewhere(text, copied, meant):
    place = find_copied(text, copied)
    assert place is not None
    assert text[place.start : place.end] == meant


def test_of_several_places_where_lines_end_elsewhere_the_one_that_fits_is_meant():
    text = "a einszwei b. c einszwei d."
    near = find_copied(text, "eins\nzwei", near=20)
    fits = find_copied(text, "eins\nzwei", prefix=" c ", suffix=" d")
    assert near is not None
    assert near == fits
    assert near.start == 16


@pytest.mark.parametrize("copied", ["", " \n ", "einsdrei", "zwei eins"])
def test_words_that_are_not_there_are_not_found_without_blanks_either(copied):
    assert find_copied("eins zwei", copied) is None


@given(st.text("ab \n\t", max_size=30), st.integers(0, 30), st.integers(0, 30))
def test_what_was_copied_is_found_with_other_blanks(text, first, last):
    copied = text[first:last]
    place = find_copied(text, "\n".join(copied))
    if copied.strip():
        assert place is not None
        assert "".join(text[place.start : place.end].split()) == "".join(copied.split())
