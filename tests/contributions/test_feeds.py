"""Atom feeds: valid, bounded, kept like other pages, and only with what everyone may read."""

import re
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from mitmachstadt.contributions.enums import NewsKind
from mitmachstadt.contributions.queries import IN_FEED, newest, newest_in
from mitmachstadt.kernel.city import City, save_city
from mitmachstadt.kernel.web.anonymous_pages import forget_pages
from mitmachstadt.nodes.enums import Kind, Scope
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.actions import enter_districts
from tests import factories as f

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(f.NOW, tick=False)


def feed(client, node=None, **headers):
    address = reverse("feed", args=[node.public_id]) if node else reverse("feed-of-city")
    return client.get(address, headers=headers)


def entries(client, node=None):
    return ElementTree.fromstring(feed(client, node).content).findall(f"{ATOM}entry")


def titles(client, node=None):
    return [entry.findtext(f"{ATOM}title") for entry in entries(client, node)]


def test_feed_has_all_that_the_standard_asks_for(client):
    about = f.open_passage("Wege & <Plätze>")
    f.remark(about, "Fett <b>gedruckt</b> & mehr")
    answer = feed(client, about)
    assert answer["Content-Type"].startswith("application/atom+xml")
    root = ElementTree.fromstring(answer.content)
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "Mitmachstadt Berlin"
    for one in (root, *root.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert one.findtext(f"{ATOM}{name}"), name
        assert one.findtext(f"{ATOM}id").startswith("tag:localhost,2026:")
        assert re.fullmatch(r"2026-\d\d-\d\dT[\d:]+\+00:00", one.findtext(f"{ATOM}updated"))
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links["self"].endswith(reverse("feed", args=[about.public_id]))
    assert links["alternate"].endswith(reverse("node", args=[about.public_id]))
    summary = root.find(f"{ATOM}entry/{ATOM}summary")
    assert summary.text == "Fett &lt;b&gt;gedruckt&lt;/b&gt; &amp; mehr"
    assert root.find(f"{ATOM}entry/{ATOM}author/{ATOM}name").text == "Rita, als Privatperson"


@pytest.mark.parametrize("name", ["feed-of-city", "feed-of-district"])
def test_feed_bears_the_name_of_the_city_in_the_database(
    client, name, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        save_city(City("Musterstadt", False, "buero@musterstadt.example"), at=f.NOW)
    enter_districts([f"Ort {each}" for each in range(1, 13)])
    address = reverse(name, args=[1] if name == "feed-of-district" else [])
    root = ElementTree.fromstring(client.get(address).content)
    assert root.findtext(f"{ATOM}title").startswith("Mitmachstadt Musterstadt")
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "Mitmachstadt Musterstadt"


def test_feed_with_old_words_that_no_xml_may_hold_stays_readable(client):
    about = f.open_passage("Wege\uffff")
    made = f.remark(about)
    Node.objects.filter(pk=made.pk).update(
        title="An\ufffefang", text="Mitte\uffff", author_name="Ri\x1fta"
    )
    entry = entries(client, about)[0]
    assert entry.findtext(f"{ATOM}title").endswith("Anfang")
    assert entry.findtext(f"{ATOM}summary") == "Mitte"
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == "Rita, als Privatperson"


@pytest.mark.parametrize("language", ["de", "en", "tr", "ar"])
def test_feed_exists_in_every_language(client, language):
    about = f.open_passage()
    for name, arguments in (("feed", [about.public_id]), ("feed-of-city", [])):
        with override(language):
            answer = client.get(reverse(name, args=arguments))
        assert answer["Content-Type"].startswith("application/atom+xml")


def test_process_of_a_district_is_news_when_it_opens_and_not_when_something_changes():
    here = enter_districts([f"Ort {each}" for each in range(1, 13)])[0]
    process = f.opened_process(scope=Scope.DISTRICT, districts=[here], title="Eigenes")
    other = f.opened_process(title="Überall")
    f.many_remarks(f.open_passage(), IN_FEED, at=f.NOW - 9 * f.DAY, district=here)
    Node.objects.filter(pk__in=(process.node_id, other.node_id)).update(changed=f.NOW)
    told = [news for news in newest_in(here.pk, at=f.NOW) if news.kind == NewsKind.OPENED]
    assert [(news.title, news.at) for news in told] == [("Eigenes", f.NOW - 7 * f.DAY)]
    assert {news.key for news in told} < {news.key for news in newest(None, at=f.NOW)}


def test_newest_of_a_city_are_read_by_time_on_sqlite():
    if connection.vendor != "sqlite":
        pytest.skip("with few rows PostgreSQL rightly reads the whole table")
    f.open_passage()
    with CaptureQueriesContext(connection) as asked:
        newest(None, at=f.NOW)
    plans = []
    for query in asked.captured_queries:
        with connection.cursor() as cursor:
            cursor.execute("EXPLAIN QUERY PLAN " + query["sql"])
            plans.append(" ".join(line[3] for line in cursor.fetchall()))
    for index in ("step_newest", "trace_newest", "wording_newest"):
        (plan,) = [plan for plan in plans if f"USING INDEX {index} " in plan]
        assert "TEMP B-TREE" not in plan


def test_feed_tells_what_happened_below_and_nothing_beside(client):
    edition = f.published_edition()
    f.open_window(edition.document.node)
    passage = f.placed(edition, "Wege").passage.node
    remark = f.remark(passage, "Hierzu.", at=f.NOW - f.DAY)
    f.remark(f.open_passage(), "Woanders.")
    f.answer(remark)
    assert "Neue Anmerkung: Hierzu." in titles(client, edition.document.node)
    for node in (passage, remark):
        assert titles(client, node)[:2] == [
            "Rückmeldung der Stadt: In den Entwurf übernommen", "Neue Anmerkung: Hierzu."
        ]  # fmt: skip
    assert "Neue Anmerkung: Woanders." not in titles(client, edition.document.node)
    assert "Neue Anmerkung: Woanders." in titles(client)


def test_feed_holds_fifty_at_most_and_the_newest(client):
    about = f.open_passage()
    f.many_remarks(about, 60, at=f.NOW - f.DAY)
    found = titles(client, about)
    assert len(found) == 50
    assert "Neue Anmerkung: Nr. 59" in found and "Neue Anmerkung: Nr. 5" not in found


@pytest.mark.django_db(transaction=True)
def test_hidden_contribution_disappears_and_its_own_feed_is_not_found(client):
    about = f.open_passage()
    remark = f.remark(about, "Bald weg.")
    assert "Neue Anmerkung: Bald weg." in titles(client, about)
    f.hidden(remark)
    assert "Bald weg." not in feed(client, about).content.decode()
    assert feed(client, remark).status_code == 404
    assert client.get(reverse("feed", args=["nirgendwo"])).status_code == 404


@pytest.mark.parametrize("state", ["draft", "waiting", "withdrawn"])
def test_what_not_everyone_may_read_has_no_feed_and_stands_in_none(client, state):
    about = f.open_passage()
    made = f.node(Kind.REMARK, parent=about, title="Geheim", visibility=state)
    assert feed(client, made).status_code == 404
    assert "Geheim" not in feed(client, about).content.decode()
    assert "Geheim" not in feed(client).content.decode()


@pytest.mark.django_db(transaction=True)
def test_feed_is_kept_and_not_sent_again_while_nothing_changes(client, django_assert_num_queries):
    about = f.open_passage()
    first = feed(client, about)
    with django_assert_num_queries(0):
        again = feed(client, about, if_none_match=first["ETag"])
    assert again.status_code == 304
    forget_pages()
    assert feed(client, about).content == first.content
    assert first["Last-Modified"] == feed(client, about)["Last-Modified"]
    f.remark(about)
    assert feed(client, about, if_none_match=first["ETag"]).status_code == 200


@pytest.mark.parametrize("number", [1, 3])
def test_feed_takes_the_same_statements_for_one_and_three(
    client, django_assert_num_queries, number
):
    about = f.open_passage()
    for nth in range(number):
        f.answer(f.remark(about, f"Nr. {nth}"))
    with django_assert_num_queries(12):
        entries(client, about)


def test_pages_name_their_feed(client):
    edition = f.published_edition()
    passage = f.placed(edition, "Wege").passage.node
    for address, found in (
        (reverse("start"), reverse("feed-of-city")),
        (reverse("node", args=[passage.public_id]), reverse("feed", args=[passage.public_id])),
        (
            reverse("reading", args=[edition.node.public_id, 1]),
            reverse("feed", args=[edition.document.node.public_id]),
        ),
    ):
        assert f'type="application/atom+xml" href="{found}"' in client.get(address).content.decode()


def test_feed_of_three_hundred_entries_reads_no_more_rows_than_it_shows(client):
    about = f.open_passage()
    f.many_remarks(about, 300, at=f.NOW - f.DAY)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        feed(client, about)
    reads = [query["sql"] for query in captured.captured_queries if "ORDER BY" in query["sql"]]
    lists = [sql for sql in reads if "LIMIT" not in sql]
    assert lists == []
