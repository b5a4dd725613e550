"""Somebody without an account follows a text, confirms, and ends it again."""

import re

import pytest
from playwright.sync_api import Page, expect

from mitmachstadt.contributions.models import Follow, Mail, Subscriber
from tests.journeys.conftest import Axe, SignedIn
from tests.journeys.stage import RESIDENT, Stage

PASSAGE = "In drei Ortsteilen fehlt ein Ort"


def mailed_link() -> str:
    """The link in the mail that waits, without the site's address."""
    found = re.search(r"http://[^/]+(/de/abo/\S+)", Mail.objects.latest("pk").text)
    assert found is not None
    return found[1]


@pytest.mark.both_databases
def test_without_account_one_follows_confirms_and_ends_it(
    page: Page, axe: Axe, stage: Stage
) -> None:
    page.goto(stage.address(PASSAGE))
    page.get_by_role("link", name="Folgen").click()
    axe(page)
    page.get_by_label("E-Mail-Adresse").fill("lale@stadt")
    page.get_by_role("button", name="Bestätigung schicken").click()
    expect(page.get_by_role("alert")).to_contain_text("vollständige E-Mail-Adresse")
    axe(page)
    page.get_by_label("E-Mail-Adresse").fill("lale@stadt.example")
    page.get_by_label("täglich").check()
    page.get_by_role("button", name="Bestätigung schicken").click()
    expect(page.get_by_text("lale@stadt.example")).to_be_visible()
    axe(page)
    assert not Subscriber.objects.exists()

    page.goto(mailed_link())
    axe(page)
    assert not Subscriber.objects.exists()
    page.get_by_role("button", name="Bestätigen").click()
    expect(page.get_by_role("heading", name="Dem folge ich")).to_be_visible()
    expect(page.get_by_role("link", name=PASSAGE)).to_be_visible()
    axe(page)
    page.get_by_role("group", name="Neues zu dem").get_by_label("wöchentlich").check()
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_text("Gespeichert.")).to_be_visible()
    page.get_by_role("button", name="Keine E-Mails mehr").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("keine E-Mails mehr")
    axe(page)
    assert not Subscriber.objects.exists()


def test_with_an_account_one_follows_with_one_button_and_stops_in_the_account(
    signed_in: SignedIn, axe: Axe, stage: Stage
) -> None:
    page = signed_in(RESIDENT)
    page.goto(stage.reading)
    page.get_by_role("button", name="Folgen").click()
    expect(page.get_by_text("Sie folgen dem jetzt.")).to_be_visible()
    assert page.url.endswith(stage.reading)
    page.goto("/de/konto/")
    page.get_by_role("link", name="dem ich folge").click()
    expect(page.get_by_role("link", name="Weißbuch der kleinen Stadt")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Nicht mehr folgen").click()
    expect(page.get_by_text("Noch nichts.")).to_be_visible()
    assert not Follow.objects.exists()
