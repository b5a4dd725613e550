"""axe-core on a page, as an assertion."""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from playwright.sync_api import Page

# Best practices are more than the law asks for, and we keep them all the same.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What was found to be right is a hundred times as long as the rest, and nobody reads it.
_RUN = """([within, options]) => axe.run(within || document, options)
  .then((results) => ({...results, passes: [], incomplete: [], inapplicable: []}))"""


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
    page.evaluate(AXE_SCRIPT)
    results = AxeResults(page.evaluate(_RUN, [within, options]))
    assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"
