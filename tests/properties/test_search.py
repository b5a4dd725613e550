"""Any text is found by any of its words, and nothing that is typed breaks the search."""

from django.utils.html import escape
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from mitmachstadt.kernel.text import clean_text
from mitmachstadt.nodes.queries.search.marking import excerpt
from mitmachstadt.nodes.queries.search.words import COMMON, read_query, words_of
from tests import factories as f
from tests.nodes.search.looking import found, look_for

LETTERS = "abcdefghijklmnopqrstuvwxyzäöüßéèçñłøæıABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÜẞÉ0123456789"
WORDS = st.text(alphabet=LETTERS, min_size=1, max_size=12)
SIGNS = st.sampled_from(
    [" ", ", ", "-", "/", ".", " „", "“ ", ":", "*", "'", " & ", "\n", "_", "("]
)
TEXTS = st.lists(st.tuples(WORDS, SIGNS), min_size=1, max_size=12).map(
    lambda pairs: "".join(word + sign for word, sign in pairs)
)


class TestSearch(TestCase):
    @settings(max_examples=60)
    @given(TEXTS, st.data())
    def test_a_text_is_found_by_each_of_its_words_and_by_any_two_in_a_row(self, text, data):
        made = f.passage(text=text)
        words = words_of(text)
        word = data.draw(st.sampled_from(words))
        place = data.draw(st.integers(0, len(words) - 1))
        phrase = " ".join(words[place : place + 2])
        if word not in COMMON:
            assert made in found(word)
        assert made in found(f'"{phrase}"')

    @settings(max_examples=100)
    @given(st.text(max_size=80))
    def test_whatever_is_typed_there_is_an_answer(self, words):
        f.passage(text="Die Stadt baut Wege.")
        result = look_for(words)
        assert result.total <= 1
        assert len(result.wanted.terms) <= 8

    @given(st.text(max_size=400), st.text(max_size=40))
    def test_an_excerpt_is_escaped_and_loses_no_letter_of_a_short_text(self, text, words):
        line = " ".join(clean_text(text).split())[:80]
        html = excerpt(line, read_query(words).required)
        assert html.replace("<mark>", "").replace("</mark>", "") == escape(line)
