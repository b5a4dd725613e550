"""Entering for others: a public screen by the keyboard alone, and a stack of cards."""

import re
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from mitmachstadt.contributions.queries import node_by_code
from mitmachstadt.kernel.codes import code_as_read
from mitmachstadt.outreach import actions
from mitmachstadt.outreach.calculations import Described
from mitmachstadt.outreach.models import Card, Occasion
from mitmachstadt.people.enums import BuiltInGroup
from tests.journeys.conftest import DESKTOP, Axe, NewPage, SignedIn
from tests.journeys.stage import Stage, account

PASSAGE = "In drei Ortsteilen fehlt ein Ort"
HELPER = "helfen@example.org"
MOST_STEPS = 40


def occasion_at(stage: Stage) -> Occasion:
    """A market that began an hour ago and lasts until tomorrow."""
    now = timezone.now()
    by = account(HELPER, "Helferin", BuiltInGroup.HELPER, at=now - timedelta(days=1))
    says = Described(
        title="Stand auf dem Wochenmarkt",
        place="Hafenplatz",
        begins=now - timedelta(hours=1),
        ends=now + timedelta(days=1),
        topics=(stage.passage(PASSAGE).public_id,),
    )
    return actions.keep_occasion(occasion=None, says=says, visitor=by, at=now)


def kiosk_at(stage: Stage) -> str:
    """The address of a screen there."""
    made, now = occasion_at(stage), timezone.now()
    by = account("zweite@example.org", "Zweite", BuiltInGroup.HELPER, at=now - timedelta(days=1))
    opened = actions.open_kiosk(occasion=made, name="Eingang", visitor=by, at=now)
    return f"/de/terminal/{opened.key}/"


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus; also where no script runs."""
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        if target.evaluate("it => it === document.activeElement"):
            return
    raise AssertionError(f"{MOST_STEPS} steps did not reach {target}")


def press(page: Page, target: Locator) -> None:
    tab_to(page, target)
    page.keyboard.press("Enter")


def test_somebody_writes_at_a_screen_by_the_keyboard_without_script(
    no_js: Page, stage: Stage
) -> None:
    no_js.goto(kiosk_at(stage))
    no_js.set_viewport_size({"width": 320, "height": 640})
    press(no_js, no_js.get_by_role("link", name=re.compile(PASSAGE)))
    tab_to(no_js, no_js.get_by_label("Ihr Text"))
    no_js.keyboard.type("Am Bildschirm geschrieben.")
    press(no_js, no_js.get_by_role("button", name="Weiter"))
    expect(no_js.get_by_role("heading", name="Ist das so richtig?")).to_be_visible()
    press(no_js, no_js.get_by_role("button", name="Ja, absenden"))
    expect(no_js.get_by_role("heading", name="Ihr Beitragscode")).to_be_visible()
    code = code_as_read(no_js.locator(".m-code").inner_text())
    node = node_by_code(code)
    assert node is not None and node.text == "Am Bildschirm geschrieben."
    width = no_js.evaluate("document.documentElement.scrollWidth")
    assert width <= 320
    press(no_js, no_js.get_by_role("link", name="Fertig"))
    expect(no_js.get_by_role("heading", name="Was möchten Sie sagen?")).to_be_visible()
    assert no_js.context.cookies() == []


def test_screen_that_was_left_in_the_middle_shows_nothing_to_the_next(
    new_page: NewPage, stage: Stage, axe: Axe
) -> None:
    page = new_page(size=DESKTOP, forced_colors="active")
    page.clock.install()
    page.goto(kiosk_at(stage))
    axe(page)
    page.get_by_role("link", name=re.compile(PASSAGE)).click()
    axe(page)
    page.get_by_label("Ihr Text").fill("Mein Geheimnis")
    page.get_by_role("button", name="Weiter").click()
    axe(page)
    page.clock.fast_forward(91_000)
    still = page.get_by_role("alertdialog", name="Sind Sie noch da?")
    expect(still).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Ja, weiterschreiben").click()
    expect(still).to_be_hidden()
    page.clock.fast_forward(91_000)
    expect(still).to_be_visible()
    page.clock.fast_forward(21_000)
    expect(page.get_by_role("heading", name="Was möchten Sie sagen?")).to_be_visible()
    page.go_back()
    page.wait_for_load_state()
    assert "Mein Geheimnis" not in page.content()
    for text in page.locator("textarea").all():
        assert text.input_value() == ""


def test_screen_without_a_connection_forgets_the_words_and_comes_back(
    new_page: NewPage, stage: Stage, axe: Axe
) -> None:
    page = new_page(size=DESKTOP)
    page.clock.install()
    page.goto(kiosk_at(stage))
    page.get_by_role("link", name=re.compile(PASSAGE)).click()
    page.wait_for_load_state()  # before, no script counts the time
    page.get_by_label("Ihr Text").fill("Mein Geheimnis")
    page.context.set_offline(True)
    page.clock.fast_forward(91_000)
    page.clock.fast_forward(21_000)
    expect(page.get_by_role("heading", name="Gerade keine Verbindung")).to_be_visible()
    expect(page.get_by_text("Nehmen Sie bitte eine Karte.")).to_be_visible()
    axe(page)
    assert page.locator("textarea").count() == 0
    page.keyboard.press("Tab")
    page.context.set_offline(False)
    page.clock.fast_forward(16_000)
    expect(page.get_by_role("heading", name="Was möchten Sie sagen?")).to_be_visible()


def test_stack_of_cards_is_entered_by_the_keyboard(
    stage: Stage, signed_in: SignedIn, axe: Axe
) -> None:
    made, now = occasion_at(stage), timezone.now()
    by = account("zweite@example.org", "Zweite", BuiltInGroup.HELPER, at=now - timedelta(days=1))
    actions.make_cards(
        occasion=made, about=stage.passage(PASSAGE).public_id, count=2, visitor=by, at=now
    )
    first, second = Card.objects.order_by("pk")
    page = signed_in(HELPER, size=DESKTOP)
    page.goto(f"/de/helfen/{made.public_id}/stapel/")
    axe(page)
    tab_to(page, page.get_by_label("Kartennummer").first)
    for typed in (first.number, "Erste Karte", "Uli", "", "zzzzzz", "Zweite Karte"):
        page.keyboard.type(typed)
        page.keyboard.press("Tab")
    press(page, page.get_by_role("button", name="Alle eintragen"))
    expect(page.get_by_role("heading", name="1 Beitrag ist eingetragen")).to_be_visible()
    expect(page.get_by_text("Eine Karte mit der Nummer „zzzzzz“ gibt es nicht")).to_be_visible()
    axe(page)
    expect(page.locator("textarea[name$='-text']").first).to_have_value("Zweite Karte")
    page.get_by_label("Kartennummer").first.fill(second.number)
    page.get_by_role("button", name="Alle eintragen").click()
    expect(page.get_by_role("progressbar")).to_have_attribute("value", "2")
