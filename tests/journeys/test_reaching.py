"""Every page with the keyboard alone, at 400 % and in colours that the person chose."""

from typing import Any

import pytest
from playwright.sync_api import Page

from mitmachstadt.cli.demonstration.load import EMAIL, PASSWORD
from tests.journeys.addresses import DESKS, PUBLIC
from tests.journeys.conftest import NewPage, SignedIn

# 1280 pixels wide at 400 %.
ZOOMED = (320, 256)
# What the Tab key has to reach: of buttons that belong together the one that is chosen, or any.
COUNT = """() => {
  const groups = new Set();
  return [...document.querySelectorAll(
    "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']"
  )].filter((it) => {
    if (it.disabled || !it.checkVisibility({visibilityProperty: true})) return false;
    if (it.closest("details:not([open])") && it.tagName !== "SUMMARY") return false;
    if (it.type !== "radio") return true;
    const fresh = !groups.has(it.name);
    groups.add(it.name);
    return fresh;
  }).length;
}"""
# Notes whatever gets the focus, and whether one could see that it has it.
WATCH = """() => {
  window.reached = new Set();
  window.unseen = [];
  document.addEventListener("focusin", ({target}) => {
    window.reached.add(target.type === "radio" ? target.name : target);
    const style = getComputedStyle(target);
    const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    if (!outlined) window.unseen.push(target.outerHTML.slice(0, 120));
  });
}"""
# Whether what one can press or fill in has an edge where all colours are the person's own.
EDGES = """() => [...document.querySelectorAll(
    ".kern-btn, button, input:not([type=hidden]), select, textarea"
  )].filter((it) => it.checkVisibility({visibilityProperty: true}) && it.offsetWidth > 2)
    .filter((it) => {
      const style = getComputedStyle(it);
      const native = style.appearance !== "none";
      return !native && (style.borderStyle === "none" || parseFloat(style.borderWidth) === 0)
        && style.textDecorationLine === "none";
    }).map((it) => it.outerHTML.slice(0, 120))"""


def reached_with_tab(page: Page) -> tuple[int, int, list[str]]:
    """How many things there are to reach, how many were, and where the focus could not be seen."""
    wanted: int = page.evaluate(COUNT)
    page.evaluate(WATCH)
    # A field for a day or a time has a stop for each of its parts.
    within = 3 * page.locator("input[type=date], input[type=time]").count()
    within += 6 * page.locator("input[type=datetime-local]").count()
    for _ in range(wanted + within + 3):
        page.keyboard.press("Tab")
    found: Any = page.evaluate("[window.reached.size, window.unseen]")
    return wanted, found[0], found[1]


def out_of_reach(page: Page) -> list[str]:
    wanted, reached, unseen = reached_with_tab(page)
    if reached < wanted or unseen:
        return [f"{reached} of {wanted} reached, focus unseen: {unseen[:3]}"]
    return []


def out_of_sight(page: Page) -> list[str]:
    width = page.evaluate("document.documentElement.scrollWidth")
    wide = [f"{width} pixels wide"] if width > ZOOMED[0] else []
    return [*wide, *(f"no edge: {it}" for it in page.evaluate(EDGES))]


@pytest.mark.parametrize("part", range(2))
def test_everything_on_every_public_page_is_reached_with_the_keyboard(
    part: int, new_page: NewPage, city: None
) -> None:
    page, missing = new_page(), []
    for number, (name, find) in enumerate(PUBLIC.items()):
        if number % 2 != part:
            continue
        page.goto(find())
        missing += [f"{name}: {it}" for it in out_of_reach(page)]
    assert missing == []


def test_every_public_page_at_400_percent_and_in_forced_colours(
    new_page: NewPage, city: None
) -> None:
    page, wrong = new_page(size=ZOOMED, forced_colors="active"), []
    for name, find in PUBLIC.items():
        page.goto(find())
        wrong += [f"{name}: {it}" for it in out_of_sight(page)]
    assert wrong == []


@pytest.mark.parametrize("desk", DESKS)
def test_every_desk_page_with_the_keyboard_at_400_percent_and_in_forced_colours(
    desk: str, signed_in: SignedIn, city: None
) -> None:
    who, pages = DESKS[desk]
    page = signed_in(EMAIL.format(key=who), PASSWORD, size=ZOOMED, forced_colors="active")
    wrong = []
    for name, find in pages.items():
        page.goto(find())
        wrong += [f"{name}: {it}" for it in [*out_of_sight(page), *out_of_reach(page)]]
    assert wrong == []
