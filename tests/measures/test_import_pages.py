"""The page that reads lists of measures in: first a look, then the reading, without a script."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mitmachstadt.measures.models import HeldList, Measure
from tests import factories as f
from tests.factories import NOW
from tests.measures.city import City, city
from tests.measures.lists import BENCHES, HEAD, OURS, made

pytestmark = pytest.mark.django_db
ADDRESS = "/de/verwaltung/massnahmen/einlesen/"


@pytest.fixture
def here(time_machine) -> City:
    time_machine.move_to(NOW, tick=False)
    return city()


@pytest.fixture
def desk(here, client):
    client.force_login(here.office.person)
    return client


def upload(client, content: str = BENCHES, **rest: str):
    file = SimpleUploadedFile("liste.csv", content.encode())
    given = {"file": file, "source": "Programm 2026", "type": "decentral", **rest}
    return client.post(ADDRESS, given, follow=True)


def rows(number: int) -> str:
    return HEAD + "".join(f"{n};Ort {n};;Nirgendwo;{OURS}\n" for n in range(number))


def test_list_is_looked_at_first_and_then_read_in(desk):
    assert ADDRESS in desk.get("/de/verwaltung/massnahmen/").content.decode()
    html = upload(desk).content.decode()
    assert "Bänke" in html and "wird übernommen" in html and "1 Maßnahme übernehmen" in html
    assert not Measure.objects.exists()
    html = desk.post(ADDRESS, {"read": "1"}, follow=True).content.decode()
    assert "1 Maßnahme übernommen." in html and "<b>übernommen</b>" in html
    assert "übernehmen</span>" not in html
    shown = desk.get(f"/de/n/{Measure.objects.get().node.public_id}/").content.decode()
    assert "Programm 2026" in shown and "Hier fehlt" not in shown
    html = desk.post(ADDRESS, {"away": "1"}, follow=True).content.decode()
    assert not HeldList.objects.exists() and "Bänke" not in html


def test_row_that_stays_outside_is_told_with_its_number_and_what_to_do(desk):
    html = upload(desk, BENCHES.replace(OURS, "Amt für Morgen")).content.decode()
    assert "nicht übernommen" in html and "„Amt für Morgen“" in html and "<td" in html
    assert 'data-label="Zeile">2<' in html and "übernehmen</span>" not in html


def test_owner_chosen_at_the_desk_stands_in(desk, here):
    text = BENCHES.replace(OURS, "Amt für Morgen")
    html = upload(desk, text, owner=here.district_office.public_id, year="2026").content.decode()
    assert "1 Maßnahme übernehmen" in html
    desk.post(ADDRESS, {"read": "1"})
    assert Measure.objects.get().owner == here.district_office


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"source": "Liste"}, "Bitte wählen Sie eine Datei."),
        ({"file": b"", "source": "Liste"}, "leer"),
        ({"file": BENCHES.encode()}, "Woher stammt sie?"),
        ({"file": b"%PDF-1.7 \x00", "source": "Liste"}, "keine Textdatei"),
        ({"file": BENCHES.encode(), "source": "Liste", "year": "20"}, "1990"),
        ({"file": BENCHES.encode(), "source": "Liste", "owner": "fremd"}, "fremd"),
    ],
)
def test_what_is_missing_or_wrong_is_said_at_the_form(desk, given, words):
    if "file" in given:
        given = {**given, "file": SimpleUploadedFile("liste.csv", given["file"])}
    answer = desk.post(ADDRESS, {"type": "decentral", **given})
    assert answer.status_code == 400 and words in answer.content.decode()
    assert not HeldList.objects.exists()


def test_file_that_is_far_too_large_is_not_read(desk, monkeypatch):
    monkeypatch.setattr("mitmachstadt.measures.forms.imports.LARGEST", 10)
    assert "Bitte teilen Sie die Liste auf" in upload(desk).content.decode()
    assert not HeldList.objects.exists()


def test_reading_what_is_no_longer_held_says_what_to_do(desk):
    answer = desk.post(ADDRESS, {"read": "1"})
    assert answer.status_code == 409 and "noch einmal hoch" in answer.content.decode()


def test_list_that_no_longer_reads_is_said_and_can_be_replaced(desk, here):
    upload(desk)
    HeldList.objects.update(content=b"%PDF \x00")
    answer = desk.get(ADDRESS)
    assert answer.status_code == 200 and "keine Textdatei" in answer.content.decode()
    assert "1 Maßnahme übernehmen" in upload(desk).content.decode()


def test_long_list_is_shown_in_pages_and_by_what_becomes_of_it(desk):
    html = upload(desk, rows(70) + ";;;;\n71;N.N.;;;\n").content.decode()
    assert html.count("<tr>") == 21 and "?ab=21" in html
    assert "70 Maßnahmen übernehmen" in html and "einige Minuten" in html
    further = desk.get(f"{ADDRESS}?ab=21").content.decode()
    assert "Ort 20" in further and "Ort 19" not in further and "?ab=41" in further
    left = desk.get(f"{ADDRESS}?was=nicht").content.decode()
    assert left.count("<tr>") == 2 and "N.N." in left
    assert desk.get(f"{ADDRESS}?was=quatsch&ab=x").status_code == 200


def test_others_are_kept_out_and_nobody_sees_the_list_of_another(desk, here, client):
    upload(desk)
    client.force_login(f.office("T. Zweite").person)
    assert "Bänke" not in client.get(ADDRESS).content.decode()
    for person in (here.worker.person, here.member.person):
        client.force_login(person)
        assert client.get(ADDRESS).status_code == 403
        assert upload(client).status_code == 403
    client.logout()
    assert client.get(ADDRESS).status_code == 302


@pytest.mark.parametrize("number", [1, 3, 70])
def test_look_takes_as_many_statements_for_one_as_for_many(desk, number):
    upload(desk, rows(number))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        html = desk.get(ADDRESS).content.decode()
    assert len(asked) == 11, [each["sql"][:90] for each in asked]
    assert len(html) < 60_000


def test_page_of_rows_that_lack_everything_weighs_less_than_sixty_thousand(desk):
    columns = ["Ziele", "Für wen", "Finanzierung", "Programm", "Offene Standards", "Phase", "Art",
               "Status", "Beginn", "Link", "Kosten", "Bezirk", "Drucksache", "Farbe"]  # fmt: skip
    cells = ";".join(["tbd", "N.N.", "offen", "folgt", "?", *["unlesbar " * 60] * 9])
    lines = "".join(f"Ort {number};{OURS};{cells}\n" for number in range(25))
    html = upload(desk, f"Titel;Zuständig;{';'.join(columns)}\n{lines}").content.decode()
    assert html.count("<tr>") == 21 and "und mehr" in html and "25 Maßnahmen" in html
    assert len(html) < 60_000


def test_measure_shows_where_it_came_from(here, client):
    text = "Titel;Zuständig;Link;Ort;Kosten\nBänke;{};https://example.org/a?b=1&c=2;Am Ufer;≈ 9 €\n"
    measure = made(here, text.format(OURS))
    html = client.get(f"/de/n/{measure.node.public_id}/").content.decode()
    assert 'href="https://example.org/a?b=1&amp;c=2"' in html and "Programm 2026" in html
    assert "Am Ufer" in html and "≈ 9 €" in html
