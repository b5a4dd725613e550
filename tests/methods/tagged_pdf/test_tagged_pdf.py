"""A PDF that can be read aloud: words, roles, language, and pages that lose nothing."""

import re
from datetime import date
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mitmachstadt.methods.tagged_pdf import (
    Fonts,
    FontUnreadable,
    Heading,
    Items,
    Paragraph,
    Rows,
    laid_out,
    made_pdf,
    read_font,
)
from mitmachstadt.methods.tagged_pdf.layout import HEIGHT, RIGHT, WIDTH, wrapped
from tests.methods.tagged_pdf.reading import objects, pages, roles

FOLDER = files("mitmachstadt.kernel") / "fonts"
REGULAR, BOLD = (
    read_font((FOLDER / f"fira-sans-latin-{name}.ttf").read_bytes())
    for name in ("regular", "semibold")
)
FONTS = Fonts(REGULAR, BOLD)
DAY = date(2026, 11, 21)
BLOCKS = (
    Heading("Über Größe"),
    Paragraph("Straße, Öl, „Zitat“ – 1,3 Mio. €"),
    Heading("Liste", 2),
    Items(("eins", "zwei")),
    Rows((("Art", "Zahl"), ("zentral", "7"))),
)


def pdf(blocks=BLOCKS, **rest) -> bytes:
    return made_pdf(blocks, FONTS, title="Bericht „Größe“", language="de", day=DAY, **rest)


def test_words_come_back_with_umlauts_quotes_and_signs():
    said = pages(pdf(footer="Stadt"))
    assert len(said) == 1
    for words in (
        "Über Größe",
        "Straße, Öl, „Zitat“ – 1,3 Mio. €",
        "eins",
        "zentral",
        "Stadt  1 / 1",
    ):
        assert words in said[0].split("\n")


def test_roles_are_those_of_the_blocks():
    item = ["LI", "Lbl", "LBody"]
    assert roles(pdf()) == [
        "Document", "H1", "P", "H2", "L", *item, *item,
        "Table", "TR", "TH", "TH", "TR", "TH", "TD",
    ]  # fmt: skip


def test_document_says_its_language_its_title_and_that_it_is_tagged():
    whole = pdf()
    root = next(c for c in objects(whole).values() if b"/Type /Catalog" in c)
    assert b"/Lang (de)" in root and b"/Marked true" in root and b"/DisplayDocTitle true" in root
    assert "Bericht „Größe“".encode("utf-16-be").hex().encode() in whole


def test_every_text_is_in_the_tree_and_page_numbers_are_not():
    whole = pdf(footer="Stadt")
    known = objects(whole)
    parents = next(c for c in known.values() if b"/Nums" in c)
    assert len(re.findall(rb"\d+ 0 R", parents)) == 11  # lines: 3 blocks, 4 of the list, 4 cells


def test_same_blocks_make_the_same_bytes_and_others_do_not():
    assert pdf() == pdf()
    assert pdf() != pdf((*BLOCKS, Paragraph("mehr")))


def test_letters_get_smaller_before_there_is_a_third_page():
    many = tuple(Paragraph(f"Absatz {number}") for number in range(110))
    assert len(pages(pdf(many))) == 3
    assert len(pages(pdf(many, most_pages=2))) == 2


def test_what_does_not_fit_at_all_gets_more_pages_and_loses_nothing():
    many = tuple(Paragraph(f"Absatz {number}") for number in range(900))
    said = "\n".join(pages(pdf(many, most_pages=2)))
    assert all(f"Absatz {number}" in said.split("\n") for number in range(900))


def test_heading_stays_with_what_follows():
    for count in range(30, 70):
        blocks = (*[Paragraph("x")] * count, Heading("Kopf", 2), Paragraph("Fuß"))
        for page in pages(pdf(blocks)):
            assert ("Kopf" in page) == ("Fuß" in page)


def test_letter_that_the_font_lacks_is_a_box_and_breaks_nothing():
    assert pages(pdf((Paragraph("A 漢 B"),)))[0].startswith("A ? B")


@given(st.text(max_size=400), st.floats(7, 20), st.floats(40, 500))
def test_wrapped_lines_fit_and_keep_every_letter(text, size, wide):
    lines = wrapped(text, REGULAR, size, wide)
    assert "".join(lines).replace(" ", "") == "".join(text.split())
    assert all(REGULAR.width(line, size) <= wide or len(line) == 1 for line in lines)


@settings(max_examples=30)
@given(st.lists(st.lists(st.text(max_size=60), min_size=3, max_size=3), min_size=1, max_size=20))
def test_nothing_stands_outside_the_page(rows):
    blocks = (Rows(tuple(map(tuple, rows))), Items(tuple(row[0] for row in rows)))
    for page in laid_out(blocks, REGULAR, BOLD, size=9.0):
        for run in page.runs:
            font = BOLD if run.bold else REGULAR
            assert (
                0 < run.y < HEIGHT and run.x + font.width(run.text, run.size) <= WIDTH - RIGHT + 1
            )


@pytest.mark.parametrize("data", [b"", b"no font at all, but long enough to be read", b"\0" * 99])
def test_what_is_no_font_is_refused(data):
    with pytest.raises(FontUnreadable):
        read_font(data)
