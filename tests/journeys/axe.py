"""axe-core on a page, as an assertion."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

# Best practices are more than the law asks for, and we keep them all the same.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def assert_accessible(
    page: Page, *, within: str | None = None, but_for: tuple[str, ...] = ()
) -> None:
    """Fail with axe's own report where the page has a barrier.

    Args:
        page: a page with JavaScript, where axe runs.
        within: a CSS selector, to look at one part only.
        but_for: rules of axe that do not count here; the test says why.
    """
    options: dict[str, Any] = {
        "resultTypes": ["violations"],
        # Axe would lay the style sheets into the page once more, which our policy forbids.
        "preload": False,
        "runOnly": {"type": "tag", "values": TAGS},
        "rules": {rule: {"enabled": False} for rule in but_for},
    }
    page.wait_for_load_state()  # after a click the new address may be there before its page
    results = Axe().run(page, context=within, options=options)
    assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"
