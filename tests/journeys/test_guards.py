"""The guards themselves: break what they watch, and see them complain."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests.journeys.axe import assert_accessible
from tests.journeys.guards import Guard


@pytest.fixture
def watched(browser: Browser, live_server: LiveServer) -> tuple[Page, Guard]:
    context = browser.new_context(base_url=live_server.url)
    guard = Guard(context, live_server.url)
    return context.new_page(), guard


def show(page: Page, body: str, policy: str = "default-src 'none'; script-src 'self'") -> None:
    """Show this HTML as if the site had sent it."""
    html = f"<!doctype html><html lang=de><title>x</title><main><h1>x</h1>{body}</main>"
    headers = {"content-type": "text/html", "content-security-policy": policy}
    page.route("**/shown", lambda route: route.fulfill(body=html, headers=headers))
    page.goto("/shown")


@pytest.mark.both_databases
def test_a_quiet_page_leaves_no_complaint(watched: tuple[Page, Guard]) -> None:
    page, guard = watched
    show(page, "<p>quiet</p>")
    assert_accessible(page)
    assert guard.complaints == []


@pytest.mark.parametrize(
    ("body", "complaint"),
    [
        ("<script>document.title = 'y'</script>", "Content Security Policy"),
        ("<p style='color: red'>x</p>", "Content Security Policy"),
        ("<img alt='' src='/missing.png'>", "404"),
    ],
)
def test_what_a_page_must_not_do_is_complained_about(
    watched: tuple[Page, Guard], body: str, complaint: str
) -> None:
    page, guard = watched
    show(page, body, "default-src 'none'; img-src 'self'")
    page.wait_for_load_state("networkidle")
    assert any(complaint in words for words in guard.complaints), guard.complaints


@pytest.mark.parametrize("host", ["elsewhere.example", "192.0.2.1", "[2001:db8::1]", "localhost:9"])
def test_a_request_to_another_host_is_stopped_and_complained_about(
    host: str, watched: tuple[Page, Guard]
) -> None:
    page, guard = watched
    stopped: list[str | None] = []
    page.on("requestfailed", lambda request: stopped.append(request.failure))
    show(page, f"<img alt='' src='http://{host}/x.png'>", "img-src *")
    page.wait_for_load_state("networkidle")
    assert any(f"to another host: http://{host}/x.png" in words for words in guard.complaints)
    # Of this very machine a port may be asked for; no other is so much as looked up.
    assert stopped == ["net::ERR_" + ("UNSAFE_PORT" if ":9" in host else "NAME_NOT_RESOLVED")]


def test_a_refused_page_is_no_complaint(watched: tuple[Page, Guard]) -> None:
    page, guard = watched
    page.route("**/refused", lambda route: route.fulfill(status=403, body="no"))
    page.goto("/refused")
    assert guard.complaints == []


def test_a_barrier_fails_with_axes_report(watched: tuple[Page, Guard], tmp_path: Path) -> None:
    page, _ = watched
    show(page, "<input type=text>")
    with pytest.raises(AssertionError, match="label"):
        assert_accessible(page)
