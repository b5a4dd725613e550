"""A text is pasted from a word processor; what it was made of goes along."""

import pytest
from playwright.sync_api import Page, expect

from mitmachstadt.strategy.models import Edition
from mitmachstadt.strategy.queries import placed_sections
from tests.journeys.conftest import Axe, SignedIn
from tests.journeys.stage import OFFICE, Stage

# As Word puts it on the clipboard: list items are paragraphs, their signs are words to ignore.
SIGN = """<span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span>"""
ITEM = f"<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>{SIGN}"
WORD = f"""\
<html xmlns:w="urn:schemas-microsoft-com:office:word"><head><style><!-- p.MsoNormal
{{margin:0cm}} --></style></head><body lang=DE><!--StartFragment-->
<h1>Leitbild</h1>
<h2>Verkehr</h2>
<p class=MsoNormal>Wege werden <b>sicher</b>.</p>
{ITEM}zu
Fuß</p>
{ITEM}mit dem Rad</p>
<table><tr><td>Jahr</td><td>Zahl</td></tr><tr><td>2025</td><td>12</td></tr></table>
<!--EndFragment--></body></html>
"""
WORDS = "Leitbild\nVerkehr\nWege werden sicher.\n·\tzu Fuß\n·\tmit dem Rad\nJahr\tZahl\n2025\t12\n"
PASTE = """(field, [html, plain]) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/html", html);
    clipboardData.setData("text/plain", plain);
    const options = { clipboardData, bubbles: true, cancelable: true };
    field.dispatchEvent(new ClipboardEvent("paste", options));
}"""


@pytest.fixture
def form(signed_in: SignedIn, stage: Stage) -> Page:
    """The form for a new text, with Word's clipboard pasted into it."""
    desk = signed_in(OFFICE)
    desk.goto("/de/buero/texte/neu/")
    desk.get_by_label("Titel des neuen Dokuments").fill("Leitbild")
    desk.get_by_label("Bezeichnung der Fassung").fill("Aus Word")
    field = desk.get_by_label("oder Text einfügen")
    field.focus()
    field.evaluate(PASTE, [WORD, WORDS])
    expect(field).to_have_value(WORDS)
    return desk


def draft_of(desk: Page) -> Edition:
    desk.get_by_role("button", name="Einlesen").click()
    expect(desk.get_by_role("heading", name="Vollständigkeit")).to_be_visible()
    return Edition.objects.get(label="Aus Word")


def test_text_from_a_word_processor_keeps_its_structure(form: Page, axe: Axe) -> None:
    told = form.locator("[data-pasted]")
    expect(told).to_contain_text("Überschriften: 2, Listenpunkte: 2, Tabellen: 1")
    axe(form)
    sections = placed_sections(draft_of(form))
    assert [(s.level, s.title) for s in sections] == [(1, "Leitbild"), (2, "Verkehr")]
    passages = [(p.form, p.text) for s in sections for p in s.passages]
    assert passages[:3] == [
        ("paragraph", "Wege werden **sicher**."), ("bullet", "zu Fuß"), ("bullet", "mit dem Rad"),
    ]  # fmt: skip
    assert passages[3][0] == "table"


def test_text_that_was_changed_after_pasting_is_read_as_its_words_alone(form: Page) -> None:
    form.get_by_label("oder Text einfügen").press_sequentially("!")
    expect(form.locator("[data-pasted]")).to_contain_text("es gilt nur der Wortlaut")
    texts = [p.text for s in placed_sections(draft_of(form)) for p in s.passages]
    assert "Leitbild" in " ".join(texts)
