"""With the keyboard alone, and beside the text where there is room."""

import re

from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from mitmachstadt.contributions.actions import release
from tests import factories as make
from tests.journeys.conftest import NewPage
from tests.journeys.stage import Stage

PASSAGE = "In drei Ortsteilen fehlt ein Ort"
MOST_STEPS = 60
OUTLINED = """() => {
  const style = getComputedStyle(document.activeElement);
  return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
}"""
IN_SIGHT = """() => {
  const box = document.activeElement.getBoundingClientRect();
  return box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight;
}"""


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has the focus; the focus is visible at every step."""
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        # The browser scrolls to the focus with its next picture.
        page.wait_for_function(IN_SIGHT)
        focus = page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
        assert page.evaluate(OUTLINED), f"focus has no outline: {focus}"
        if target.evaluate("it => it === document.activeElement"):
            return
    raise AssertionError(f"{MOST_STEPS} steps did not reach {target}")


def test_with_the_keyboard_alone_somebody_reads_and_remarks(page: Page, stage: Stage) -> None:
    page.goto(stage.reading)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Zum Inhalt springen")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#inhalt")).to_be_focused()

    tab_to(page, page.locator(".m-p").filter(has_text=PASSAGE).get_by_role("link"))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/de/n/"))
    tab_to(page, page.get_by_role("link", name="Etwas anmerken").first)
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/anmerken/$"))
    tab_to(page, page.get_by_label("Ihr Text"))
    page.keyboard.type("Nur mit der Tastatur geschrieben.")
    tab_to(page, page.get_by_role("button", name="Anmerkung absenden"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Ihr Beitragscode")).to_be_visible()


def make_public_remark(stage: Stage) -> None:
    done = make.submitted(stage.passage(PASSAGE), "Bei uns auch.", at=timezone.now())
    release(node=done.node, visitor=stage.moderator, at=timezone.now())


def test_beside_the_text_a_panel_opens_with_the_thread_and_gives_the_focus_back(
    desktop: Page, stage: Stage
) -> None:
    make_public_remark(stage)
    desktop.goto(stage.reading)
    link = desktop.locator(".m-p").filter(has_text=PASSAGE).get_by_role("link")
    link.click()
    panel = desktop.get_by_role("complementary", name="Anmerkungen zur Textstelle")
    expect(panel).to_be_focused()
    expect(panel).to_contain_text("Bei uns auch.")
    expect(panel.get_by_role("link", name="Etwas anmerken")).to_be_visible()
    assert desktop.url.endswith(stage.reading)
    desktop.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(link).to_be_focused()

    with desktop.context.expect_page() as opened:
        link.click(modifiers=["Control"])
    expect(opened.value.get_by_role("heading", level=1)).to_contain_text("Textstelle")
    expect(panel).to_have_count(0)


def test_on_a_phone_the_same_link_opens_the_passages_own_page(
    new_page: NewPage, stage: Stage
) -> None:
    page = new_page()
    page.goto(stage.reading)
    page.locator(".m-p").filter(has_text=PASSAGE).get_by_role("link").click()
    page.wait_for_url(re.compile("/de/n/"))
