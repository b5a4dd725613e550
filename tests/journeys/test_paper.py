"""The reading page on paper: the text, its addresses, nothing to click."""

import shutil
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.stage import Stage

PASSAGE = "In drei Ortsteilen fehlt ein Ort"


def test_on_paper_navigation_and_contents_are_gone_and_addresses_stand_beside_the_text(
    page: Page, stage: Stage
) -> None:
    page.goto(stage.reading)
    page.emulate_media(media="print")
    for gone in (".m-toc", ".m-crumbs", ".m-nav--main", ".m-skip", ".m-footer ul"):
        expect(page.locator(gone).first).to_be_hidden()
    expect(page.locator(".m-print-only").last).to_contain_text(stage.reading)
    link = page.locator(".m-p").filter(has_text=PASSAGE).get_by_role("link")
    shown = link.evaluate("it => getComputedStyle(it, '::after').content")
    assert stage.passage(PASSAGE).public_id in shown
    assert page.locator("body").evaluate("it => getComputedStyle(it).backgroundColor") == (
        "rgb(255, 255, 255)"
    )


def test_the_page_as_pdf_holds_text_and_addresses(page: Page, stage: Stage, tmp_path: Path) -> None:
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is missing (apt-get install poppler-utils)")
    page.goto(stage.reading)
    file = tmp_path / "text.pdf"
    page.pdf(path=file, prefer_css_page_size=True)
    done = subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True, check=True)
    words = " ".join(done.stdout.split())
    assert PASSAGE in words
    assert stage.passage(PASSAGE).public_id in words.replace(" ", "")
    assert "Zum Inhalt springen" not in words
    assert "Anmelden" not in words
