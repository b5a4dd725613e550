"""A district's own page: public, linkable, bounded, and kept until it changes by itself."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mitmachstadt.formats.actions import record_involvement
from mitmachstadt.kernel.web.anonymous_pages import forget_pages
from mitmachstadt.measures.models import BudgetLine
from mitmachstadt.news.actions import draft_article, publish_article
from mitmachstadt.nodes.enums import Kind, Scope
from mitmachstadt.pages.queries import district_page, tiles
from mitmachstadt.people.actions import enter_districts
from mitmachstadt.people.models import Person
from tests import factories as f
from tests.factories import DAY, NOW, TICK
from tests.measures.portfolio import measure
from tests.news.test_articles import WORDS
from tests.places.test_keeping import LIBRARY, kept

pytestmark = pytest.mark.django_db


def lively(times: int, number: int = 1):
    """A district with so much of everything."""
    here = enter_districts([f"Ort {each}" for each in range(1, 13)])[number - 1]
    about = f.open_passage(answer_due=NOW + 14 * DAY)
    late = f.open_passage(closes=NOW - 2 * DAY, answer_due=NOW - DAY)
    for nth in range(times):
        process = f.opened_process(
            scope=Scope.DISTRICT, districts=[here], title=f"Eigenes {number}/{nth}"
        )
        f.opened_process(title=f"Überall {nth}")
        f.answer(f.remark(about, f"Beantwortet {number}/{nth}", district=here))
        f.remark(about, f"Gesagt {number}/{nth}", district=here)
        f.remark(late, f"Überfällig {number}/{nth}", district=here, at=NOW - 5 * DAY)
        record_involvement(
            process=process, district=here, invited_on=NOW.date() - DAY, visitor=f.office(), at=NOW
        )
        words = replace(WORDS, title=f"Bericht {number}/{nth}", scope=Scope.DISTRICT, district=here)
        draft = draft_article(kind=Kind.REPORT, written=words, visitor=f.office(), at=NOW)
        publish_article(article=draft, visitor=f.office(), at=NOW)
        kept(replace(LIBRARY, name=f"Haus {number}/{nth}", district=here))
        owner = f.organisation(f"Amt {number}/{nth}")
        made = measure(owner, f"Maßnahme {number}/{nth}", districts=[number])
        BudgetLine.objects.create(
            measure=made, title="Geräte", year=2026, requested=300, approved=200, spent=250
        )
    return here


@pytest.mark.parametrize("times", [1, 3])
def test_page_takes_nine_for_one_and_for_three(client, times, django_assert_num_queries):
    lively(times)
    with django_assert_num_queries(9):
        page = district_page(1, at=NOW)
        assert len(page.own) == len(page.citywide) == len(page.answered) == times
        assert len(page.involvement) == len(page.articles) == len(page.places) == times
        assert len(page.measures.lines) == times
        assert (page.measures.approved, page.measures.spent) == (200 * times, 250 * times)
        assert len(page.overdue) == times and len(page.said) == min(3 * times, 8)
    forget_pages()
    with django_assert_num_queries(9):
        assert client.get("/de/bezirk/1/").status_code == 200


def test_district_one_shows_nothing_of_ten_eleven_and_twelve(client):
    for number in (1, 10, 11, 12):
        lively(1, number)
    words = client.get("/de/bezirk/1/").content.decode()
    for what in ("Eigenes", "Beantwortet", "Gesagt", "Überfällig", "Bericht", "Haus", "Maßnahme"):
        assert f"{what} 1/0" in words
        assert not any(f"{what} {other}/0" in words for other in (10, 11, 12))
    feed = client.get("/de/bezirk/1/neues.atom").content.decode()
    assert "Gesagt 1/0" in feed and "Bericht 1/0" in feed and "Gesagt 10/0" not in feed


@pytest.mark.parametrize("address", ["/de/bezirk/99/", "/de/bezirk/99999999999999999999/"])
def test_district_that_the_city_does_not_have_is_not_found(client, address):
    lively(1)
    assert client.get(address).status_code == 404


def test_page_is_kept_until_a_phase_ends_an_answer_is_overdue_or_the_day_is_over():
    here = lively(1)
    midnight = timezone.localtime(NOW).replace(hour=0) + DAY
    page = district_page(here.number, at=NOW)
    assert page.until == midnight
    closes = NOW + TICK * 5
    f.opened_process(scope=Scope.DISTRICT, districts=[here], phase={"closes": closes})
    assert district_page(here.number, at=NOW).until == closes
    due = f.open_passage(closes=NOW + TICK, answer_due=NOW + TICK * 2)
    f.remark(due, "Bald fällig", district=here)
    until = district_page(here.number, at=NOW).until
    assert until == NOW + TICK * 3
    late = [node.title for node in district_page(here.number, at=until).overdue]
    assert "Bald fällig" in late
    early = [node.title for node in district_page(here.number, at=until - TICK).overdue]
    assert "Bald fällig" not in early


@pytest.mark.parametrize("times", [1, 3])
def test_picture_counts_own_open_processes_in_two_queries(times, django_assert_num_queries):
    lively(times)
    with django_assert_num_queries(2):
        found = tiles(at=NOW)
    assert [tile.open for tile in found] == [times] + [0] * 11


def test_picture_has_its_list(client):
    lively(1)
    words = client.get("/de/bezirke/").content.decode()
    assert '<a href="/de/bezirk/12/">Ort 12</a>' in words and words.count('class="m-tile ') == 12


def test_city_without_districts_says_so(client):
    assert "nicht unterteilt" in client.get("/de/bezirke/").content.decode()


def test_somebody_keeps_their_district_and_nobody_else_sees_it(client):
    lively(1)
    me = f.citizen().person
    client.force_login(me)
    assert client.get("/de/konto/bezirk/").url == "/de/bezirke/"
    assert client.post("/de/konto/bezirk/", {"district": "3"}).url == "/de/bezirk/3/"
    assert "Nicht mehr merken" in client.get("/de/bezirk/3/").content.decode()
    assert client.post("/de/konto/bezirk/", {"district": "99"}).status_code == 400
    assert Person.objects.get(pk=me.pk).district_id == 3
    client.post("/de/konto/bezirk/", {"district": ""})
    assert Person.objects.get(pk=me.pk).district_id is None
    client.logout()
    assert client.get("/de/konto/bezirk/").url.startswith("/de/anmelden/")


def test_page_for_somebody_signed_in_stays_within_the_budget(client):
    lively(3)
    client.force_login(f.office().person)
    with CaptureQueriesContext(connection) as statements:
        client.get("/de/bezirk/1/")
    # The session, the person and their groups come on top.
    assert len(statements) == 12


def test_money_of_measures_is_that_of_the_district_and_says_what_is_overspent(client):
    lively(1, 1)
    lively(2, 10)
    forget_pages()
    words = client.get("/de/bezirk/1/").content.decode()
    assert "2 €" in words and "2,50 €" in words and "mehr als bewilligt" in words
    page = district_page(1, at=NOW)
    assert (page.measures.approved, page.measures.spent) == (200, 250)
    empty = district_page(2, at=NOW).measures
    assert (empty.lines, empty.approved, empty.overspent) == ([], None, False)
