"""What is read from DOCX, ODT and HTML, and what stays out and is reported."""

from __future__ import annotations

import pytest

from mitmachstadt.methods.text_import import (
    Document,
    Form,
    Format,
    convert,
    read_document,
)
from tests import office
from tests.office import Heading, Item, List, Par, Table


def read(data: bytes, name: str = "x.html") -> Document:
    converted = convert(data, name=name)
    assert converted is not None
    document = read_document(converted.text, format=Format.STRUCTURED)
    assert document.report.account.is_complete
    return document


def docx(body: str, **more: str | bytes) -> Document:
    return read(office.docx_of(body, **more), "x.docx")


def html(body: str) -> Document:
    return read(body.encode())


def forms(document: Document) -> list[tuple[Form, str, int, str]]:
    return [
        (item.form, item.marker, item.depth, item.text)
        for section in document.sections
        for item in section.passages
    ]


def texts(document: Document) -> list[str]:
    return [item[3] for item in forms(document)]


def reported(document: Document, code: str) -> list[str]:
    return [flag.excerpt for flag in document.report.flags if flag.code == code]


run = "<w:r>{}</w:r>".format
text = '<w:t xml:space="preserve">{}</w:t>'.format
UP = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
PICTURE = '<w:drawing><a:x xmlns:a="urn:a"><a:docPr descr="Stadtplan"/><a:blip/></a:x></w:drawing>'
NOTES = "".join(
    f'<w:footnote w:id="{n}">{office.paragraph(words)}</w:footnote>'
    for n, words in ((1, "eins"), (2, "zwei"))
)
WRITERS = [office.docx, office.odt, office.html]


@pytest.mark.parametrize("write", WRITERS)
def test_headings_lists_and_tables_are_read_alike(write) -> None:
    deep = List([Item("tief")], numbered=True)
    table = Table([[[Par("Ziel")], [Par("Frist")]], [[Par("Wege")], [Par("2027")]]])
    blocks = [
        Heading("Grünbuch"), Par("Vorwort."), Heading("Ziele", 2),
        List([Item("eins", [deep]), Item("zwei")]), List([Item("a"), Item("b")], True), table,
    ]  # fmt: skip
    document = read(write(blocks))
    assert [(s.level, s.number, s.title) for s in document.sections] == [
        (1, "", "Grünbuch"), (2, "", "Ziele"),
    ]  # fmt: skip
    assert forms(document) == [
        (Form.PARAGRAPH, "", 0, "Vorwort."),
        (Form.BULLET, "•", 1, "eins"),
        (Form.NUMBERED, "1.", 2, "tief"),
        (Form.BULLET, "•", 1, "zwei"),
        (Form.NUMBERED, "1.", 1, "a"),
        (Form.NUMBERED, "2.", 1, "b"),
        (Form.TABLE, "", 0, "| Ziel | Frist |\n| --- | --- |\n| Wege | 2027 |"),
    ]


@pytest.mark.parametrize("write", WRITERS)
def test_table_inside_a_list_inside_a_table_loses_nothing(write) -> None:
    inner = Table([[[Par("innen1")], [Par("innen2")]]])
    cell = [Par("davor"), List([Item("Punkt", [inner])]), Par("danach")]
    document = read(write([Table([[cell, [Par("daneben")]]])]))
    (words,) = texts(document)
    for word in ("davor", "Punkt", "innen1", "innen2", "danach", "daneben"):
        assert words.count(word) == 1
    assert len(reported(document, "table_in_table")) == 1


@pytest.mark.parametrize("write", [office.docx, office.odt])
def test_footnotes_stand_at_the_end_of_their_section(write) -> None:
    blocks = [Heading("A"), Par("Satz.", note="Quelle"), Par("Noch einer."), Heading("B"), Par("b")]
    assert texts(read(write(blocks))) == ["Satz.¹", "Noch einer.", "¹ Quelle", "b"]


def test_footnote_of_a_heading_stands_in_its_own_section() -> None:
    note = '<w:r><w:footnoteReference w:id="{}"/></w:r>'.format
    title = '<w:pStyle w:val="berschrift1"/>'
    body = office.paragraph("Satz.", after=note(1)) + office.paragraph("B", title, after=note(2))
    document = docx(
        body + office.paragraph("b"), **{"word__footnotes.xml": office.word("footnotes", NOTES)}
    )
    assert texts(document) == ["Satz.¹", "¹ eins", "b", "² zwei"]
    sign = "<text:note><text:note-body><text:p>{}</text:p></text:note-body></text:note>".format
    body = f"<text:p>Satz.{sign('eins')}</text:p><text:h>B{sign('zwei')}</text:h><text:p>b</text:p>"
    assert texts(read(office.odt_of(body))) == ["Satz.¹", "¹ eins", "b", "² zwei"]


