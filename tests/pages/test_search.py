"""The page of the search: what it shows, to whom, and whatever is typed into it."""

import re
from urllib.parse import urlencode

import pytest

from mitmachstadt.kernel.web import anonymous_pages
from mitmachstadt.nodes.enums import Kind, Visibility
from tests import factories as f
from tests.strategy.pages import headings_without_jump, read_page, words_on

pytestmark = pytest.mark.django_db


def ask(client, words="", **more):
    page = client.get("/de/suche/?" + urlencode({"q": words, **more}))
    assert page.status_code == 200
    return page.content.decode()


def addresses(html):
    return re.findall(r'class="m-list__title" href="([^"]+)"', html)


def test_a_hit_is_marked_and_says_what_and_where_it_is(client):
    document = f.node(Kind.DOCUMENT, title="Buch der Tiere")
    section = f.node(Kind.SECTION, parent=document, title="Am Wasser")
    made = f.passage(section, "Im Fluss badet das Nilpferd.")
    html = ask(client, "nilpferd")
    assert "<mark>Nilpferd</mark>" in html
    assert addresses(html) == [f"/de/n/{made.public_id}/"]
    words = words_on(html)
    for part in ("1 Treffer", "Textstelle", "Buch der Tiere › Am Wasser", "22. Oktober 2026"):
        assert part in words
    assert headings_without_jump(html)
    assert '<meta name="robots" content="noindex">' in html


def test_words_of_people_are_escaped_around_the_marks(client):
    f.remark(f.open_passage(), "<script>alert('Nilpferd')</script> <b>Nilpferd</b>")
    html = ask(client, "<script>Nilpferd")
    assert "&lt;b&gt;<mark>Nilpferd</mark>&lt;/b&gt;" in html
    scripts = [found for tag, found in read_page(html).elements if tag == "script"]
    assert scripts == []


def test_what_has_no_page_of_its_own_leads_to_where_it_is_worked_on(client):
    author, moderator, office = f.citizen("Ada"), f.moderator(), f.office()
    waiting = f.node(Kind.REMARK, title="Nilpferd", visibility=Visibility.WAITING,
                     author=author.person)  # fmt: skip
    for visitor, wanted in (
        (author, "/de/konto/"),
        (moderator, f"/de/n/{waiting.public_id}/moderieren/"),
    ):
        client.force_login(visitor.person)
        html = ask(client, "Nilpferd")
        assert addresses(html) == [wanted]
        assert "wartet auf Freigabe" in words_on(html)
    f.passage(text="Nashorn", visibility=Visibility.DRAFT)
    process = f.planned_process(title="Giraffe", by=office)
    client.force_login(office.person)
    assert addresses(ask(client, "Nashorn")) == ["/de/buero/texte/"]
    assert addresses(ask(client, "Giraffe")) == [f"/de/buero/verfahren/{process.node.public_id}/"]
    client.logout()
    for words in ("Nilpferd", "Nashorn", "Giraffe"):
        assert addresses(ask(client, words)) == []


def test_only_who_sees_a_state_is_offered_it(client):
    assert "ausgeblendet" not in ask(client)
    client.force_login(f.moderator().person)
    assert 'value="hidden"' in ask(client)


def test_filters_are_kept_in_the_address_and_in_the_form(client):
    f.passage(text="Nilpferd")
    f.node(Kind.DECISION, title="Nilpferd")
    html = ask(client, "Nilpferd", art="decision", von="2026-01-01", bis="2026-12-31", folge="neu")
    assert len(addresses(html)) == 1
    assert '<option value="decision" selected>' in html
    assert 'value="2026-01-01"' in html
    link = re.search(r'href="(\?[^"]+art=passage[^"]*)"', html)
    assert link is not None
    assert len(addresses(client.get("/de/suche/" + link[1].replace("&amp;", "&")).content.decode()))


def test_further_pages_have_links_that_keep_the_question(client):
    for number in range(41):
        f.passage(text=f"Nilpferd {number}")
    html = ask(client, "Nilpferd", art="passage", seite="2")
    assert len(addresses(html)) == 20
    assert 'rel="prev"' in html
    assert "seite=3" in html
    assert "art=passage&amp;seite=3" in html or "art=passage" in html
    assert len(addresses(ask(client, "Nilpferd", seite="3"))) == 1


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("Nilpferd", "Stimmt die Schreibweise?"),
        ("und die", "stehen in fast jedem Text"),
        ("-Nilpferd", "kein Suchwort"),
        ("🚲", "kein Suchwort"),
        ("", "Gesucht wird in Dokumenten"),
    ],
)
def test_where_nothing_is_found_the_page_says_what_helps(client, words, says):
    assert says in words_on(ask(client, words))


def test_with_filters_and_no_hit_one_can_search_without_them(client):
    html = ask(client, "Nilpferd", art="decision")
    assert "Ohne Filter suchen" in html


@pytest.mark.parametrize(
    "query",
    [
        "q=%00", "q=%FF%FE", "q=" + "a" * 10_000, "q=%22", "q=NEAR(", "q=*&art=*", "q=a%3Ab",
        "q=%E2%80%AE%D7%A9", "q=x&art=nichts", "q=x&ort=99999999999999999999", "q=x&ort=-1",
        "q=x&dokument=../../x", "q=x&stand=hidden", "q=x&von=gestern", "q=x&von=0001-01-01",
        "q=x&bis=9999-12-31", "q=x&von=2026-02-02&bis=2026-01-01", "q=x&seite=-1", "q=x&seite=1e9",
        "q=x&seite=99999999999999999999999", "q=x&folge=nix", "q=x&q=y", "unbekannt=1", "q[]=1",
    ],
)  # fmt: skip
def test_whatever_stands_in_the_address_there_is_a_page(client, query):
    assert client.get(f"/de/suche/?{query}").status_code == 200


def test_a_wrong_day_is_named_and_the_words_stay(client):
    f.passage(text="Nilpferd")
    html = ask(client, "Nilpferd", von="2026-02-02", bis="2026-01-01")
    assert "Der erste Tag liegt nach dem letzten." in html
    assert 'value="Nilpferd"' in html


def test_searching_fills_no_shelf_and_keeps_nothing_in_the_browser(client):
    page = client.get("/de/suche/?q=Nilpferd")
    assert page["Cache-Control"] == "no-store"
    client.get("/de/suche/?seite=2")
    assert not anonymous_pages._shelf.pages
    assert client.post("/de/suche/").status_code == 405


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_takes_five_statements(client, number, django_assert_num_queries):
    section = f.node(Kind.SECTION, parent=f.node(Kind.DOCUMENT))
    for place in range(number):
        f.passage(section, f"Nilpferd {place}")
    with django_assert_num_queries(5):
        assert len(addresses(ask(client, "Nilpferd"))) == number


def test_every_page_leads_to_the_search(client):
    for address in ("/de/", "/de/texte/", "/de/gibt-es-nicht/"):
        assert 'action="/de/suche/"' in client.get(address).content.decode()
