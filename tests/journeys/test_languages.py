"""The way to a contribution in a language that has nothing but this way."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Axe
from tests.journeys.stage import Stage

PASSAGE = "In drei Ortsteilen fehlt ein Ort"
WORDS = "نحتاج إلى مكان كهذا في سبانداو"


@pytest.mark.both_databases
def test_in_arabic_without_javascript_a_remark_is_sent_and_its_code_finds_it(
    no_js: Page, stage: Stage
) -> None:
    page = no_js
    page.goto("/ar/")
    page.get_by_role("link", name="نصوص الاستراتيجية").first.click()
    page.goto(stage.reading.replace("/de/", "/ar/"))
    page.locator(".m-p").filter(has_text=PASSAGE).get_by_role("link").click()
    assert "/ar/n/" in page.url
    page.get_by_role("link", name="كتابة ملاحظة").first.click()
    page.get_by_label("نصكم").fill(WORDS)
    page.get_by_role("button", name="إرسال الملاحظة").click()
    code = page.locator(".m-code").inner_text()
    page.get_by_role("link", name="رمزي").first.click()
    page.get_by_label("رمز مساهمتكم").fill(code)
    page.get_by_role("button", name="بحث").click()
    expect(page.locator(f".m-text[lang=ar]:has-text('{WORDS}')")).to_have_attribute("dir", "auto")


@pytest.mark.parametrize("language", ["en", "tr", "ar"])
def test_the_path_has_no_barriers_in_any_language(
    page: Page, axe: Axe, stage: Stage, language: str
) -> None:
    passage = stage.address(PASSAGE)
    german = ["/de/", stage.reading, passage, f"{passage}anmerken/", "/de/code/", "/de/verfahren/"]
    for address in german:
        page.goto(address.replace("/de/", f"/{language}/"))
        axe(page)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= page.viewport_size["width"], address  # type: ignore[index]