def test_what_is_indented_after_an_item_of_a_list_in_docx_belongs_to_it() -> None:
    place = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'
    cells = "<w:tr>" + f"<w:tc>{office.paragraph('x')}</w:tc>" * 2 + "</w:tr>"
    table = "<w:tbl><w:tblPr>{}</w:tblPr>" + cells + "</w:tbl>"
    indent = '<w:tblInd w:w="{}" w:type="dxa"/>'.format
    body = [
        table.format(indent(340)), office.paragraph("Punkt", place),
        office.paragraph("weiter", '<w:ind w:left="720"/>'), table.format(indent(340)),
        table.format(indent(0)), office.paragraph("Rand"),
        office.paragraph("allein", '<w:ind w:left="720"/>'),
    ]  # fmt: skip
    document = read(office.docx_of("".join(body), lists=[False]), "x.docx")
    assert [item[2] for item in forms(document)] == [0, 2, 2, 2, 0, 0, 0]


@pytest.mark.parametrize("write", WRITERS)
def test_heading_of_4000_characters_is_read_whole_and_doubted(write) -> None:
    title = " ".join(["lang"] * 800)
    document = read(write([Heading(title), Par("Text.")]))
    assert document.sections[0].title == title
    assert reported(document, "uncertain_heading")


@pytest.mark.parametrize("write", WRITERS)
def test_short_bold_lines_are_headings_only_where_nothing_else_is(write) -> None:
    lines = [Par("Unsere Ziele", bold=True), Par("Ein Satz, der nicht fett ist.")]
    document = read(write(lines))
    assert [s.title for s in document.sections] == ["Unsere Ziele"]
    assert len(reported(document, "uncertain_heading")) == 1
    document = read(write([Heading("Titel"), *lines]))
    assert [s.title for s in document.sections] == ["Titel"]
    assert texts(document)[0] == "**Unsere Ziele**"


@pytest.mark.parametrize("name", ["Überschrift 2", "heading 2", "Heading 2"])
def test_headings_are_known_by_localised_names_of_styles(name: str) -> None:
    styles = office.word(
        "styles",
        f'<w:style w:type="paragraph" w:styleId="X"><w:name w:val="{name}"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Y"><w:name w:val="Eigene"/>'
        '<w:basedOn w:val="X"/></w:style>',
    )
    body = office.paragraph("Ziele", '<w:pStyle w:val="Y"/>')
    (section,) = docx(body, styles=styles).sections
    assert (section.level, section.title) == (2, "Ziele")


def test_numbers_of_lists_and_headings_are_those_that_word_shows() -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{shown}"/></w:lvl>'
        for n, start, form, shown in [(0, 3, "decimal", "%1."), (1, 1, "lowerLetter", "%1.%2)")]
    )
    numbering = office.word(
        "numbering",
        f'<w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>'
        '<w:num w:numId="5"><w:abstractNumId w:val="7"/></w:num>',
    )
    place = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="5"/></w:numPr>'.format
    body = "".join(office.paragraph("x", place(n)) for n in (0, 1, 1, 0, 1))
    body += office.paragraph("Kapitel", f'<w:outlineLvl w:val="0"/>{place(0)}')
    document = docx(body, numbering=numbering)
    assert [item[1] for item in forms(document)] == ["3.", "3.a)", "3.b)", "4.", "4.a)"]
    assert document.sections[-1].number == "5"


def test_emphasis_and_links_are_kept_and_stars_inside_words_are_letters() -> None:
    rels = office.relations({"r9": ("hyperlink", "https://example.org/a(b)")}, external=["r9"])
    body = (
        f"<w:p>{run(text('Für '))}{run('<w:rPr><w:b/></w:rPr>' + text('alle '))}"
        f"{run('<w:rPr><w:i/></w:rPr>' + text('Bürger*innen'))}{run(text(', Nutzer*innen '))}"
        f'<w:hyperlink r:id="r9">{run(text("hier"))}</w:hyperlink>'
        f"{run(text(' m'))}{run(UP + text('2'))}</w:p>"
    )
    document = docx(body, **{"word___rels__document.xml.rels": rels})
    assert texts(document) == [
        "Für **alle** *Bürger*innen*, Nutzer*innen [hier](https://example.org/a%28b%29) m²"
    ]


def test_accepted_text_is_read_and_deleted_text_reported() -> None:
    body = (
        f"<w:p>{run(text('Wir bauen '))}<w:del>{run('<w:delText>keine</w:delText>')}</w:del>"
        f"<w:ins>{run(text('viele'))}</w:ins>{run(text(' Wege.'))}</w:p>"
        f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run(text('Geteilter '))}</w:p>"
        f"<w:p>{run(text('Satz.'))}</w:p>"
    )
    document = docx(body)
    assert texts(document) == ["Wir bauen viele Wege.", "Geteilter Satz."]
    assert reported(document, "deleted_text") == ["keine"]


