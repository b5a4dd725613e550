"""Signing in with a code by mail, and with a passkey that Chromium's own authenticator holds."""

import re

import pytest
from django.conf import LazySettings
from django.core import mail
from playwright.sync_api import CDPSession, Page, expect

from tests.journeys.conftest import Axe, NewPage, SignedIn
from tests.journeys.stage import OFFICE, RESIDENT, Stage


@pytest.fixture(autouse=True)
def _mail_at_once(settings: LazySettings) -> None:
    backend = "django.tasks.backends.immediate.ImmediateBackend"
    settings.TASKS = {"default": {"BACKEND": backend}}


def authenticator(page: Page) -> CDPSession:
    """Give the browser a device that keeps passkeys and recognises its owner."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_resident_signs_in_with_a_code_by_mail(
    scripts: bool, new_page: NewPage, stage: Stage, axe: Axe
) -> None:
    page = new_page(scripts=scripts)
    page.goto("/de/anmelden/?next=/de/code/")
    page.get_by_role("link", name="Mit einem Code per E-Mail").click()
    page.get_by_label("E-Mail-Adresse").fill(RESIDENT)
    page.get_by_role("button", name="Code schicken").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bitte geben Sie den Code ein")
    if scripts:
        axe(page)
    page.get_by_label("Code", exact=True).fill("2222-2222")
    page.get_by_role("button", name="Anmelden").click()
    expect(page.get_by_role("alert")).to_contain_text("nicht der richtige Code")
    found = re.search(r"^\w{4}-\w{4}$", mail.outbox[-1].body, re.MULTILINE)
    assert found is not None
    page.get_by_label("Code", exact=True).fill(found[0].lower())
    page.get_by_role("button", name="Anmelden").click()
    expect(page).to_have_url(re.compile("/de/code/$"))
    expect(page.get_by_role("button", name="Abmelden")).to_be_visible()


def test_office_makes_a_passkey_and_signs_in_with_it_alone(
    signed_in: SignedIn, stage: Stage, axe: Axe
) -> None:
    page = signed_in(OFFICE)
    device = authenticator(page)
    page.goto("/de/konto/sicherheit/")
    page.get_by_role("link", name="Passkey einrichten").click()
    axe(page)
    page.get_by_label("Woran Sie den Passkey erkennen").fill("Dienstrechner")
    page.get_by_role("button", name="Passkey einrichten").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ersatzcodes")
    page.get_by_role("link", name="Fertig").click()
    expect(page.get_by_text("Dienstrechner")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Abmelden").click()
    page.goto("/de/anmelden/?next=/de/buero/")
    page.get_by_role("link", name="Mit einem Passkey").click()
    axe(page)
    page.get_by_role("button", name="Passkey verwenden").click()
    expect(page).to_have_url(re.compile("/de/buero/$"))
    device.detach()


def test_passkey_page_says_what_to_do_without_scripts_and_without_a_passkey(
    no_js: Page, page: Page, stage: Stage
) -> None:
    no_js.goto("/de/anmelden/passkey/")
    expect(no_js.get_by_text("Passkeys brauchen JavaScript")).to_be_visible()
    expect(no_js.get_by_role("button", name="Passkey verwenden")).to_be_hidden()
    authenticator(page)
    page.goto("/de/anmelden/passkey/")
    page.get_by_role("button", name="Passkey verwenden").click()
    expect(page.get_by_role("status")).to_contain_text("Der Passkey wurde nicht benutzt")
    expect(page.get_by_role("button", name="Passkey verwenden")).to_be_enabled()
