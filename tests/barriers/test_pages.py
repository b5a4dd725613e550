"""The statement as everybody reads it, and as the office keeps it."""

from dataclasses import asdict, replace
from datetime import date

import pytest

from mitmachstadt.barriers.models import KnownBarrier
from mitmachstadt.concerns.actions import answer_concern
from mitmachstadt.kernel.city import City, Imprint, save_city
from mitmachstadt.kernel.web.anonymous_pages import forget_pages
from tests import factories as f
from tests.barriers.test_statement import SAYS, entered, kept
from tests.concerns.test_writing import REASON, sent

pytestmark = pytest.mark.django_db
PAGE = "/de/barrierefreiheit/"


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to(f.NOW, tick=False)
    forget_pages()


def read(client, address: str = PAGE) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_empty_statement_says_what_is_missing(client):
    words = read(client)
    assert "noch nicht ausreichend geprüft" in words
    assert "Diese Seiten wurden noch nicht geprüft" in words
    assert "Hier fehlt noch, welche Stelle die Barrierefreiheit durchsetzt" in words
    assert "Bisher wurde keine Barriere gemeldet." in words


def test_statement_tells_barriers_tests_and_the_record_of_answers(client):
    kept()
    entered()
    answer_concern(concern=sent().concern, text=REASON, visitor=f.office(), at=f.NOW + 2 * f.DAY)
    words = read(client)
    for told in (
        "teilweise barrierefrei",
        "Das Diagramm wird nicht vorgelesen.",
        "blinde Menschen",
        "Die Zahlen stehen in der Tabelle darunter.",
        "31. März 2027",
        "Bisher wurde 1 Barriere gemeldet, beantwortet sind 1.",
        "innerhalb von 2 Tagen",
    ):
        assert told in words
    assert "nicht mehr aktuell" not in words


def test_old_statement_says_so_to_everybody_and_at_the_desk(client):
    entered(day=date(2025, 11, 20))
    assert "Zuletzt wurde am 20. November 2025 geprüft" in read(client)
    client.force_login(f.office().person)
    assert "Die letzte Prüfung ist älter als ein Jahr." in read(client, "/de/buero/barrieren/")


def test_kept_statement_ends_at_midnight(client, time_machine):
    entered(day=date(2025, 11, 21))
    assert "nicht mehr aktuell" not in read(client)
    time_machine.move_to(f.NOW + f.DAY, tick=False)
    assert "nicht mehr aktuell" in read(client)


def test_body_that_enforces_is_told_as_the_city_entered_it(client):
    imprint = Imprint(enforcement="Landesstelle", enforcement_contact="https://stelle.example")
    save_city(City("Berlin", False, "a@example.org", imprint=imprint), at=f.NOW)
    from mitmachstadt.kernel.city import tell_processes

    tell_processes()
    words = read(client)
    assert "Landesstelle" in words and 'href="https://stelle.example"' in words


def test_law_of_another_state_stands_in_no_citys_statement(client):
    assert "BIKTG" not in read(client) and "BITV 2.0" in read(client)
    from mitmachstadt.kernel.city import tell_processes

    imprint = Imprint(accessibility_law="Gesetz <des> Landes")
    save_city(City("Irgendwo", False, "a@example.org", imprint=imprint), at=f.NOW)
    tell_processes()
    forget_pages()
    assert "Hier gilt außerdem: Gesetz &lt;des&gt; Landes." in read(client)


def test_english_statement_marks_what_nobody_has_translated_as_german(client):
    kept(replace(SAYS, place_en="Report, page 3"))
    words = read(client, "/en/barrierefreiheit/")
    assert "<h3>Report, page 3</h3>" in words
    assert '<span lang="de" dir="ltr">Das Diagramm wird nicht vorgelesen.</span>' in words


def test_history_tells_what_stood_there_and_not_what_is_being_written(client):
    barrier = kept()
    kept(replace(SAYS, fixed=date(2026, 11, 21)), barrier)
    kept(replace(SAYS, place="Geheimer Ort", shown=False))
    words = read(client, f"{PAGE}verlauf/")
    assert words.count("Bericht, Seite 3") == 2 and "behoben" in words
    assert "Geheimer Ort" not in words


def test_text_of_a_barrier_is_escaped(client):
    kept(replace(SAYS, what="<script>alert(1)</script>", reason_words="a < b"))
    assert "<script>alert" not in read(client) and "a &lt; b" in read(client)


@pytest.mark.parametrize(
    ("address", "queries"), [(PAGE, 5), (f"{PAGE}verlauf/", 1), ("/de/buero/barrieren/", 6)]
)
def test_pages_ask_the_same_for_one_and_for_three(
    client, django_assert_num_queries, address, queries
):
    if "buero" in address:
        client.force_login(f.office().person)
    for number in range(3):
        kept(replace(SAYS, what=f"Barriere {number}"))
        if number != 1:
            forget_pages()
            with django_assert_num_queries(queries):
                client.get(address)


def test_report_becomes_a_barrier_by_one_click_and_is_finished_in_the_form(client):
    client.force_login(f.office().person)
    report = sent(page="/de/texte/").concern
    response = client.post(f"/de/buero/barrieren/aus/{report.public_id}/")
    barrier = KnownBarrier.objects.get()
    assert response.url == f"/de/buero/barrieren/{barrier.public_id}/"
    assert report.text in read(client, response.url)
    given = {k: v for k, v in asdict(SAYS).items() if v} | {"shown": "on", "seen": 1}
    assert client.post(response.url, given).status_code == 302
    assert KnownBarrier.objects.get().shown


def test_form_with_a_gap_gives_back_everything_that_was_typed(client):
    client.force_login(f.office().person)
    given = {"what": "Kein Weg herum", "found": "2026-11-01", "reach": "part", "reason": "in_work"}
    response = client.post("/de/buero/barrieren/neu/", given | {"shown": "on"})
    assert response.status_code == 400 and "Kein Weg herum" in response.content.decode()


def test_office_enters_a_test(client):
    client.force_login(f.office().person)
    given = {"day": "2026-11-20", "method": "people", "tester": "Verein", "scope": "Alle Seiten"}
    assert client.post("/de/buero/barrieren/", given).status_code == 302
    late = client.post("/de/buero/barrieren/", given | {"day": "2026-11-23"})
    assert late.status_code == 400 and "heute oder früher" in late.content.decode()
