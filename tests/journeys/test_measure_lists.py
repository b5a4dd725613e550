"""The office looks at a list of measures and takes it over, at 360 pixels and without barriers."""

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from playwright.sync_api import Page, expect

from mitmachstadt.measures import actions
from mitmachstadt.measures.tasks import go_on_reading
from mitmachstadt.people.enums import OrganisationKind
from tests import factories as f
from tests.journeys.conftest import Axe, SignedIn
from tests.journeys.stage import OFFICE, Stage

LIST = (
    "Kennung;Titel;Zuständig;Bezirk;Kosten;Status\n"
    "1;Bänke am Ufer;Amt am Kanal;Gesamtstädtisch;≈ 950.000 €;laufend\n"
    "2;Licht im Park;Amt für Morgen;Nirgendwo;N.N.;7\n"
)


LONG = "Kennung;Titel;Zuständig\n" + "".join(f"{n};Ort {n};Amt am Kanal\n" for n in range(60))


@pytest.mark.parametrize("scripts", [True, False])
def test_long_list_shows_how_far_it_is_and_can_be_stopped_without_barriers(
    signed_in: SignedIn, axe: Axe, stage: Stage, scripts: bool
) -> None:
    f.organisation("Amt am Kanal", kind=OrganisationKind.SUBORDINATE_AUTHORITY)
    office = signed_in(OFFICE, scripts=scripts)
    office.goto("/de/verwaltung/massnahmen/einlesen/")
    office.get_by_label("Datei").set_input_files(
        {"name": "programm.csv", "mimeType": "text/csv", "buffer": LONG.encode()}
    )
    office.get_by_label("Woher stammt sie?").fill("Programm 2026")
    office.get_by_role("button", name="Ansehen, was daraus wird").click()
    office.get_by_role("button", name="60 Maßnahmen übernehmen").click()
    progress = office.get_by_role("progressbar", name="0 von 60 Maßnahmen übernommen")
    expect(progress).to_have_attribute("value", "0")
    if scripts:
        office.set_viewport_size({"width": 360, "height": 740})
        axe(office)
        assert office.evaluate("document.documentElement.scrollWidth <= innerWidth")
        office.get_by_role("button", name="Anhalten").focus()
    (task,) = DBTaskResult.objects.filter(task_path=go_on_reading.module_path)
    actions.go_on_reading(**task.args_kwargs["kwargs"], at=timezone.now())
    # It goes on by itself; who is at a button stays there.
    expect(office.get_by_role("progressbar")).to_have_attribute("value", "50", timeout=15_000)
    if scripts:
        expect(office.get_by_role("button", name="Anhalten")).to_be_focused()
    office.get_by_role("button", name="Anhalten").click()
    expect(office.get_by_role("button", name="10 Maßnahmen übernehmen")).to_be_visible()
    with office.expect_download() as file:
        office.get_by_role("link", name="Bericht über alle Zeilen").click()
    assert file.value.suggested_filename == "bericht.csv"


def test_list_is_looked_at_and_taken_over_without_barriers(
    page: Page, signed_in: SignedIn, axe: Axe, stage: Stage
) -> None:
    f.organisation("Amt am Kanal", kind=OrganisationKind.SUBORDINATE_AUTHORITY)
    office = signed_in(OFFICE)
    office.goto("/de/verwaltung/massnahmen/")
    office.get_by_role("link", name="Liste einlesen").click()
    office.get_by_label("Datei").set_input_files(
        {"name": "programm.csv", "mimeType": "text/csv", "buffer": LIST.encode()}
    )
    office.get_by_label("Woher stammt sie?").fill("Programm 2026")
    office.get_by_role("button", name="Ansehen, was daraus wird").click()
    table = office.get_by_role("table", name="Zeilen der Liste")
    expect(table).to_contain_text("steht als Text da, nicht als Betrag")
    expect(table).to_contain_text("„Amt für Morgen“")
    office.set_viewport_size({"width": 360, "height": 740})
    axe(office)
    assert office.evaluate("document.documentElement.scrollWidth <= innerWidth")
    office.get_by_role("button", name="1 Maßnahme übernehmen").click()
    expect(office.get_by_role("heading", name="Bericht vom Einlesen")).to_be_visible()
    expect(table).to_contain_text("übernommen")
    axe(office)
    page.goto("/de/massnahmen/")
    page.get_by_role("link", name="Bänke am Ufer").click()
    expect(page.get_by_role("main")).to_contain_text("Programm 2026")
    expect(page.get_by_role("main")).to_contain_text("Hier fehlt noch etwas")
    axe(page)
