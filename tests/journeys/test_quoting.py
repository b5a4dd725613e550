"""Some words of a passage are marked, said something about, and found marked in the text."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from mitmachstadt.contributions.actions import release
from mitmachstadt.nodes.models import Node
from tests.journeys.conftest import Axe, NewPage
from tests.journeys.stage import Stage

PASSAGE = "In drei Ortsteilen fehlt ein Ort"
WORDS = "fehlt ein Ort"
SELECT = """([id, words]) => {
  const walker = document.createTreeWalker(
    document.getElementById(id), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.data.indexOf(words);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(walker.currentNode, at);
    range.setEnd(walker.currentNode, at + words.length);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    return;
  }
}"""


def say(page: Page) -> None:
    expect(page.get_by_label("Nur zu diesen Worten")).to_have_value(WORDS)
    page.get_by_label("Ihr Text").fill("Genau daran liegt es, auch in Spandau.")
    page.get_by_role("button", name="Anmerkung absenden").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Danke für Ihren Beitrag")


@pytest.mark.both_databases
def test_words_are_marked_with_the_pointer_and_found_marked_in_the_text(
    page: Page, stage: Stage, axe: Axe
) -> None:
    passage = stage.passage(PASSAGE)
    page.goto(stage.reading)
    page.evaluate(SELECT, [passage.public_id, WORDS])
    link = page.get_by_role("link", name="Zu diesen Worten anmerken")
    expect(link).to_be_visible()
    axe(page)
    link.click()
    axe(page)
    say(page)
    release_all(stage)
    page.goto(stage.reading)
    expect(page.locator(f'[id="{passage.public_id}"] mark')).to_have_text(WORDS)
    page.goto(stage.address(PASSAGE))
    expect(page.locator("mark").first).to_have_text(WORDS)
    expect(page.locator(".m-quote--words")).to_contain_text(WORDS)
    axe(page)
    page.evaluate(SELECT, ["words", "In drei"])
    expect(page.get_by_role("link", name="Zu diesen Worten anmerken")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Zu diesen Worten anmerken")).to_be_hidden()


def test_words_are_typed_without_javascript(new_page: NewPage, stage: Stage) -> None:
    page = new_page(scripts=False)
    page.goto(stage.address(PASSAGE))
    page.get_by_role("link", name="Etwas anmerken").first.click()
    page.get_by_text("Nur zu einem Teil des Wortlauts").click()
    page.get_by_label("Nur zu diesen Worten").fill(WORDS)
    say(page)


def release_all(stage: Stage) -> None:
    for node in Node.objects.filter(kind="remark", visibility="waiting"):
        release(node=node, visitor=stage.moderator, at=timezone.now())
