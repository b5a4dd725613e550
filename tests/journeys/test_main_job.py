"""The main job on real input: a text is imported, published, remarked on and answered."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests import factories as make
from tests.journeys.conftest import Axe, NewPage, SignedIn
from tests.journeys.stage import MODERATOR, OFFICE, people

SOURCES = ["000", "001", "002", "003", "004"]
REMARK = "Das betrifft auch die Menschen in unserem Kiez."
REASON = "Der Kiez wird in der nächsten Fassung genannt, weil viele danach gefragt haben."


@pytest.mark.real_data
@pytest.mark.parametrize("source", SOURCES)
def test_a_real_text_is_read_in_published_remarked_on_and_answered(
    source: str, real_data: Path, signed_in: SignedIn, new_page: NewPage, axe: Axe
) -> None:
    people()
    file = next((real_data / "sources").glob(f"{source}_*.txt"))
    desk, moderation, resident = signed_in(OFFICE), signed_in(MODERATOR), new_page(scripts=False)

    publish(desk, file, axe)
    reading = desk.url
    passages = desk.locator(".m-p:not(.m-p--head)")
    assert passages.count() >= 5

    open_consultation(desk)
    remark_without_account(resident, reading)
    code = resident.locator(".m-code").inner_text()
    moderation.get_by_role("link", name="Moderation").first.click()
    moderation.get_by_role("button", name="Freigeben").click()
    expect(moderation.get_by_text("Nichts wartet auf Freigabe.")).to_be_visible()

    answer(desk)
    resident.goto("/de/code/")
    resident.get_by_label("Ihr Beitragscode").fill(code)
    resident.get_by_role("button", name="Nachsehen").click()
    expect(resident.locator(".m-answer")).to_contain_text(REASON)


def publish(desk: Page, file: Path, axe: Axe) -> None:
    """Upload, look at the report, take every decision, publish."""
    desk.goto("/de/buero/texte/")
    desk.get_by_role("link", name="Text einlesen").click()
    desk.get_by_label("Datei (DOCX").set_input_files(file)
    desk.get_by_label("Titel des neuen Dokuments").fill("Ein echter Text")
    desk.get_by_label("Bezeichnung der Fassung").fill("Arbeitsfassung 1")
    desk.get_by_role("button", name="Einlesen").click()
    expect(desk.get_by_role("heading", name="Bericht vom Einlesen")).to_be_visible()
    expect(desk.get_by_text("Zeichen der Vorlage ist nachgewiesen")).to_be_visible()
    axe(desk)
    if choices := desk.locator("input[type=radio][value=nein]").all():
        for choice in choices[1:]:
            choice.check()
        desk.locator("input[type=radio][value=ja]").first.check()
        desk.get_by_role("button", name="Entscheidungen übernehmen").click()
        expect(desk.locator("input[type=radio][value=ja]").first).to_be_checked()
    desk.get_by_role("button", name="Fassung veröffentlichen").click()
    expect(desk.locator(".m-p").first).to_be_visible()


def open_consultation(desk: Page) -> None:
    """Plan a process on the edition that is shown, with concept and phase, and open it."""
    desk.locator(".m-head").get_by_role("link", name=re.compile("Prüfsumme")).click()
    desk.get_by_role("link", name="Beteiligung dazu planen").click()
    desk.get_by_label("Titel").fill("Was sagen Sie zu diesem Text?")
    desk.get_by_label("Worum geht es?").fill("Wir suchen, was fehlt.")
    desk.get_by_role("button", name="Verfahren anlegen").click()
    for part, words in make.CONCEPT.items():
        desk.locator(f"#conceptform-{part}").fill(words)
    desk.get_by_role("button", name="Konzept speichern").click()
    now = timezone.localtime(timezone.now())
    desk.get_by_label("Name der Phase").fill("Anmerkungen")
    for field, days in (("opens", -1), ("closes", 14), ("answer_due", 30)):
        moment = (now + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M")
        desk.locator(f"#phaseform-{field}").fill(moment)
    desk.get_by_role("button", name="Phase speichern").click()
    desk.get_by_role("button", name="Verfahren öffnen").click()
    expect(desk.get_by_text("Das Verfahren ist geöffnet und öffentlich.")).to_be_visible()


def remark_without_account(page: Page, reading: str) -> None:
    page.goto(reading)
    page.locator(".m-p:not(.m-p--head)").nth(2).get_by_role("link").last.click()
    page.get_by_role("link", name="Etwas anmerken").first.click()
    page.get_by_label("Ihr Text").fill(REMARK)
    page.get_by_role("button", name="Anmerkung absenden").click()
    expect(page.get_by_text("Ihr Beitrag wartet auf Freigabe")).to_be_visible()


def answer(desk: Page) -> None:
    desk.get_by_role("link", name="Büro").click()
    desk.get_by_role("checkbox", name=f"Auswählen: {REMARK}").check()
    desk.get_by_role("button", name="Auswahl beantworten").click()
    desk.get_by_role("radio", name="Teilweise in den Entwurf übernommen").check()
    desk.get_by_label("Begründung").fill(REASON)
    desk.get_by_role("button", name="Rückmeldung veröffentlichen").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Ihre Rückmeldung ist veröffentlicht")
