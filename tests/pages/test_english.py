"""No German word of the interface is left in an English page."""

from dataclasses import asdict
from html.parser import HTMLParser

import pytest
from django.test import Client
from tools.messages import catalogue

from mitmachstadt.formats.enums import ActorRole
from mitmachstadt.kernel.city import the_city
from mitmachstadt.kernel.web.anonymous_pages import forget_pages
from mitmachstadt.news.models import Article
from mitmachstadt.places.models import Place
from tests import factories as f
from tests.pages.test_districts import lively

pytestmark = pytest.mark.django_db
VOID = {"meta", "link", "img", "input", "br", "rect", "hr", "path"}
ADDRESSES = ("", "texte/", "verfahren/", "code/", "anmelden/", "registrieren/", "impressum/",
             "datenschutz/", "barrierefreiheit/", "teilnahmebedingungen/", "daten/",
             "passwort-vergessen/", "gibt-es-nicht/", "bezirke/", "orte/", "mitmachen/",
             "mitmachen/resident/", "neuigkeiten/")  # fmt: skip
SAME = {"Start", "Name", "Person", "Region", "Moderation", "Text", "Administration"}


class Words(HTMLParser):
    """The texts of a page that are said to be in the page's language."""

    def __init__(self) -> None:
        super().__init__()
        self.languages: list[str] = ["en"]
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        language = given.get("lang") or self.languages[-1]
        for name in ("aria-label", "data-label"):
            if language == "en" and given.get(name):
                self.found.add(str(given[name]))
        if tag not in VOID:
            self.languages.append(language)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self.languages.pop()

    def handle_data(self, data: str) -> None:
        if self.languages[-1] == "en" and data.strip():
            self.found.add(" ".join(data.split()))


def german() -> set[str]:
    entries = [entry for entry in catalogue("en") if entry.id]
    ids = {e.id if isinstance(e.id, str) else e.id[0] for e in entries if e.string != e.id}
    return ids - SAME - set(asdict(the_city().words).values())  # the city's own words


def words_of(client: Client, address: str) -> set[str]:
    forget_pages()
    words = Words()
    words.feed(client.get(f"/en/{address}").content.decode())
    assert words.found
    return words.found


@pytest.mark.parametrize("address", ADDRESSES)
def test_public_pages_are_english_throughout(client: Client, address: str) -> None:
    assert words_of(client, address) & german() == set()


def test_a_passage_its_thread_and_its_form_are_english_throughout(client: Client) -> None:
    about = f.open_passage()
    made = f.remark(about, "Mehr Bänke am Kanal.")
    for address in (f"n/{about.public_id}/", f"n/{about.public_id}/anmerken/",
                    f"n/{made.public_id}/", f"n/{made.public_id}/register/"):  # fmt: skip
        assert words_of(client, address) & german() == set(), address


def test_a_district_its_places_and_its_reports_are_english_throughout(client: Client) -> None:
    lively(1)
    place, report = Place.objects.get(), Article.objects.get()
    for address in ("", "bezirke/", "bezirk/1/", "orte/", f"orte/{place.public_id}/",
                    "neuigkeiten/", f"n/{report.node.public_id}/", "mitmachen/",
                    *(f"mitmachen/{role.value}/" for role in ActorRole)):  # fmt: skip
        assert words_of(client, address) & german() == set(), address
    assert "Open to: everybody, " in " ".join(words_of(client, "mitmachen/resident/"))


@pytest.mark.parametrize("address", ["impressum/", "datenschutz/", "barrierefreiheit/",
                                     "teilnahmebedingungen/"])  # fmt: skip
def test_a_translated_page_that_binds_says_that_the_german_text_does(
    client: Client, address: str
) -> None:
    page = client.get(f"/en/{address}").content.decode()
    assert "The German text is binding." in page
    assert f'<a href="/de/{address}" hreflang="de">To the German text</a>' in page
    assert "Verbindlich ist" not in client.get(f"/de/{address}").content.decode()


def test_a_language_that_nobody_has_read_says_in_itself_that_german_is_binding(
    client: Client,
) -> None:
    assert "Bağlayıcı olan Almanca metindir." in client.get("/tr/").content.decode()
    assert "النص الألماني هو الملزم." in client.get("/ar/").content.decode()


DESKS = ("buero/", "buero/arbeitsliste/", "buero/texte/", "buero/texte/neu/", "buero/texte/leer/",
         "buero/texte/vorlagen/", "buero/glossar/", "buero/handlungsfelder/",
         "buero/orte/", "buero/orte/neu/", "buero/orte/einlesen/", "buero/neuigkeiten/",
         "buero/neuigkeiten/neu/", "buero/mitmachen/", "buero/mitmachen/resident/")  # fmt: skip


@pytest.mark.parametrize("address", DESKS)
def test_desks_are_english_throughout(client: Client, address: str) -> None:
    f.draft_edition("# Pfade\n\nDie Stadt baut.", document=f.strategy_document("Ein Weg"))
    client.force_login(f.office("Ada").person)
    assert words_of(client, address) & german() == set()


@pytest.mark.parametrize("view", ["", "neue-datei/", "schreiben/", "vorschau/", "verlauf/"])
def test_the_views_of_a_draft_are_english_throughout(client: Client, view: str) -> None:
    draft = f.draft_edition("# Pfade\n\nDie Stadt baut.", document=f.strategy_document("Ein Weg"))
    client.force_login(f.office("Ada").person)
    address = client.get(f"/en/buero/texte/{draft.node.public_id}/{view}", follow=True).request
    assert words_of(client, address["PATH_INFO"].removeprefix("/en/")) & german() == set()


def test_following_and_its_feed_are_english_throughout(client: Client) -> None:
    about = f.open_passage()
    assert words_of(client, f"n/{about.public_id}/folgen/") & german() == set()


@pytest.mark.parametrize(("language", "words"), [("tr", "E-posta adresi"), ("ar", "عنوان البريد")])
def test_following_without_an_account_is_possible_in_a_language_of_the_path(
    client: Client, language: str, words: str
) -> None:
    about = f.open_passage()
    assert words in client.get(f"/{language}/n/{about.public_id}/folgen/").content.decode()
    sent = client.post(f"/{language}/code/benachrichtigen/", {"email": "keine-adresse"})
    assert words in sent.content.decode()