def test_comments_headers_pictures_and_hidden_text_stay_out_and_are_reported() -> None:
    body = (
        f"<w:p>{run(text('Text.'))}{run(PICTURE)}"
        f"{run('<w:rPr><w:vanish/></w:rPr>' + text('geheim'))}</w:p>"
    )
    rels = office.relations({"c": ("comments", "comments.xml"), "h": ("header", "header1.xml")})
    parts = {
        "word___rels__document.xml.rels": rels,
        "comments": office.word(
            "comments", f'<w:comment w:author="Ada"><w:p>{run(text("Warum?"))}</w:p></w:comment>'
        ),
        "header1": office.word("hdr", f"<w:p>{run(text('Stand Mai'))}</w:p>"),
    }
    document = docx(body, **parts)
    assert texts(document) == ["Text."]
    for code, words in (
        ("image", "Stadtplan"), ("hidden_text", "geheim"), ("comment", "Warum?"),
        ("header_footer", "Stand Mai"),
    ):  # fmt: skip
        assert reported(document, code) == [words]


def test_text_boxes_are_read_once_though_word_writes_them_twice() -> None:
    box = f"<w:txbxContent><w:p>{run(text('Kasten'))}</w:p></w:txbxContent>"
    both = (
        '<mc:AlternateContent xmlns:mc="urn:mc"><mc:Choice><w:drawing>'
        f"{box}</w:drawing></mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback>"
        "</mc:AlternateContent>"
    )
    document = docx(f"<w:p>{run(text('Davor.') + both)}</w:p>")
    assert texts(document) == ["Davor.", "Kasten"]
    assert reported(document, "text_box") == ["Kasten"]


def test_odt_keeps_deletions_comments_and_hidden_text_out() -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>weg</text:p>"
        "</text:deletion></text:changed-region></text:tracked-changes>"
        "<text:p>Ein<text:s/>Wort<office:annotation><dc:creator>Ada</dc:creator>"
        '<text:p>Warum?</text:p></office:annotation> <text:span text:style-name="H">geheim'
        "</text:span>mehr<text:line-break/>Zeile</text:p>"
    )
    document = read(office.odt_of(body))
    assert texts(document) == ["Ein Wort mehr Zeile"]
    for code, words in (("deleted_text", "weg"), ("comment", "Warum?"), ("hidden_text", "geheim")):
        assert reported(document, code) == [words]


def test_html_drops_scripts_and_hidden_text_and_says_so() -> None:
    document = html(
        "<html><head><title>T</title><style>p{}</style></head><body><script>alert(1)</script>"
        '<p>Text <a href="javascript:alert(1)">hier</a></p><p style="display:none">geheim</p>'
    )
    assert texts(document) == ["Text hier"]
    codes = {flag.code for flag in document.report.flags}
    assert {"script_removed", "style_removed", "script_link", "hidden_text"} <= codes


def test_html_that_forgets_and_crosses_tags_loses_no_word() -> None:
    document = html("<html><p>eins<p>zwei<ul><li>drei<li>vier</ul><table><tr><td>fünf<td>sechs"
                    "<tr>sieben</table><b>acht<p>neun</b> zehn")  # fmt: skip
    words = " ".join([*texts(document), *(section.title for section in document.sections)])
    for word in "eins zwei drei vier fünf sechs sieben acht neun zehn".split():
        assert words.count(word) == 1


WORD_CLIPBOARD = """\
<html><body><!--StartFragment--><h1>Ziele<o:p></o:p></h1>
<p class=MsoListParagraphCxSpFirst style='margin-left:36.0pt;mso-list:l0 level1 lfo1'>
<![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp;&nbsp; </span></span><![endif]>Netz
für alle<o:p></o:p></p>
<p class=MsoListParagraph style='mso-list:l1 level2 lfo2'><![if !supportLists]><span
style='mso-list:Ignore'>a)<span>&nbsp; </span></span><![endif]><b>Schulen</b></p>
<p class=MsoNormal>Ende<!--EndFragment--></p></body></html>"""


def test_lists_from_the_clipboard_of_word_are_lists() -> None:
    document = html(WORD_CLIPBOARD)
    assert [s.title for s in document.sections] == ["Ziele"]
    assert forms(document) == [
        (Form.BULLET, "•", 1, "Netz für alle"),
        (Form.NUMBERED, "a)", 2, "**Schulen**"),
        (Form.PARAGRAPH, "", 0, "Ende"),
    ]
