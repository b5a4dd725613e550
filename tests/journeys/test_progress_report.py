"""The office makes a progress report; everybody reads it, on paper as well."""

import re
from types import SimpleNamespace

from playwright.sync_api import Page, expect

from tests import factories as f
from tests.journeys.conftest import Axe, SignedIn
from tests.journeys.stage import OFFICE, Stage
from tests.measures.test_report import crowded


def test_report_is_made_read_without_barriers_and_printed_on_two_pages(
    desktop: Page, page: Page, signed_in: SignedIn, axe: Axe, stage: Stage
) -> None:
    office = signed_in(OFFICE, scripts=False)
    here = SimpleNamespace(unit=f.organisation("Stabsstelle"))
    for label in ("Sommer", "Herbst"):
        office.goto("/de/buero/massnahmen/bericht/")
        office.get_by_label("Name des Berichts").fill(label)
        office.get_by_role("button", name="Bericht erstellen").click()
        crowded(here, 12)
    expect(office.get_by_role("heading", level=1)).to_have_text("Fortschritt der Maßnahmen: Herbst")
    for reader in (page, desktop):
        reader.goto("/de/massnahmen/bericht/")
        reader.get_by_role("link", name="Herbst").click()
        expect(reader.get_by_role("main")).to_contain_text("Meilensteine überfällig (12)")
        axe(reader)
        assert reader.evaluate("document.documentElement.scrollWidth <= innerWidth")
    printed = desktop.pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 2
