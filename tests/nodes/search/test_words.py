"""Which words find which: one table, the same on both databases."""

import pytest

from mitmachstadt.nodes.queries.search import read_query
from tests.nodes.search.looking import finds, look_for

pytestmark = pytest.mark.django_db

FOUND = [
    ("Radweg", "Der Radweg ist neu."),
    ("radweg", "DER RADWEG IST NEU."),
    ("Anmerkungen", "Eine Anmerkung genügt."),
    ("Anmerkung", "Viele Anmerkungen kamen."),
    ("Wohnung", "Der Wohnungsbau stockt."),
    ("Häuser", "Das Haus am Kanal."),
    ("Haus", "Die Häuser am Kanal."),
    ("Bäume", "Ein Baum für jede Straße."),
    ("Weg", "Sichere Wege für alle."),
    ("Wege", "Ein sicherer Weg."),
    ("Möbel", "Neue Moebel im Rathaus."),
    ("Moebel", "Neue Möbel im Rathaus."),
    ("Mobel", "Neue Möbel im Rathaus."),
    ("Strasse", "Die Straße wird gesperrt."),
    ("Straße", "Die Strasse wird gesperrt."),
    ("STRASSE", "Die Straße wird gesperrt."),
    ("cafe", "Das Café öffnet."),
    ("Yildiz", "Familie Yıldız wohnt hier."),
    ("Łódź", "Partnerstadt Łódź."),
    ("Bürger:innen", "Die Bürgerinnen und Bürger."),
    ("Bürgerinnen", "Alle Bürger:innen sind gefragt."),
    ("Bürgeramt", "Das Bürgeramt-Mitte."),
    ("Mitte", "Das Bürgeramt-Mitte."),
    ("Bund-Länder", "Ein Programm von Bund und Ländern."),
    ("Lodz", "Partnerstadt Łódź."),
    ("Maßnahme", "Vier Maßnahmen/Projekte."),
    ("Projekt", "Vier Maßnahmen/Projekte."),
    ("2030", "Bis 2030 soll es gelten."),
    ("KI", "Mit KI und Daten."),
    ("beispiel.org", "Mehr unter https://www.beispiel.org/rad?x=1."),
    ("Rad Weg", "Für das Rad einen eigenen Weg."),
    ('"sichere Wege"', "Die Stadt baut sichere Wege."),
    ("„sichere Wege“", "Die Stadt baut sichere, Wege."),
    ("Wege -Ampel", "Die Stadt baut Wege."),
    ("der Weg", "Weg ohne Artikel."),
    ("الطريق", "الطريق آمن"),
    ("أطفال", "مكان آمن للأطفال أطفال"),
    ("إلى", "إلى المدرسة"),
    ("Улица", "Новая улица"),
    ("район", "Наш район"),
    ("Ελλάδα", "Από την Ελλάδα"),
    ("phố", "Một con phố yên tĩnh"),
    ("pho", "Một con phố yên tĩnh"),
    ("Jose\u0301", "José wohnt hier."),
    ("wort" * 40, "Ein " + "wort" * 40 + " ist lang."),
]  # fmt: skip
NOT_FOUND = [
    ("Radweg", "Der Weg für das Rad."),
    ("Rad Ampel", "Nur das Rad."),
    ('"Wege sichere"', "Die Stadt baut sichere Wege."),
    ('"sicher"', "Die Stadt baut sichere Wege."),
    ("Wege -Ampeln", "Wege mit einer Ampel."),
    ('Wege -"sichere Wege"', "Die Stadt baut sichere Wege."),
    ("KI", "Der Kiez."),
    ("20", "Bis 2030."),
    ("Wege", "Der Wegweiser steht."),
]


@pytest.mark.parametrize(("words", "text"), FOUND)
def test_these_words_find_this_text(words, text):
    assert finds(words, text)


@pytest.mark.parametrize(("words", "text"), NOT_FOUND)
def test_these_words_do_not_find_this_text(words, text):
    assert not finds(words, text)


def test_words_in_nearly_every_text_are_left_out_and_named():
    wanted = read_query("der Weg und die Straße")
    assert [term.typed for term in wanted.terms] == [("weg",), ("strasse",)]
    assert wanted.dropped == ("der", "und", "die")


def test_in_quotation_marks_every_word_counts():
    assert finds('"der Weg"', "Hier ist der Weg.")
    assert not finds('"der Weg"', "Hier ist ein Weg.")


def test_more_than_eight_words_are_cut_and_said_so():
    wanted = read_query("eins zwei drei vier fünf sechs sieben acht neun zehn")
    assert len(wanted.terms) == 8
    assert wanted.cut
    assert not read_query("eins zwei").cut


@pytest.mark.parametrize("words", ["", "  ", "und", "-Auto", '""', "-", "***", "🚲", "\x00", "‮"])
def test_what_says_nothing_finds_nothing_and_asks_nothing(words, django_assert_num_queries):
    with django_assert_num_queries(0):
        result = look_for(words)
    assert not result.wanted.says_something
    assert result.hits == []


@pytest.mark.parametrize(
    "words",
    [
        'Weg "Auto', "NEAR(Weg Auto)", "Weg*", "words:Weg", "facets:vhidden Weg", "Weg AND",
        "OR Weg", "NOT Weg", "Weg ^Auto", "Weg & | ! <-> :*", "Weg'; DROP TABLE nodes_node; --",
        "%s Weg %(x)s", "Weg\\", "{words}: Weg", "Weg + Auto", "Weg\x00Auto", "Weg 🚲",
        "\u202eWeg\u202c", "مرحبا Weg", "Weg " * 2500, "ß" * 10_000, '"' * 999, "-" * 999,
        "a\u0301" * 5000, "\ud800 Weg", "ﷺ Weg", "𝓦𝓮𝓰 Weg", "İstanbul", "ǅ", "x" * 10_000,
    ],
)  # fmt: skip
def test_whatever_is_typed_there_is_an_answer(words):
    result = look_for(words)
    assert result.hits == []
