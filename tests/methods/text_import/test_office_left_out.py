"""What stays out of a text that is read in: never public, never without a line in the report."""

from __future__ import annotations

import pytest

from mitmachstadt.methods.text_import import describe
from tests import office
from tests.methods.text_import.test_office import (
    docx,
    forms,
    html,
    read,
    reported,
    run,
    text,
    texts,
)

DIAGRAM = (
    '<w:drawing><wp:inline xmlns:wp="urn:wp"><wp:docPr descr="Verkehr 2030"/>'
    '<c:chart xmlns:c="urn:c" r:id="r7"/></wp:inline></w:drawing>'
)


@pytest.mark.parametrize(
    "page",
    [
        "<ol><li>eins<li style='display:none'>geheim</li><li>zwei</ol>",
        "<ul><li>eins<li hidden>geheim<ul><li>auch</ul></li></ul>",
        "<table><tr><td>eins<td>zwei<tr hidden><td>geheim<td>x</table>",
        "<table><tr><td>eins<td>zwei<td style='visibility:hidden'>geheim</table>",
        "<table><tr><td>eins<td>zwei<tbody hidden><tr><td>geheim</table>",
        "<table><caption hidden>geheim</caption><tr><td>eins<td>zwei</table>",
        "<pre>eins <span hidden>geheim</span>zwei</pre>",
        "<table><tr><td>" * 41 + "eins<p hidden>geheim",
    ],
)
def test_hidden_parts_of_html_stay_out_and_are_reported(page: str) -> None:
    document = html(f"<html><p>Davor.</p>{page}")
    assert "eins" in " ".join(texts(document))
    assert "geheim" not in " ".join(texts(document))
    (found,) = reported(document, "hidden_text")
    assert "geheim" in found


def test_hidden_item_of_a_list_is_not_counted() -> None:
    document = html("<html><ol><li>eins<li hidden>geheim<li>zwei</ol>")
    assert [item[1] for item in forms(document)] == ["1.", "2."]


def test_hidden_section_of_odt_stays_out_and_is_reported() -> None:
    document = read(
        office.odt_of(
            "<text:p>Text.</text:p>"
            '<text:section text:display="none"><text:p>geheim</text:p></text:section>'
            '<text:section text:display="condition" text:is-hidden="true"><text:p>auch</text:p>'
            '</text:section><text:section text:display="true"><text:p>Ende.</text:p></text:section>'
        )
    )
    assert texts(document) == ["Text.", "Ende."]
    assert reported(document, "hidden_text") == ["geheim", "auch"]


def test_diagram_is_reported_with_its_description() -> None:
    document = docx(f"<w:p>{run(text('Text.'))}{run(DIAGRAM)}</w:p>")
    assert texts(document) == ["Text."]
    assert reported(document, "image") == ["Verkehr 2030"]
    assert "(Anzahl: 1)" in describe(document.report.flags[-1])


def test_diagram_of_odt_without_a_picture_of_it_is_reported() -> None:
    frame = "<draw:frame><draw:object/><svg:desc>Verkehr 2030</svg:desc></draw:frame>"
    document = read(office.odt_of(f"<text:p>Text.{frame}</text:p>"))
    assert texts(document) == ["Text."]
    assert reported(document, "image") == ["Verkehr 2030"]


def test_words_in_one_of_two_variants_are_read_once() -> None:
    choices = "<mc:Choice>{0}</mc:Choice><mc:Fallback>{0}</mc:Fallback>".format
    both = '<mc:AlternateContent xmlns:mc="urn:mc">{}</mc:AlternateContent>'.format
    inside = run(text("eins ")) + both(choices(run(text("zwei "))))
    document = docx(f"<w:p>{inside}{run(both(choices(text('drei'))))}</w:p>")
    assert texts(document) == ["eins zwei drei"]


def test_inserted_document_and_unknown_blocks_are_reported() -> None:
    math = '<m:oMathPara xmlns:m="urn:m"><m:r><m:t>a+b</m:t></m:r></m:oMathPara>'
    rels = office.relations({"r8": ("aFChunk", "teil.html")})
    body = office.paragraph("Text.") + '<w:altChunk r:id="r8"/><w:bookmarkStart w:id="1"/>' + math
    document = docx(body, **{"word___rels__document.xml.rels": rels})
    assert texts(document) == ["Text."]
    assert reported(document, "unread_part") == ["word/teil.html", "a+b"]
