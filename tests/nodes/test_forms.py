"""How people name a node."""

import pytest

from mitmachstadt.nodes.forms import public_id_in, public_ids_in


@pytest.mark.parametrize(
    "typed",
    [
        "abcdefghij", " ABCDEFGHIJ ", "n/abcdefghij", "https://stadt.example/de/n/abcdefghij/",
        "https://stadt.example/n/abcdefghij/#stand", "/de/n/abcdefghij?seite=2",
    ],
)  # fmt: skip
def test_address_and_letters_name_the_same(typed):
    assert public_id_in(typed) == "abcdefghij"


def test_what_is_no_address_stays_and_is_cut():
    assert public_id_in("https://stadt.example/de/suche/") == "https://stadt.example/de/suche/"
    assert public_id_in("x" * 500) == "x" * 60
    assert public_id_in(" ") == ""


def test_lines_are_read_once_each_and_empty_ones_left_out():
    text = "n/zweite\n\n  n/erste \nhttps://stadt.example/n/zweite/"
    assert public_ids_in(text) == ["zweite", "erste"]
    assert public_ids_in(" \n") == []
