"""Comparisons give both texts again; alignments are as long as the textbook says."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from mitmachstadt.methods.text_changes import compare, match_passages
from mitmachstadt.methods.text_changes.alignment import align

TOKENS = st.lists(st.sampled_from(["a", "b", "c", " ", ".", "Bürger:innen", "\n"]), max_size=30)


def longest_common(old: list[str], new: list[str]) -> int:
    """The textbook table."""
    table = [[0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for x, left in enumerate(old):
        for y, right in enumerate(new):
            same = table[x][y] + 1 if left == right else 0
            table[x + 1][y + 1] = max(same, table[x][y + 1], table[x + 1][y])
    return table[-1][-1]


@given(TOKENS, TOKENS)
@settings(max_examples=300, deadline=None)
def test_alignment_is_as_long_as_possible(old: list[str], new: list[str]) -> None:
    pairs = align(old, new, most_edits=100)
    assert all(old[x] == new[y] for x, y in pairs)
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(pairs))
    assert len(pairs) == longest_common(old, new)


@given(TOKENS, TOKENS, st.integers(0, 4))
@settings(max_examples=200, deadline=None)
def test_limited_alignment_is_still_an_alignment(old: list[str], new: list[str], most: int) -> None:
    pairs = align(old, new, most_edits=most)
    assert all(old[x] == new[y] for x, y in pairs)
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(pairs))


@given(
    st.one_of(TOKENS.map("".join), st.text(max_size=60)),
    st.one_of(TOKENS.map("".join), st.text(max_size=60)),
    st.sampled_from([1, 400]),
)
@settings(max_examples=300, deadline=None)
def test_parts_give_both_texts_again(old: str, new: str, times: int) -> None:
    old, new = old * times, new * times
    comparison = compare(old, new)
    changes = comparison.changes
    assert "".join(part.text for part in changes if part.kind != "added") == old
    assert "".join(part.text for part in changes if part.kind != "removed") == new
    assert all(part.text for part in changes) or not old + new
    assert all(a.kind != b.kind for a, b in pairwise(changes))
    assert 0 <= comparison.share_kept <= 1
    assert (comparison.share_kept == 1) == (old == new)


@given(
    st.lists(st.sampled_from(["a b c", "a b d", "x y z", ""]), max_size=8),
    st.lists(st.sampled_from(["a b c", "a b d", "x y w", ""]), max_size=8),
    st.sampled_from([Fraction(0), Fraction(1, 2), Fraction(1)]),
)
@settings(max_examples=200, deadline=None)
def test_every_passage_is_matched_exactly_once(
    old: list[str], new: list[str], threshold: Fraction
) -> None:
    matches = match_passages(old, new, threshold=threshold)
    assert [item.new_index for item in matches if item.new_index is not None] == list(
        range(len(new))
    )
    assert sorted(item.old_index for item in matches if item.old_index is not None) == list(
        range(len(old))
    )
    for item in matches:
        if item.old_index is not None and item.new_index is not None:
            assert item.share_kept >= threshold
            assert (item.share_kept == 1) or old[item.old_index] != new[item.new_index]
