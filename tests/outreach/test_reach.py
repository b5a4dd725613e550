"""Where people were asked, and how many contributions came on which way, in numbers."""

import re

import pytest

from mitmachstadt.kernel.web.anonymous_pages import forget_pages
from mitmachstadt.outreach.models import Occasion
from mitmachstadt.outreach.queries import LIST_PAGE
from mitmachstadt.people.enums import BuiltInGroup
from tests import factories as f
from tests.factories import DAY, NOW
from tests.outreach.cities import cards, entered, kiosk, occasion
from tests.outreach.test_pages import words_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(NOW, tick=False)


def test_reach_counts_public_contributions_by_way_and_occasion(client):
    place = occasion(topic := f.open_passage())
    for text in ("Eins.", "Zwei."):
        entered(place, text)
    f.hidden(entered(place, "Drei.").node)
    f.remark(topic, "Im Netz.")
    words = words_of(client.get("/de/vor-ort/reichweite/"))
    assert "im Netz: 1, auf Papier: 2, im Gespräch: 0, an einem Terminal: 0" in words
    table = b"".join(client.get("/daten/vor-ort.csv").streaming_content).decode()
    header, row = table.strip().splitlines()
    assert header.endswith("paper,conversation,kiosk,total") and row.endswith(",2,0,0,2")


def test_cell_that_looks_like_a_formula_is_made_harmless(client):
    occasion(title="=HYPERLINK()")
    table = b"".join(client.get("/daten/vor-ort.csv").streaming_content).decode()
    assert ",'=HYPERLINK()," in table


@pytest.mark.parametrize(
    ("path", "queries"),
    [("/de/vor-ort/", 2), ("/de/vor-ort/reichweite/", 3), ("/de/helfen/", 4)],
)
def test_lists_ask_as_often_for_three_as_for_one(client, path, queries, django_assert_num_queries):
    somebody = f.person("Helferin", BuiltInGroup.HELPER)
    if "helfen" in path:
        client.force_login(somebody)
    for number in (1, 3):
        while Occasion.objects.count() < number:
            entered(made := occasion(district=None), str(made.public_id))
        client.get(path)
        forget_pages()
        with django_assert_num_queries(queries):
            assert words_of(client.get(path)).count("Stand auf dem Wochenmarkt") >= number


def test_list_of_occasions_is_read_page_by_page(client):
    topic = f.open_passage()
    for number in range(LIST_PAGE + 2):
        occasion(topic, title=f"Termin Nr. {number}.")
    first = words_of(client.get("/de/vor-ort/"))
    older = re.search(r'href="(\?ab=[^"]+)"', first)
    assert older is not None
    second = words_of(client.get(f"/de/vor-ort/{older[1]}"))
    shown = re.findall(r"Termin Nr. (\d+)\.</a>", first + second)
    assert sorted(map(int, shown)) == list(range(LIST_PAGE + 2))


def test_desk_of_an_occasion_asks_as_often_for_many_cards(client, django_assert_num_queries):
    client.force_login(f.person("Helferin", BuiltInGroup.HELPER))
    place = occasion(ends=NOW + DAY)
    for count in (1, 3):
        cards(place, count)
        kiosk(place)
        with django_assert_num_queries(8):
            client.get(f"/de/helfen/{place.public_id}/")
