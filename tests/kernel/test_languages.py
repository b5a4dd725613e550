"""The language stands in the address; a switch leads to the same page in the others."""

import re
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from mitmachstadt.contributions.errors import RemarkTooLong
from mitmachstadt.kernel.kept_html import KeptWords
from mitmachstadt.kernel.language import (
    counted,
    day_in_words,
    in_language,
    moment_in_words,
    number_in_words,
    prefix_of,
)
from mitmachstadt.kernel.web.anonymous_pages import forget_pages
from mitmachstadt.nodes.enums import Kind
from mitmachstadt.nodes.models import Node
from tests.factories import open_passage

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 12, 24, 17, 0, tzinfo=UTC)
PAGES = ["", "texte/", "verfahren/", "code/", "anmelden/", "registrieren/", "impressum/",
         "datenschutz/", "barrierefreiheit/", "teilnahmebedingungen/", "daten/"]  # fmt: skip
PATH = ["", "texte/", "code/"]


def html(client: Client, address: str) -> str:
    forget_pages()
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return response.content.decode()


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_every_public_page_says_which_language_it_has(client, language, page):
    assert f'<html lang="{language}" dir="ltr">' in html(client, f"/{language}/{page}")


@pytest.mark.parametrize("page", PATH)
def test_arabic_is_written_from_right_to_left_and_says_that_it_needs_a_reader(client, page):
    shown = html(client, f"/ar/{page}")
    assert '<html lang="ar" dir="rtl">' in shown
    assert "Diese Übersetzung ist noch nicht von Muttersprachlern geprüft" in shown


@pytest.mark.parametrize("language", ["tr", "ar"])
@pytest.mark.parametrize("page", sorted(set(PAGES) - set(PATH)))
def test_what_a_language_does_not_have_offers_the_page_where_it_exists(client, language, page):
    shown = html(client, f"/{language}/{page}")
    assert f'<html lang="{language}"' in shown
    for complete, name in (("de", "Deutsch"), ("en", "English")):
        assert re.search(rf'<li><a href="/{complete}/{page}"[^>]*>{name}</a></li>', shown)


@pytest.mark.parametrize("address", ["/fr/", "/xx/texte/", "/english/"])
def test_an_unknown_language_is_not_found(client, address):
    response = client.get(address)
    assert response.status_code == 404
    assert '<html lang="de"' in response.content.decode()


def test_the_switch_keeps_the_page_and_its_query(client):
    shown = html(client, "/en/texte/?seite=2")
    for language, name in (("de", "Deutsch"), ("tr", "Türkçe"), ("ar", "العربية")):
        assert re.search(rf'href="/{language}/texte/\?seite=2"[^>]*>{name}</a>', shown)
    assert 'href="/en/texte/?seite=2" aria-current="true"' in shown


def test_search_engines_are_told_only_of_languages_that_have_the_page(client):
    assert set(re.findall(r'rel="alternate" hreflang="(\w+)"', html(client, "/de/code/"))) == {
        "de", "en", "tr", "ar",
    }  # fmt: skip
    assert set(re.findall(r'rel="alternate" hreflang="(\w+)"', html(client, "/de/daten/"))) == {
        "de", "en",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "language"),
    [("en-GB,en;q=0.9", "en"), ("tr", "tr"), ("fr,ar;q=0.5", "ar"), ("fr", "de"), ("", "de")],
)
def test_only_addresses_without_a_language_ask_the_browser(client, asked, language):
    about = open_passage()
    for address, target in (
        ("/", f"/{language}/"),
        (f"/n/{about.public_id}/", f"/{language}/n/{about.public_id}/"),
    ):
        response = client.get(address, headers={"Accept-Language": asked})
        assert response["Location"] == target
        assert "Accept-Language" in response["Vary"]
    assert '<html lang="en"' in html(client, "/en/")


def test_kept_pages_of_two_languages_are_two_pages(client):
    forget_pages()
    for language, word in (("de", "Jetzt offen"), ("en", "Open now"), ("de", "Jetzt offen")):
        assert word in client.get(f"/{language}/").content.decode()


def test_a_remark_keeps_the_language_it_was_written_in(client):
    about = open_passage()
    address = f"/ar/n/{about.public_id}/anmerken/"
    response = client.post(address, {"text": "نحتاج إلى مقاعد أكثر"})
    assert response.status_code == 200
    assert Node.objects.get(kind=Kind.REMARK).language == "ar"


def test_a_refusal_speaks_the_language_of_the_page():
    refusal = RemarkTooLong(length=5001, longest=5000)
    assert "5001 Zeichen" in refusal.in_words
    with in_language("en"):
        assert "5001 characters" in refusal.in_words


@pytest.mark.parametrize(
    ("language", "day", "moment", "number"),
    [
        ("de", "24. Dezember 2026", "24. Dezember 2026, 18:00 Uhr", "12.480"),
        ("en", "24 December 2026", "24 December 2026, 18:00", "12,480"),
        ("tr", "24 Aralık 2026", "24 Aralık 2026, 18:00", "12.480"),
    ],
)
def test_days_and_numbers_are_written_as_the_language_does(language, day, moment, number):
    with in_language(language):
        assert (day_in_words(NOW), moment_in_words(NOW)) == (day, moment)
        assert number_in_words(12480) == number


@pytest.mark.parametrize(
    ("count", "words"), [(1, "ملاحظة واحدة"), (2, "ملاحظتان"), (3, "3 ملاحظات")]
)
def test_arabic_counts_with_its_own_forms(count, words):
    with in_language("ar"):
        assert counted(count, "Anmerkung", "Anmerkungen") == words


def test_kept_html_gets_words_days_and_addresses_of_the_language():
    words = KeptWords({"answer": Kind.ANSWER.label})
    kept = '<a href="/de/n/abc/"><!--w:answer--> <!--d:2026-12-24--> <!--n:x--></a>'
    with in_language("en"):
        filled = words.fill(kept, {"n": lambda key: key * 2})
    assert filled == '<a href="/en/n/abc/">Answer 24 December 2026 xx</a>'


@pytest.mark.parametrize(
    ("path", "language"), [("/de/", "de"), ("/en", "en"), ("/n/abc/", ""), ("/", ""), ("/enx/", "")]
)
def test_the_prefix_is_the_whole_first_word_of_an_address(path, language):
    assert prefix_of(path) == language


def test_addresses_follow_the_language():
    with in_language("tr"):
        assert reverse("code") == "/tr/code/"
    assert reverse("code") == "/de/code/"
