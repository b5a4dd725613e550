"""A real browser against a real server: `page`, `desktop`, `no_js`, `axe`.

    def test_somebody_reads(page: Page, axe: Axe, stage: Stage) -> None:
        page.goto(stage.reading)
        axe(page)

`stage` is a small city with one open consultation, `city` the whole demonstration city.

Every page fails its test on an error in the console, a violation of the content security policy,
or a request to another host. A failing test leaves pictures in var/screenshots.
"""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from mitmachstadt.people.queries import person_by_email, recovery_codes_left
from tests.journeys.axe import assert_accessible
from tests.journeys.demonstration import put_city
from tests.journeys.guards import Guard
from tests.journeys.stage import PASSWORD, Stage, small_city

HERE = Path(__file__).resolve().parent
SCREENSHOTS = HERE.parent.parent / "var" / "screenshots"
PHONE = (360, 740)
DESKTOP = (1280, 900)
FLAGS = [
    "--no-sandbox",  # root in a container
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # No name leads anywhere but the server's own (guards.py).
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost , EXCLUDE 127.0.0.1",
]
# Playwright keeps an event loop in this thread, which Django takes for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

type NewPage = Callable[..., Page]
type Axe = Callable[..., None]
type SignedIn = Callable[..., Page]
_FAILED = pytest.StashKey[bool]()


def _chromium() -> str | None:
    named = os.environ.get("MITMACHSTADT_CHROMIUM")
    return named or shutil.which("chromium") or shutil.which("chromium-browser")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is a journey and needs a browser."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.journey)
            if not _chromium():
                item.add_marker(pytest.mark.skip(reason="Chromium is missing"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """Remember whether the test failed, for the pictures."""
    report = yield
    if call.when == "call":
        item.stash[_FAILED] = call.excinfo is not None
    return report


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the session (for each xdist worker)."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium(), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def new_page(
    browser: Browser, live_server: LiveServer, request: pytest.FixtureRequest
) -> Iterator[NewPage]:
    """Opens a page in a private window of its own: `new_page(size=DESKTOP, scripts=False)`."""
    pages: list[tuple[Page, Guard]] = []

    def open_page(size: tuple[int, int] = PHONE, scripts: bool = True, **more: object) -> Page:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            java_script_enabled=scripts,
            base_url=live_server.url,
            locale="de-DE",
            timezone_id="Europe/Berlin",
            **more,  # type: ignore[arg-type]  # passed on to Playwright as it is
        )
        context.set_default_timeout(10_000)
        guard = Guard(context, live_server.url)
        page = context.new_page()
        pages.append((page, guard))
        return page

    yield open_page
    if request.node.stash.get(_FAILED, False):
        _take_pictures(request.node.nodeid, [page for page, _ in pages])
    for page, _ in pages:
        page.context.close()
    complaints = [complaint for _, guard in pages for complaint in guard.complaints]
    assert not complaints, "\n".join(complaints)


def _take_pictures(name: str, pages: list[Page]) -> None:
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    stem = re.sub(r"[^\w-]+", "-", name.removeprefix("tests/journeys/"))
    for number, page in enumerate(pages, start=1):
        page.screenshot(path=SCREENSHOTS / f"{stem}-{number}.png", full_page=True)


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """A phone."""
    return new_page()


@pytest.fixture
def desktop(new_page: NewPage) -> Page:
    """A wide screen."""
    return new_page(size=DESKTOP)


@pytest.fixture
def no_js(new_page: NewPage) -> Page:
    """A phone whose browser runs no JavaScript."""
    return new_page(scripts=False)


@pytest.fixture
def axe() -> Axe:
    """`axe(page)` fails where the page has a barrier."""
    return assert_accessible


@pytest.fixture
def stage(live_server: LiveServer) -> Stage:
    """A small city with one open consultation."""
    return small_city()


@pytest.fixture
def city(live_server: LiveServer, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The demonstration city; loading it takes seconds, so the whole run does it once."""
    base = tmp_path_factory.getbasetemp()
    put_city(base.parent if "PYTEST_XDIST_WORKER" in os.environ else base)


def give_second_factor(page: Page, email: str) -> None:
    """With a recovery code: a code of the app would be refused when it comes twice in a minute."""
    person = person_by_email(email)
    assert person is not None
    page.get_by_label("Code", exact=True).fill(recovery_codes_left(person)[0])
    page.get_by_role("button", name="Bestätigen").click()


@pytest.fixture
def signed_in(new_page: NewPage) -> SignedIn:
    """`signed_in(OFFICE)`: a window in which this person has signed in through the form."""

    def open_page(email: str, password: str = PASSWORD, **options: Any) -> Page:
        page = new_page(**options)
        page.goto("/de/anmelden/")
        page.get_by_label("E-Mail-Adresse").fill(email)
        page.get_by_label("Passwort").fill(password)
        page.get_by_role("button", name="Anmelden").click()
        if "/anmelden/bestaetigen/" in page.url:
            give_second_factor(page, email)
        expect(page.get_by_role("button", name="Abmelden")).to_be_visible()
        return page

    return open_page
