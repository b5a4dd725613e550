"""The office looks at a list of measures and takes it over, at 360 pixels and without barriers."""

from playwright.sync_api import Page, expect

from mitmachstadt.people.enums import OrganisationKind
from tests import factories as f
from tests.journeys.conftest import Axe, SignedIn
from tests.journeys.stage import OFFICE, Stage

LIST = (
    "Kennung;Titel;Zuständig;Bezirk;Kosten;Status\n"
    "1;Bänke am Ufer;Amt am Kanal;Gesamtstädtisch;≈ 950.000 €;laufend\n"
    "2;Licht im Park;Amt für Morgen;Nirgendwo;N.N.;7\n"
)


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
    expect(office.get_by_role("main")).to_contain_text("schon hier")
    axe(office)
    page.goto("/de/massnahmen/")
    page.get_by_role("link", name="Bänke am Ufer").click()
    expect(page.get_by_role("main")).to_contain_text("Programm 2026")
    expect(page.get_by_role("main")).to_contain_text("Hier fehlt noch etwas")
    axe(page)
