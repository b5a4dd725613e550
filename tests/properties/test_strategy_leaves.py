"""A long text in pages: every passage on one page, in order, within the limits."""

from collections import Counter
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from mitmachstadt.strategy.calculations import leaf_numbers
from mitmachstadt.strategy.cards import contents_html, leaf_html
from mitmachstadt.strategy.enums import (
    CHARACTERS_PER_LEAF,
    PASSAGES_PER_LEAF,
    SectionKind,
)
from mitmachstadt.strategy.queries import PlacedSection
from tests.strategy.pages import levels_on, targets_of

LONG = [0, 40, 119, 120, 300, CHARACTERS_PER_LEAF // 2, CHARACTERS_PER_LEAF, 50_000]


@st.composite
def texts(draw):
    """Lengths, and which of them are headings and beginnings of chapters.

    Chapters are drawn by their size, so that whole pages come about in a few draws.
    """
    found: list[int] = []
    chapters: list[int] = []
    headings: list[int] = []
    for _ in range(draw(st.integers(0, 6))):
        size = draw(st.sampled_from([1, 2, 30, 99, 100, 101, 199, 200, 201, 450]))
        usual = draw(st.lists(st.sampled_from(LONG), min_size=1, max_size=4))
        chapters.append(len(found))
        below = draw(st.sets(st.integers(1, size), max_size=6))
        headings += [len(found), *(len(found) + place for place in below if place < size)]
        found += [usual[place % len(usual)] for place in range(size)]
    return found, chapters, sorted(headings)


def sums(found, numbers):
    counts, characters = Counter(numbers), Counter()
    for number, length in zip(numbers, found, strict=True):
        characters[number] += length
    return counts, characters


@given(texts())
def test_every_passage_is_on_one_page_in_order_without_empty_pages(text):
    found, chapters, headings = text
    numbers = leaf_numbers(found, chapters, headings)
    assert len(numbers) == len(found)
    assert numbers == sorted(numbers)
    assert set(numbers) == set(range(1, max(numbers, default=0) + 1))


@given(texts())
def test_pages_keep_the_limits_unless_one_passage_alone_is_longer(text):
    found, chapters, headings = text
    numbers = leaf_numbers(found, chapters, headings)
    counts, characters = sums(found, numbers)
    for number in counts:
        assert counts[number] <= PASSAGES_PER_LEAF
        rows = [i for i, one in enumerate(numbers) if one == number]
        if characters[number] > CHARACTERS_PER_LEAF:
            # One passage, with the headings just before it.
            assert all(i in set(headings) for i in rows[:-1])


@given(texts())
def test_chapter_that_fits_on_a_page_is_not_split(text):
    found, chapters, headings = text
    numbers = leaf_numbers(found, chapters, headings)
    starts = sorted({0, *chapters, len(found)})
    for begin, end in pairwise(starts):
        fits = end - begin <= PASSAGES_PER_LEAF
        if fits and sum(found[begin:end]) <= CHARACTERS_PER_LEAF:
            assert len(set(numbers[begin:end])) <= 1


@given(texts())
def test_heading_ends_no_page_while_more_of_its_chapter_follows(text):
    found, chapters, headings = text
    numbers = leaf_numbers(found, chapters, headings)
    for place in headings:
        follows = place + 1 < len(found) and place + 1 not in chapters
        short = found[place] + (found[place + 1] if follows else 0) <= CHARACTERS_PER_LEAF
        if follows and short and place + 1 not in headings:
            assert numbers[place] == numbers[place + 1]


@given(st.lists(st.integers(0, 200), max_size=PASSAGES_PER_LEAF // 2))
def test_short_text_is_one_page(found):
    assert set(leaf_numbers(found, [0])) <= {1}


@st.composite
def headings(draw):
    rows = draw(st.lists(st.tuples(st.integers(1, 6), st.booleans()), min_size=1, max_size=12))
    return [
        PlacedSection(f"s{n}", n, SectionKind.PROSE, level, "", "Titel" if titled else "")
        for n, (level, titled) in enumerate(rows)
    ]


@given(headings(), st.integers(1, 3))
def test_headings_of_a_page_begin_at_two_and_skip_no_level(sections, top):
    levels = [1, *levels_on(leaf_html(sections, top=top))]
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    assert all(level >= 2 for level in levels[1:])
    shown = sum(bool(s.title) and s.level >= top for s in sections)
    assert len(levels) - 1 == shown


@given(headings())
def test_headings_of_the_same_level_below_the_same_heading_look_alike(sections):
    titled = [section for section in sections if section.title]
    shown = levels_on(leaf_html(sections))
    for (one, first), (other, second) in pairwise(zip(titled, shown, strict=True)):
        if one.level == other.level:
            assert first == second
        if one.level < other.level:
            assert first <= second


@given(headings(), st.integers(1, 3))
def test_contents_name_only_headings_that_the_pages_have(sections, top):
    html = leaf_html(sections, top=top)
    contents = contents_html([(1, section) for section in sections], address="/x/", top=top)
    for _, anchor in targets_of(contents):
        assert f'id="{anchor}"' in html
