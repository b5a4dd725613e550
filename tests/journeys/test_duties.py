"""A barrier is reported, answered and told: on a very small screen, without JavaScript."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Axe, NewPage, SignedIn
from tests.journeys.stage import OFFICE, Stage

NARROW = (320, 640)
WORDS = "Der Knopf zum Absenden hat für mein Vorleseprogramm keinen Namen."
ANSWER = "Der Knopf bekommt bis Freitag einen Namen, den Programme vorlesen."


def fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW[0], page.url


def report(page: Page) -> str:
    """Report a barrier from the foot of a page; returns the code."""
    page.goto("/de/texte/")
    page.get_by_role("contentinfo").get_by_role("link", name="Barriere melden").click()
    expect(page.get_by_label("Um welche Seite geht es?")).to_have_value("/de/texte/")
    fits(page)
    page.get_by_label("Was geht nicht?").fill(WORDS)
    page.get_by_label("E-Mail-Adresse für die Antwort").fill("ada@example.org")
    page.get_by_role("main").get_by_role("button", name="Barriere melden").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ihr Text ist angekommen")
    fits(page)
    return re.sub(r"\s", "", page.locator(".m-code").inner_text())


def look_up(page: Page, code: str) -> None:
    page.goto("/de/anliegen/")
    page.get_by_label("Code Ihres Anliegens").fill(code)
    page.get_by_role("button", name="Nachsehen").click()
    expect(page.get_by_role("heading", level=2, name="Ihr Text")).to_be_visible()
    fits(page)


def test_barrier_is_reported_without_javascript_answered_and_becomes_part_of_the_statement(
    new_page: NewPage, signed_in: SignedIn, stage: Stage
) -> None:
    reader = new_page(size=NARROW, scripts=False)
    code = report(reader)
    look_up(reader, code)
    expect(reader.get_by_role("main")).to_contain_text("Wir antworten bis spätestens")

    office = signed_in(OFFICE, scripts=False)
    office.goto("/de/buero/anliegen/?stand=unproven")
    office.get_by_role("rowheader").get_by_role("link", name=WORDS).click()
    office.get_by_label("Antwort mit Begründung").fill(ANSWER)
    office.get_by_role("button", name="Antworten").click()
    expect(office.get_by_role("main")).to_contain_text("verschickt, Adresse gelöscht")
    office.get_by_role("button", name="Als bekannte Barriere eintragen").click()
    office.get_by_label("Wo?", exact=False).first.fill("Formular zum Anmerken")
    office.get_by_label("blinde Menschen").check()
    office.get_by_label("Anderer Weg zu demselben Ziel").fill("Rufen Sie uns an.")
    office.get_by_label("in der Erklärung zeigen").check()
    office.get_by_role("button", name="Speichern").click()
    expect(office.get_by_role("main")).to_contain_text("teilweise barrierefrei")

    look_up(reader, code)
    expect(reader.get_by_role("main")).to_contain_text(ANSWER)
    reader.goto("/de/barrierefreiheit/")
    expect(reader.get_by_role("main")).to_contain_text("Formular zum Anmerken")
    fits(reader)


def test_nothing_on_the_way_of_a_report_is_a_barrier_itself(
    new_page: NewPage, stage: Stage, axe: Axe
) -> None:
    page = new_page(size=NARROW)
    for address in ("/de/barrierefreiheit/", "/de/barrierefreiheit/melden/?von=/de/texte/"):
        page.goto(address)
        axe(page)
        fits(page)
    code = report(page)
    axe(page)
    look_up(page, code)
    axe(page)
