"""A word of the glossary: explained to pointer and keyboard; Escape puts that away."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from mitmachstadt.strategy import actions
from mitmachstadt.strategy.models import Strategy
from tests import factories as make
from tests.journeys.stage import Stage

WHAT = "Ein Stadtteil mit eigenem Namen."


@pytest.fixture
def explained(stage: Stage) -> str:
    """The address of a text in which "Ortsteilen" is explained."""
    strategy = Strategy.objects.select_related("node").get()
    actions.explain_term(
        strategy=strategy, name="Ortsteil", forms=["Ortsteilen"], definition=WHAT,
        visitor=make.office(), at=make.NOW,
    )  # fmt: skip
    actions.mark_pages(strategy=strategy)
    return stage.reading


def test_explanation_stays_while_one_points_at_it_and_goes_with_escape(
    desktop: Page, explained: str, axe: Any
) -> None:
    desktop.goto(explained)
    words = desktop.get_by_text(WHAT)
    expect(words).to_be_hidden()
    desktop.locator(".m-term > a").hover()
    expect(words).to_be_visible()
    words.hover()
    expect(words).to_be_visible()
    axe(desktop)
    desktop.keyboard.press("Escape")
    expect(words).to_be_hidden()
    desktop.mouse.move(0, 0)
    desktop.locator(".m-term > a").hover()
    expect(words).to_be_visible()


def test_focus_shows_the_explanation_and_a_touch_leads_to_its_page_without_scripts(
    no_js: Page, explained: str
) -> None:
    no_js.goto(explained)
    link = no_js.locator(".m-term > a")
    link.focus()
    expect(no_js.get_by_text(WHAT)).to_be_visible()
    expect(link).to_have_accessible_description(WHAT)
    link.click()
    expect(no_js.get_by_role("heading", level=1, name="Ortsteil")).to_be_visible()
