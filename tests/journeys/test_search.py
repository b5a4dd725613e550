"""Somebody searches: from any page, with the keyboard, without JavaScript."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from mitmachstadt.contributions.actions import hide, release
from tests import factories as make
from tests.journeys.conftest import Axe
from tests.journeys.stage import Stage
from tests.journeys.test_keyboard import tab_to


@pytest.mark.both_databases
def test_on_a_phone_without_javascript_somebody_finds_a_passage_and_narrows_down(
    no_js: Page, stage: Stage
) -> None:
    no_js.goto("/de/texte/")
    no_js.get_by_role("navigation", name="Hauptnavigation").get_by_role(
        "link", name="Suche"
    ).click()
    no_js.get_by_label("Suchwörter").fill("Sprechstunden")
    no_js.get_by_role("button", name="Suchen").click()
    expect(no_js.get_by_role("heading", name="1 Treffer")).to_be_visible()
    expect(no_js.locator("mark")).to_have_text("Sprechstunde")
    no_js.get_by_text("Eingrenzen").click()
    no_js.get_by_label("Art", exact=True).select_option(label="Beschluss")
    no_js.get_by_role("button", name="Anzeigen").click()
    expect(no_js.get_by_text("Nichts gefunden.")).to_be_visible()
    no_js.get_by_role("link", name="Ohne Filter suchen").click()
    no_js.locator(".m-hits a").click()
    expect(no_js.locator("#inhalt")).to_contain_text("Jeder Ortsteil bekommt eine Sprechstunde.")


def test_with_the_keyboard_alone_the_field_in_the_head_finds_what_was_said(
    desktop: Page, stage: Stage, axe: Axe
) -> None:
    said = make.submitted(
        stage.passage("In drei Ortsteilen"), "Bei uns fehlt ein Aufzug.", at=timezone.now()
    )
    made = release(node=said.node, visitor=stage.moderator, at=timezone.now())
    desktop.goto("/de/verfahren/")
    tab_to(desktop, desktop.get_by_role("searchbox"))
    desktop.keyboard.type("aufzuge")
    desktop.keyboard.press("Enter")
    hit = desktop.get_by_role("link", name="Anmerkung zu")
    expect(desktop.locator("mark")).to_have_text("Aufzug")
    axe(desktop)
    tab_to(desktop, hit)
    desktop.keyboard.press("Enter")
    desktop.wait_for_url(f"**/de/n/{made.public_id}/")
    hide(node=made, visitor=stage.moderator, reason="Doppelt.", at=timezone.now())
    desktop.go_back()
    desktop.reload()
    expect(desktop.get_by_text("Nichts gefunden.")).to_be_visible()
