"""Without an account: the device calculates by itself; without JavaScript a moderator looks."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from mitmachstadt.contributions.models import Remark
from mitmachstadt.kernel.models import UsedProof
from mitmachstadt.nodes.models import Window
from tests.journeys.conftest import Axe, NewPage, SignedIn
from tests.journeys.stage import MODERATOR, Stage

WORDS = "In Spandau fehlt so ein Ort seit Jahren."
PASSAGE = "In drei Ortsteilen fehlt ein Ort"
DONE = "Ihr Gerät hat fertig gerechnet"


@pytest.fixture(autouse=True)
def _nobody_moderates(stage: Stage) -> None:
    Window.objects.update(moderation="nobody")


def form(page: Page, stage: Stage) -> None:
    page.goto(stage.address(PASSAGE) + "anmerken/")


def send(page: Page) -> None:
    page.get_by_role("button", name="Anmerkung absenden").click()


@pytest.mark.both_databases
def test_with_javascript_a_contribution_without_account_is_public_at_once(
    new_page: NewPage, stage: Stage, axe: Axe
) -> None:
    page = new_page(size=(320, 640))
    form(page, stage)
    expect(page.get_by_text("Ihr Gerät rechnet kurz von selbst")).to_be_visible()
    axe(page)
    page.get_by_label("Ihr Text").fill(WORDS)
    expect(page.get_by_text(DONE)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    axe(page)
    send(page)
    expect(page.get_by_text("Ihr Beitrag ist jetzt öffentlich")).to_be_visible()
    assert {cookie["name"] for cookie in page.context.cookies()} <= {"csrftoken"}


def test_who_sends_at_once_is_told_to_wait_a_moment_and_sent_once(page: Page, stage: Stage) -> None:
    held: list[object] = []
    page.route("**/-/challenge**", lambda route: held.append(route))
    form(page, stage)
    page.get_by_label("Ihr Text").fill(WORDS)
    page.get_by_label("Ihr Text").press("Tab")
    send(page)
    send(page)
    expect(page.get_by_role("status").get_by_text("Einen Moment")).to_be_visible()
    assert len(held) == 1
    held[0].continue_()  # type: ignore[attr-defined]
    expect(page.get_by_text("Ihr Beitrag ist jetzt öffentlich")).to_be_visible()
    assert Remark.objects.count() == UsedProof.objects.count() == 1


def test_keyboard_alone_sends_and_coming_back_for_other_words_calculates_anew(
    page: Page, stage: Stage
) -> None:
    for words in (WORDS, "Noch etwas anderes."):
        page.goto("about:blank")
        form(page, stage)
        page.get_by_label("Ihr Text").focus()
        page.keyboard.type(words)
        page.get_by_role("button", name="Anmerkung absenden").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_text("Ihr Beitrag ist jetzt öffentlich")).to_be_visible()
    page.go_back()
    page.get_by_label("Ihr Text").fill("Ein dritter Gedanke.")
    send(page)
    expect(page.get_by_text("Ihr Beitrag ist jetzt öffentlich")).to_be_visible()
    assert UsedProof.objects.count() == 3


def test_challenge_that_cannot_be_had_hinders_nobody(page: Page, stage: Stage) -> None:
    page.route("**/-/challenge**", lambda route: route.fulfill(status=200, body="<html>"))
    form(page, stage)
    page.get_by_label("Ihr Text").fill(WORDS)
    expect(page.get_by_role("status").get_by_text("Sie können trotzdem absenden")).to_be_visible()
    send(page)
    expect(page.get_by_text("Ihr Beitrag wartet auf Freigabe")).to_be_visible()
    expect(page.get_by_text("Das macht nichts: Ihr Text ist gespeichert")).to_be_visible()


def test_challenge_that_failed_while_somebody_wrote_is_tried_once_more(
    page: Page, stage: Stage
) -> None:
    page.route("**/-/challenge**", lambda route: route.fulfill(status=200, body="<html>"), times=1)
    form(page, stage)
    page.get_by_label("Ihr Text").fill(WORDS)
    expect(page.get_by_role("status").get_by_text("Sie können trotzdem absenden")).to_be_visible()
    send(page)
    expect(page.get_by_text("Ihr Beitrag ist jetzt öffentlich")).to_be_visible()


@pytest.mark.both_databases
def test_without_javascript_it_waits_and_moderators_see_why(
    no_js: Page, signed_in: SignedIn, stage: Stage, axe: Axe
) -> None:
    form(no_js, stage)
    expect(no_js.get_by_text("Ohne JavaScript geht es auch")).to_be_visible()
    no_js.get_by_label("Ihr Text").fill(WORDS)
    send(no_js)
    expect(no_js.get_by_text("Ihr Beitrag wartet auf Freigabe")).to_be_visible()
    desk = signed_in(MODERATOR)
    desk.goto("/de/moderation/")
    expect(desk.get_by_text("ohne Prüfung", exact=True)).to_be_visible()
    desk.get_by_role("link", name="Ohne Prüfung (1)").click()
    expect(desk.get_by_text(WORDS)).to_be_visible()
    axe(desk)
    desk.get_by_role("link", name="Übrige (0)").click()
    expect(desk.get_by_text(WORDS)).to_have_count(0)


@pytest.mark.parametrize("scripts", [False, True])
def test_full_queue_says_what_to_do_and_keeps_the_words(
    new_page: NewPage, stage: Stage, axe: Axe, settings: Any, scripts: bool
) -> None:
    settings.UNPROVEN_WAITING = 0
    page = new_page(size=(320, 640), scripts=scripts)
    page.route("**/-/challenge**", lambda route: route.fulfill(status=200, body="<html>"))
    form(page, stage)
    page.get_by_label("Ihr Text").fill(WORDS)
    send(page)
    expect(page.get_by_text("Schalten Sie JavaScript ein").first).to_be_visible()
    expect(page.get_by_label("Ihr Text")).to_have_value(WORDS)
    if scripts:
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
