"""Signing in at a provider of accounts, as BundID behind a broker would be one."""

from collections.abc import Iterator

import pytest
from django.conf import LazySettings
from playwright.sync_api import expect

from tests.journeys.conftest import Axe, NewPage
from tests.journeys.stage import Stage
from tests.people.openid import settings_for
from tests.people.other_provider import running, way_back


@pytest.fixture(autouse=True)
def _provider(settings: LazySettings) -> Iterator[None]:
    with running() as address:
        settings.SOCIALACCOUNT_PROVIDERS = settings_for(address)
        yield


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_somebody_new_comes_from_the_provider_and_chooses_a_name(
    scripts: bool, new_page: NewPage, stage: Stage, axe: Axe
) -> None:
    page = new_page(scripts=scripts)
    page.goto("/de/anmelden/")
    page.get_by_role("link", name="Stadtkonto").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mit Stadtkonto anmelden")
    if scripts:
        axe(page)
    way = page.get_by_role("link", name="Stadtkonto").last.get_attribute("href")
    assert way is not None
    # The provider's page is not ours to look at.
    page.goto(way_back(way, "eva"))
    expect(page.get_by_text("eva@example.org")).to_be_visible()
    if scripts:
        axe(page)
    page.get_by_label("Ihr Name").fill("Kranich")
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Konto anlegen").click()
    expect(page.get_by_role("link", name="Kranich")).to_be_visible()
