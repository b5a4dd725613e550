import unicodedata
from xml.etree import ElementTree

import pytest

from mitmachstadt.kernel.text import (
    clean_line,
    clean_text,
    fit_for_xml,
    paragraphs_html,
    shorten,
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("  Rand \t\n", "Rand"),
        ("eins  \nzwei\u00a0\ndrei", "eins\nzwei\ndrei"),
        ("oben\n\n\n\n\nunten", "oben\n\nunten"),
        ("oben\n \n\t\n\u3000\nunten", "oben\n\nunten"),
        ("nu\x00ll und \x1b[31mrot", "null und [31mrot"),
        ("ab\u202egnal\u202c", "abgnal"),
        ("\u2066isoliert\u2069", "isoliert"),
        ("un\u200bsicht\ufeffbar\u2060", "unsichtbar"),
        ("kein\ufffe Zeichen\uffff", "kein Zeichen"),
        ("Sil\u00adben", "Silben"),
        ("\U000e0041\U000e007fFahne", "Fahne"),
        ("halb \ud800 kaputt", "halb \ufffd kaputt"),
        ("Zeile\u2028Absatz\u2029Ende", "Zeile\nAbsatz\n\nEnde"),
        ("Cafe\u0301", "Caf\u00e9"),
        ("tab\tbleibt", "tab\tbleibt"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d🚒", "👩\u200d🚒"),
    ],
)
def test_clean_text_gives_plain_readable_text(typed, kept):
    assert clean_text(typed) == kept


@pytest.mark.parametrize("mark", ["\u0301", "\u1dc4", "\u20d2", "\ufe20", "\u0e47", "\u1ab0"])
def test_clean_text_of_a_flood_of_combining_marks_keeps_four(mark):
    cleaned = clean_text("Z" + mark * 500 + "algo")
    marks = [c for c in cleaned if unicodedata.category(c) in {"Mn", "Me"}]
    assert len(marks) <= 4
    assert cleaned.endswith("algo")


def test_clean_text_of_a_flood_of_mixed_marks_keeps_four():
    cleaned = clean_text("Z" + "\u0301\u1dc4\u20d2\u0316" * 100)
    assert len([c for c in cleaned if unicodedata.category(c) in {"Mn", "Me"}]) <= 4


@pytest.mark.parametrize("word", ["Việt Nam", "שָׁלוֹם", "กำลังใจ", "مُحَمَّدٌ", "हिन्दी", "བོད་ཡིག", "❤️", "1️⃣"])
def test_clean_text_of_languages_with_many_marks_loses_none(word):
    assert clean_text(word) == unicodedata.normalize("NFC", word)


@pytest.mark.parametrize(
    "nothing",
    [
        "",
        " \n\t ",
        "\u200b\u200b",
        "\ufeff",
        "\u200d\u200d\u200c",
        "\u2800 \u3164",
        "\u034f",
        "\ufe0f",
    ],
)
def test_clean_text_with_nothing_to_see_is_empty(nothing):
    assert clean_text(nothing) == ""


@pytest.mark.parametrize("unfit", ["\x00", "\x0b", "\x1f", "\ud800", "\udfff", "\ufffe", "\uffff"])
def test_fit_for_xml_leaves_out_what_no_xml_may_hold(unfit):
    with pytest.raises((ElementTree.ParseError, UnicodeEncodeError)):
        ElementTree.fromstring(f"<p>{unfit}</p>")
    assert fit_for_xml(f"ein{unfit}s\t\n\r\ue000\ufffd\U0001ffff") == (
        "eins\t\n\r\ue000\ufffd\U0001ffff"
    )


def test_clean_line_puts_everything_on_one_line():
    assert clean_line(" a \n\n b\u2028c\td ") == "a b c d"


def test_paragraphs_html_escapes_script():
    html = paragraphs_html("<script>alert(1)</script> & \"'")
    assert html == "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;&#x27;</p>"


def test_paragraphs_html_makes_paragraphs_and_line_breaks():
    assert paragraphs_html("a\nb\n\nc") == "<p>a<br>b</p><p>c</p>"


def test_paragraphs_html_links_web_addresses_without_the_full_stop():
    html = paragraphs_html("Siehe https://example.org/a?b=1&c=2.")
    assert html == (
        '<p>Siehe <a href="https://example.org/a?b=1&amp;c=2" rel="nofollow ugc noopener">'
        "https://example.org/a?b=1&amp;c=2</a>.</p>"
    )


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "data:text/html,<script>1</script>",
        "vbscript:x",
        "//example.org",
        "xhttps://example.org",
        "ftp://example.org/a",
    ],
)
def test_paragraphs_html_links_nothing_but_web_addresses(text):
    assert "<a " not in paragraphs_html(text)


@pytest.mark.parametrize("quote", ['"', "'", "<", ">"])
def test_paragraphs_html_lets_no_quote_break_out_of_the_link(quote):
    html = paragraphs_html(f"https://example.org/{quote} onmouseover={quote}alert(1)")
    assert html.startswith('<p><a href="https://example.org/" rel="nofollow ugc noopener">')
    assert html.count('"') == 4


def test_paragraphs_html_of_fifty_thousand_dots_after_a_scheme_ends():
    assert "<a " not in paragraphs_html("https://" + "." * 50_000)


def test_shorten_cuts_at_a_word_and_counts_the_ellipsis():
    assert shorten("Eine kurze Zeile", 40) == "Eine kurze Zeile"
    assert shorten("Eine etwas zu lange Zeile", 18) == "Eine etwas zu…"
    assert len(shorten("x" * 500, 120)) <= 120
