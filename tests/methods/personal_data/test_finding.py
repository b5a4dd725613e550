"""What is taken for personal, and what only looks like it."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mitmachstadt.methods.personal_data import Datum, find, pieces

FOUND = [
    ("Rufen Sie mich an: 030 1234567.", Datum.TELEPHONE, "030 1234567"),
    ("(030) 123 45 67", Datum.TELEPHONE, "(030) 123 45 67"),
    ("030/12 34 56 78 abends", Datum.TELEPHONE, "030/12 34 56 78"),
    ("030-1234567-12", Datum.TELEPHONE, "030-1234567-12"),
    ("Mobil 0171 2345678", Datum.TELEPHONE, "0171 2345678"),
    ("Handy: 0171/2345678!", Datum.TELEPHONE, "0171/2345678"),
    ("+49 30 1234567", Datum.TELEPHONE, "+49 30 1234567"),
    ("+49 (0)30 1234567", Datum.TELEPHONE, "+49 (0)30 1234567"),
    ("+4915112345678", Datum.TELEPHONE, "+4915112345678"),
    ("0049 30 1234567", Datum.TELEPHONE, "0049 30 1234567"),
    ("+90 532 123 45 67", Datum.TELEPHONE, "+90 532 123 45 67"),
    ("Tel. 4567890", Datum.TELEPHONE, "4567890"),
    ("Tel.-Nr.: 030 1234567", Datum.TELEPHONE, "030 1234567"),
    ("Meine Handynummer ist 0160.1234567", Datum.TELEPHONE, "0160.1234567"),
    ("Schreibt an anna.bunt@example.org bitte", Datum.EMAIL, "anna.bunt@example.org"),
    ("a+b@mail.example.co.uk", Datum.EMAIL, "a+b@mail.example.co.uk"),
    ("anna (at) example.org", Datum.EMAIL, "anna (at) example.org"),
    ("müller@bürger.example", Datum.EMAIL, "müller@bürger.example"),
    ("Konto DE89 3704 0044 0532 0130 00.", Datum.IBAN, "DE89 3704 0044 0532 0130 00"),
    ("de89370400440532013000", Datum.IBAN, "de89370400440532013000"),
    ("DE89-3704-0044-0532-0130-00 bitte", Datum.IBAN, "DE89-3704-0044-0532-0130-00"),
    ("AT61 1904 3002 3457 3201", Datum.IBAN, "AT61 1904 3002 3457 3201"),
    ("Hafenstraße 12a, 10115 Berlin", Datum.ADDRESS, "Hafenstraße 12a, 10115"),
    ("Am Alten Weg 3\n12345 Ort", Datum.ADDRESS, "Weg 3\n12345"),
    ("lindenstr. 5 10969", Datum.ADDRESS, "lindenstr. 5 10969"),
]
NOTHING = [
    "§ 5 Absatz 2 und § 035 Satz 1",
    "Das steht in § 0815 4711 00.",
    "Seit 1990 und bis 2026, also 36 Jahre",
    "Am 01.02.2026 oder am 05.11.2025 um 08:30 Uhr",
    "vom 01.02. bis 03.04.2026",
    "1.234.567,89 Euro und 0,50 Euro",
    "Es kostet 030 000 000 Euro",
    "Rufen Sie die 115 an, im Notfall 110 oder 112.",
    "Telefon 116117",
    "Die Nummer 0800 1110111 ist für alle da.",
    "Aktenzeichen 0345 2234567/26",
    "Az. 012/2345678",
    "Drucksache 19/12345 und Drs. 018/1234567",
    "10115 Berlin, 01067 Dresden",
    "Die Buslinien 100, 200 und 0300",
    "Seite 12-14, Kapitel 3.2.1",
    "ISBN 978-3-16-148410-0",
    "Version 0.12.345",
    "DE12 3456 7890 1234 5678 90",
    "DE89 3704 0044 0532 0130 01",
    "DE8937040044053201300099",
    "Sie @ mich",
    "@mitmachstadt und #hafen",
    "Die Rathausstraße ist 15 Meter breit.",
    "Hafenstraße 12 ist ein Denkmal.",
    "0 0 0 0 0 0 0 0",
    "48.137154, 11.576124 oder 52.5200066",
    "2026-11-22T10:00:00",
    "4.000.000 Menschen, 3,7 Prozent",
    "",
]


@pytest.mark.parametrize(("text", "kind", "words"), FOUND, ids=[row[0] for row in FOUND])
def test_it_is_found_whole(text, kind, words):
    assert [(one.kind, text[one.start : one.end]) for one in find(text)] == [(kind, words)]


@pytest.mark.parametrize("text", NOTHING)
def test_what_only_looks_like_it_is_left_alone(text):
    assert find(text) == []


def test_several_are_told_apart_in_their_order():
    text = "anna@example.org, 030 1234567, DE89 3704 0044 0532 0130 00"
    assert [one.kind for one in find(text)] == [Datum.EMAIL, Datum.TELEPHONE, Datum.IBAN]


@pytest.mark.parametrize(
    "text",
    [
        "0" * 5000,
        "123456789 " * 500,
        "0171 " * 1000,
        "a" * 5000 + "@",
        "a@" * 2500,
        "a.b" * 1600 + "@x",
        "straße 1" * 600,
        "DE00 " * 1000,
        "(0" * 2500,
    ],
)
def test_no_text_takes_long(text):
    before = time.process_time()
    find(text)
    assert time.process_time() - before < 0.5


NUMBERS = st.from_regex(r"0[1-9][0-9]{2} ?/? ?[0-9]{5,8}", fullmatch=True)


@given(st.text(alphabet="abäö ,;!?\n", max_size=40), NUMBERS)
def test_number_is_found_between_any_words(around, number):
    found = find(f"{around} {number} {around}")
    services = ("0800", "0180", "0137", "0900", "0118")
    assert any(one.kind == Datum.TELEPHONE for one in found) != number.startswith(services)


@given(st.integers(0, 10**18 - 1))
def test_account_is_found_exactly_when_its_checksum_is_right(account):
    rest = f"{account:018}"
    check = 98 - int(f"{rest}131400") % 97
    assert [one.kind for one in find(f"DE{check:02}{rest}")] == [Datum.IBAN]
    wrong = check % 96 + 2 if check % 96 + 2 != check else 2
    assert Datum.IBAN not in {one.kind for one in find(f"DE{wrong:02}{rest}")}


@given(st.text(alphabet="0123456789 +()/.-@aDE§straße\n", max_size=200))
def test_pieces_joined_are_the_text_and_findings_do_not_overlap(text):
    assert "".join(words for words, _ in pieces(text)) == text
    found = find(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(one.start < one.end for one in found)
