"""Somebody who lives here says something, with or without an account; what becomes of it."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Axe, NewPage, SignedIn
from tests.journeys.stage import MODERATOR, NEIGHBOUR, RESIDENT, Stage

BEFORE = "In Spandau fehlt so ein Ort seit Jahren."
AFTER = "In Spandau fehlt so ein Ort seit drei Jahren."
PASSAGE = "In drei Ortsteilen fehlt ein Ort"


def ask_with_code(page: Page, code: str) -> None:
    """Go to "Mein Code" and look the code up."""
    page.get_by_role("link", name="Mein Code").first.click()
    page.get_by_label("Ihr Beitragscode").fill(code)
    page.get_by_role("button", name="Nachsehen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ihr Beitrag")


def passage_link(page: Page, words: str) -> None:
    """From the reading page to the passage with these words."""
    page.locator(".m-p").filter(has_text=words).get_by_role("link").click()


@pytest.mark.both_databases
def test_without_account_and_javascript_a_remark_takes_three_pages_and_its_code_does_the_rest(
    no_js: Page, new_page: NewPage, signed_in: SignedIn, stage: Stage
) -> None:
    page, public = no_js, new_page()
    page.goto("/de/")
    page.get_by_role("link", name="Was fehlt im Weißbuch?").click()
    page.get_by_role("link", name="Lesen und anmerken").click()
    assert page.url.endswith(stage.reading)

    pages: list[str] = []
    page.on("response", lambda r: pages.append(r.url) if r.request.is_navigation_request() else 0)
    passage_link(page, PASSAGE)
    page.get_by_role("link", name="Etwas anmerken").first.click()
    page.get_by_label("Ihr Text").fill(BEFORE)
    page.get_by_label("Ihr Name").fill("Lale")
    page.get_by_role("button", name="Anmerkung absenden").click()
    code = page.locator(".m-code").inner_text()
    assert len(pages) == 3, pages
    expect(page.get_by_text("Ihr Beitrag wartet auf Freigabe")).to_be_visible()

    ask_with_code(page, code)
    expect(page.get_by_text("wartet auf Freigabe")).to_be_visible()
    public.goto(stage.address(PASSAGE))
    expect(public.get_by_text("Dazu hat noch niemand etwas angemerkt.")).to_be_visible()
    expect(public.get_by_text(BEFORE)).to_have_count(0)

    desk = signed_in(MODERATOR)
    desk.get_by_role("link", name="Moderation").click()
    expect(desk.get_by_text(BEFORE)).to_be_visible()
    desk.get_by_role("button", name="Freigeben").click()
    expect(desk.get_by_text("Der Beitrag ist freigegeben und jetzt öffentlich.")).to_be_visible()

    ask_with_code(page, code)
    expect(page.locator(".m-head").get_by_text("öffentlich")).to_be_visible()
    public.reload()
    expect(public.get_by_text(BEFORE)).to_be_visible()
    expect(public.locator(".m-remark__head").get_by_text("Lale")).to_be_visible()
    public.goto(stage.reading)
    expect(public.locator(".m-p").filter(has_text=PASSAGE)).to_contain_text("1 Anmerkung")

    page.get_by_label("Ihr Text").fill(AFTER)
    page.get_by_role("button", name="Änderung speichern").click()
    expect(page.get_by_text("Ihr Text ist geändert.")).to_be_visible()
    expect(page.locator(".m-head").get_by_text("wartet auf Freigabe")).to_be_visible()
    public.goto(stage.address(PASSAGE))
    expect(public.get_by_text(BEFORE)).to_have_count(0)
    expect(public.get_by_text(AFTER)).to_have_count(0)
    desk.get_by_role("link", name="Moderation").click()
    desk.get_by_role("button", name="Freigeben").click()
    expect(desk.get_by_text("Nichts wartet auf Freigabe.")).to_be_visible()
    public.reload()
    expect(public.get_by_text(AFTER)).to_be_visible()

    page.get_by_role("button", name="Zurückziehen …").click()
    page.get_by_role("button", name="Ja, zurückziehen").click()
    expect(page.get_by_text("Ihr Beitrag ist zurückgezogen.")).to_be_visible()
    public.reload()
    expect(public.locator(".m-tomb")).to_contain_text("Dieser Beitrag wurde zurückgezogen.")
    expect(public.get_by_text(AFTER)).to_have_count(0)


@pytest.mark.both_databases
def test_with_an_account_a_remark_appears_at_once_and_neighbours_support_and_reply(
    signed_in: SignedIn, new_page: NewPage, stage: Stage
) -> None:
    ada = signed_in(RESIDENT)
    ada.goto(stage.address(PASSAGE))
    ada.get_by_role("link", name="Etwas anmerken").first.click()
    ada.get_by_label("Ihr Text").fill(BEFORE)
    ada.get_by_role("button", name="Anmerkung absenden").click()
    expect(ada.get_by_text("Ihr Beitrag ist jetzt öffentlich")).to_be_visible()
    ada.get_by_role("link", name="Zurück zum Gespräch").click()
    expect(ada.locator(".m-remark__head").get_by_text("Ada Winter")).to_be_visible()
    expect(ada.get_by_role("button", name="Unterstützen")).to_have_count(0)

    cem = signed_in(NEIGHBOUR)
    cem.goto(stage.address(PASSAGE))
    expect(cem.get_by_text(BEFORE)).to_be_visible()
    expect(cem.get_by_text("0 Unterstützungen")).to_be_visible()
    cem.evaluate("window.stillHere = true")
    cem.get_by_role("button", name="Unterstützen").click()
    expect(cem.get_by_text("1 Unterstützung", exact=True)).to_be_visible()
    assert cem.evaluate("window.stillHere"), "the page was loaded anew"
    expect(cem.get_by_role("button", name="Nicht mehr unterstützen")).to_be_focused()
    cem.get_by_role("button", name="Nicht mehr unterstützen").click()
    expect(cem.get_by_text("0 Unterstützungen")).to_be_visible()

    cem.get_by_role("link", name="Antworten").click()
    expect(cem.get_by_text("Sie antworten auf die Anmerkung von Ada Winter")).to_be_visible()
    cem.get_by_label("Ihr Text").fill("In Pankow auch.")
    cem.get_by_role("button", name="Antwort absenden").click()
    expect(cem.get_by_text("Ihr Beitrag ist jetzt öffentlich")).to_be_visible()

    public = new_page()
    public.goto(stage.address(PASSAGE))
    expect(public.locator(".m-replies")).to_contain_text("In Pankow auch.")
    ada.goto("/de/konto/")
    expect(ada.get_by_text(BEFORE)).to_be_visible()


def test_a_hidden_remark_shows_its_reason_to_author_and_public_but_not_its_words(
    page: Page, new_page: NewPage, signed_in: SignedIn, stage: Stage, axe: Axe
) -> None:
    reason = "Nennt einen Nachbarn mit Namen und Hausnummer."
    page.goto(f"{stage.address(PASSAGE)}anmerken/")
    page.get_by_label("Ihr Text").fill(BEFORE)
    page.get_by_role("button", name="Anmerkung absenden").click()
    code = page.locator(".m-code").inner_text()
    axe(page)

    desk = signed_in(MODERATOR)
    desk.get_by_role("link", name="Moderation").click()
    desk.get_by_role("button", name="Freigeben").click()
    public = new_page()
    public.goto(stage.address(PASSAGE))
    expect(public.get_by_text(BEFORE)).to_be_visible()

    desk.goto(public.locator(".m-remark__head a").get_attribute("href") or "")
    desk.get_by_role("link", name="Moderieren").click()
    desk.get_by_role("button", name="Ausblenden").click()
    expect(desk.get_by_role("alert")).to_contain_text("Bitte nennen Sie einen Grund")
    desk.get_by_label("Grund in eigenen Worten").fill(reason)
    desk.get_by_role("button", name="Ausblenden").click()
    expect(
        desk.get_by_text("Der Beitrag ist ausgeblendet. Der Grund ist öffentlich.")
    ).to_be_visible()

    public.reload()
    expect(public.locator(".m-tomb")).to_contain_text(reason)
    expect(public.get_by_text(BEFORE)).to_have_count(0)
    ask_with_code(page, code)
    expect(page.get_by_text("Ihr Beitrag ist ausgeblendet")).to_be_visible()
    expect(page.get_by_text(f"Grund: {reason}").first).to_be_visible()
    axe(page)
    # Nobody takes away what a decision was about while it can still be objected to.
    expect(page.get_by_role("button", name="Zurückziehen …")).to_have_count(0)
    expect(page.get_by_text("löschen wir den Beitrag deshalb nicht")).to_be_visible()
