"""Where a term is marked, and where it is not."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitmachstadt.methods.term_marks import Marker, Term, mark


def marked(text, *forms, most=1000):
    """The page with marks in brackets; each form is a term of its own."""
    terms = [Term(str(n), form, (form,)) for n, form in enumerate(forms)]
    return mark(text, terms, wrap=lambda term, words: f"[{words}]", most=most).html


@pytest.mark.parametrize(
    ("text", "form", "expected"),
    [
        ("<p>Das Netz. Das Netz.</p>", "Netz", "<p>Das [Netz]. Das Netz.</p>"),
        ("<p>Netzwerk, Kabelnetz, Netz</p>", "Netz", "<p>Netzwerk, Kabelnetz, [Netz]</p>"),
        ("<p>Netz-Ausbau, Funk-Netz, Netz.</p>", "Netz", "<p>Netz-Ausbau, Funk-Netz, [Netz].</p>"),
        ("<p>Bürger:innen, Bürger*innen, Bürger</p>", "Bürger",
         "<p>Bürger:innen, Bürger*innen, [Bürger]</p>"),
        ("<p>Und Ziel: Netz</p>", "Ziel", "<p>Und [Ziel]: Netz</p>"),
        ("<p>„Netz“ (Netz)</p>", "Netz", "<p>„[Netz]“ (Netz)</p>"),
        ("<p>das netz</p>", "Netz", "<p>das netz</p>"),
        ("<p>Offene Daten</p>", "offene Daten", "<p>[Offene Daten]</p>"),
        ("<p>offene\n Daten</p>", "offene Daten", "<p>[offene\n Daten]</p>"),
        ("<p>C++ und C</p>", "C++", "<p>[C++] und C</p>"),
        ("<p>a.b axb</p>", "a.b", "<p>[a.b] axb</p>"),
        ("<p>(neu) [x]* $^</p>", "[x]*", "<p>(neu) [[x]*] $^</p>"),
        ("<p>Nach § 5 gilt</p>", "§ 5", "<p>Nach [§ 5] gilt</p>"),
        ("<p>R&amp;D, AT&amp;T</p>", "R&D", "<p>[R&amp;D], AT&amp;T</p>"),
        ("<p>a &amp; b &lt; c</p>", "amp", "<p>a &amp; b &lt; c</p>"),
        ("<p>a &#x27; b</p>", "x27", "<p>a &#x27; b</p>"),
        ("<p>a &lt;b&gt;</p>", "<b>", "<p>a [&lt;b&gt;]</p>"),
        ('<p><a href="/Netz" title="a > Netz">Netz</a> Netz</p>', "Netz",
         '<p><a href="/Netz" title="a > Netz">Netz</a> [Netz]</p>'),
        ("<h2>Netz</h2><pre><code>Netz</code></pre><code>Netz</code><p>Netz</p>", "Netz",
         "<h2>Netz</h2><pre><code>Netz</code></pre><code>Netz</code><p>[Netz]</p>"),
        ("<p><strong>Net</strong>z <em>Netz</em></p>", "Netz",
         "<p><strong>Net</strong>z <em>[Netz]</em></p>"),
        ("<!--Netz--><p>Netz<!--n:Netz--></p>", "Netz", "<!--Netz--><p>[Netz]<!--n:Netz--></p>"),
        ("<p>Netz</a> Netz</p>", "Netz", "<p>[Netz]</a> Netz</p>"),
        ("", "Netz", ""),
    ],
)  # fmt: skip
def test_first_whole_mention_is_marked_and_nothing_else(text, form, expected):
    assert marked(text, form) == expected


def test_longer_form_is_taken_where_two_begin_at_the_same_word():
    assert marked("<p>Offene Daten und Offene</p>", "Offene", "Offene Daten") == (
        "<p>[Offene Daten] und [Offene]</p>"
    )


def test_forms_of_a_term_share_one_mark():
    term = Term("1", "Netz", ("Netz", "Netze", "Leitung"))
    found = mark("<p>Netze, Netz, Leitung</p>", [term], wrap=lambda t, w: f"[{t.name}:{w}]")
    assert found.html == "<p>[Netz:Netze], Netz, Leitung</p>"
    assert found.keys == ("1",)


def test_marker_marks_the_first_mention_of_every_page():
    marker = Marker([Term("1", "Netz", ("Netz",))], wrap=lambda term, words: f"[{words}]")
    for _ in range(2):
        assert marker.mark("<p>Netz, Netz</p>").html == "<p>[Netz], Netz</p>"


def test_page_bears_only_so_many_marks():
    assert marked("<p>a b c</p>", "c", "b", "a", most=2) == "<p>[a] [b] c</p>"


def test_form_without_a_letter_is_never_found():
    assert marked("<p>++ -- </p>", "++", "", " ") == "<p>++ -- </p>"


def test_thousand_terms_on_a_full_page_take_no_time_to_speak_of():
    forms = [f"Wort{n} bei" for n in range(1000)]
    text = "".join(f"<p>Hier steht Wort{n % 1000} bei den anderen Wörtern.</p>" for n in range(500))
    assert marked(text, *forms).count("[") == 500


words = st.text(alphabet="ab &<>-'\".:*§é\n", max_size=40)


@given(st.lists(words, max_size=6), st.lists(words, max_size=5))
def test_words_of_a_page_stay_as_they_are(paragraphs, forms):
    page = "".join(f"<p>{html.escape(text)}</p>" for text in paragraphs)
    terms = [Term(str(n), form, (form,)) for n, form in enumerate(forms)]
    found = mark(page, terms, wrap=lambda term, said: f"<b>{said}</b>")
    assert re.sub("</?b>", "", found.html) == page
    assert found.html.count("<b>") == len(found.keys) == len(set(found.keys))
