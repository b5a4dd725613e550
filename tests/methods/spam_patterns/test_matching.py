"""Which texts a pattern fits."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitmachstadt.methods.spam_patterns import (
    MOST_PHRASES,
    Kind,
    Pattern,
    PhraseProblem,
    fingerprint,
    first_match,
    read_phrases,
    repeats,
    together,
)


def phrases(*lines):
    return Pattern(Kind.PHRASES, phrases=lines)


@pytest.mark.parametrize(
    ("phrase", "text", "fits"),
    [
        ("gratis", "Jetzt GRATIS sichern!", True),
        ("gratis", "Gratisprobe", False),
        ("gratis*", "Eine Gratisprobe", True),
        ("jetzt kaufen", "Jetzt,\n kaufen Sie", True),
        ("jetzt kaufen", "jetzt nicht kaufen", False),
        ("jetzt kauf*", "Wer jetzt kauft, spart", True),
        ("straße", "STRASSE", True),
        ("ｇｒａｔｉｓ", "gratis", True),
        ("casino bonus", "casino", False),
        (".*", "alles", False),
        ("(a+)+$", "aaaa", False),
        ("haus", "", False),
    ],
)
def test_words_are_plain_and_a_star_stands_for_an_ending(phrase, text, fits):
    assert (first_match(phrases(phrase), text) == Kind.PHRASES) is fits


@pytest.mark.parametrize(("links", "fits"), [(2, False), (3, True), (4, True)])
def test_links_are_counted(links, fits):
    text = "Siehe " + " ".join(["https://a.example", "www.b.example"][: links % 2 + 1] * links)
    text = "Siehe " + " und ".join(f"https://a.example/{n}" for n in range(links))
    assert (first_match(Pattern(Kind.LINKS, number=3), text) == Kind.LINKS) is fits


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("DIE STADT MUSS SOFORT ETWAS TUN", True),
        ("Die Stadt muss sofort etwas tun", False),
        ("BVG UND S-BAHN", False),
        ("مدينة تشارك الجميع في كل شيء هنا", False),
    ],
)
def test_capitals_count_in_longer_texts_only(text, fits):
    assert (first_match(Pattern(Kind.CAPITALS, number=80), text) == Kind.CAPITALS) is fits


def test_several_patterns_of_a_kind_go_by_the_strictest():
    both = together([Pattern(Kind.LINKS, number=9), Pattern(Kind.LINKS, number=1)])
    assert both.match("http://a.example") == Kind.LINKS


def test_no_pattern_fits_nothing():
    assert together([]).match("GRATIS " * 30) is None


def test_same_words_have_one_fingerprint_however_they_look():
    assert fingerprint("Mehr Bäume am Hafen, bitte!") == fingerprint("mehr  BÄUME\nam hafen bitte")
    assert fingerprint("Mehr Bäume am Hafen, bitte!") != fingerprint("Mehr Bäume am Hafen nicht")


@pytest.mark.parametrize("text", ["", "Dafür!", "Ja, ich bin dafür."])
def test_short_texts_are_nobodys_copy(text):
    assert fingerprint(text) is None


@given(st.text(max_size=300))
def test_fingerprint_fits_a_column(text):
    mark = fingerprint(text)
    assert mark is None or 0 <= mark < 2**63


def test_repetition_counts_within_the_time_only():
    said = [(0.0, 7), (60.0, 7), (61.0, 8), (120.0, 7), (4000.0, 7), (4001.0, None)]
    assert repeats(said, number=2, minutes=10) == [3]
    assert repeats(said, number=1, minutes=1) == []
    assert repeats(said, number=1, minutes=2) == [1, 3]


def test_lines_become_phrases_once_each():
    assert read_phrases("  gratis  \n\ngratis\n***\njetzt   kauf*\n") == ["gratis", "jetzt kauf*"]


@pytest.mark.parametrize(
    "typed",
    [
        "a*",
        "x" * 81,
        "eins zwei drei vier fünf sechs sieben acht neun",
        "\n".join(f"wort{n}" for n in range(MOST_PHRASES + 1)),
    ],
)
def test_what_cannot_be_a_phrase_is_named(typed):
    with pytest.raises(PhraseProblem) as raised:
        read_phrases(typed)
    assert raised.value.line in " ".join(typed.split(" "))


def test_many_phrases_and_a_long_text_take_no_time():
    lines = [f"wort{n}*" for n in range(2500)] + [f"anders{n} ding" for n in range(2500)]
    ready = together([phrases(*lines)])
    before = time.process_time()
    assert ready.match("wor anders ding " * 300) is None
    assert time.process_time() - before < 0.2
