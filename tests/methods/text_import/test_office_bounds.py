"""Small files that would cost much: what they ask for is bounded, and no word of them is lost."""

from __future__ import annotations

import pytest

from mitmachstadt.methods.text_import import (
    Document,
    Format,
    ImportRefused,
    convert,
    read_document,
)
from mitmachstadt.methods.text_import.office import builder
from tests import office


def read(data: bytes, name: str) -> Document:
    converted = convert(data, name=name)
    assert converted is not None
    return read_document(converted.text, format=Format.STRUCTURED)


def texts(document: Document) -> list[str]:
    return [item.text for section in document.sections for item in section.passages]


def noted(body: str, notes: dict[str, str]) -> bytes:
    """A DOCX file with these footnotes by id."""
    part = "".join(
        f'<w:footnote w:id="{name}"><w:p>{words}</w:p></w:footnote>'
        for name, words in notes.items()
    )
    more = {"word__footnotes.xml": office.word("footnotes", part)}
    return office.docx_of(f"<w:p>{body}</w:p>", **more)


def words(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


refer = '<w:r><w:footnoteReference w:id="{}"/></w:r>'.format


def test_footnote_inside_itself_is_read_once() -> None:
    data = noted(words("Satz.") + refer(1), {"1": words("Quelle") + refer(1) + refer(1)})
    assert texts(read(data, "x.docx")) == ["Satz.¹", "¹ Quelle¹¹"]


def test_footnotes_in_each_other_are_read_once_each() -> None:
    notes = {"1": words("eins") + refer(2) * 2, "2": words("zwei") + refer(1) * 2}
    data = noted(words("Satz.") + refer(1), notes)
    assert texts(read(data, "x.docx")) == ["Satz.¹", "¹ eins²²", "² zwei¹¹"]


def test_chain_of_many_footnotes_is_read_to_the_last_word() -> None:
    notes = {f"{n}": words(f"Nummer{n}") + refer(n + 1) for n in range(1, 300)}
    data = noted(words("Satz.") + refer(1), {**notes, "300": words("Ende")})
    found = texts(read(data, "x.docx"))
    assert len(found) == 301
    assert found[-1].endswith("Ende")


def test_footnote_to_which_nothing_refers_is_reported() -> None:
    data = noted(words("Satz."), {"1": words("Quelle")})
    document = read(data, "x.docx")
    assert texts(document) == ["Satz."]
    assert [flag.excerpt for flag in document.report.flags] == ["Quelle"]


def test_two_references_to_one_footnote_have_its_sign() -> None:
    data = noted(words("a") + refer(7) + words(" b") + refer(7), {"7": words("Quelle")})
    assert texts(read(data, "x.docx")) == ["a¹ b¹", "¹ Quelle"]


def test_footnote_in_a_cell_that_is_nested_deeply_keeps_its_words() -> None:
    depth = builder.DEEPEST
    table = "<w:tbl><w:tr><w:tc>" * depth, "</w:tc></w:tr></w:tbl>" * depth
    body = f"{table[0]}<w:p>{words('tief')}{refer(1)}</w:p>{table[1]}"
    note = f'<w:footnote w:id="1"><w:p>{words("Quelle")}</w:p></w:footnote>'
    more = {"word__footnotes.xml": office.word("footnotes", note)}
    document = read(office.docx_of(body, **more), "x.docx")
    assert "Quelle" in " ".join(texts(document))


def ragged_html(size: int) -> bytes:
    return (f"<table><tr>{'<td>x' * size}</tr>" + "<tr><td>x" * size + "</table>").encode()


def spread_html(cells: int, columns: int) -> bytes:
    return f"<table><tr>{f'<td colspan={columns}>x' * cells}</tr></table>".encode()


def covered_html(columns: int, rows: int) -> bytes:
    above = "<td rowspan=60000>x" * columns
    return f"<table><tr>{above}{'<tr><td>x' * rows}</table>".encode()


def ragged_docx(size: int) -> bytes:
    cell = "<w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc>"
    return office.docx_of(
        f"<w:tbl><w:tr>{cell * size}</w:tr>" + f"<w:tr>{cell}</w:tr>" * size + "</w:tbl>"
    )


def repeated_odt(size: int) -> bytes:
    cell = (
        '<table:table-cell table:number-columns-repeated="64"><text:p>x</text:p></table:table-cell>'
    )
    return office.odt_of(
        f"<table:table><table:table-row>{cell * size}</table:table-row></table:table>"
    )


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (ragged_html(500), "x.html"),
        (spread_html(4_000, 64), "x.html"),
        (covered_html(1_000, 1_000), "x.html"),
        (b"<p>x</p>" + ragged_html(320) * 2, "x.html"),
        (ragged_docx(500), "x.docx"),
        (repeated_odt(4_000), "x.odt"),
    ],
    ids=["ragged", "spread", "covered", "many tables", "docx", "odt"],
)
def test_table_of_mostly_empty_cells_is_refused(data: bytes, name: str) -> None:
    with pytest.raises(ImportRefused) as caught:
        convert(data, name=name)
    assert caught.value.code == "table_too_large"
    assert "Tabelle" in str(caught.value)


def test_filled_cells_do_not_count_as_empty_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builder, "MOST_EMPTY_CELLS", 10)
    row = "<tr>" + "<td>x" * 20
    document = read(f"<table>{row * 20}</table>".encode(), "x.html")
    assert texts(document)[0].count("x") == 400


def test_table_just_under_the_bound_is_padded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builder, "MOST_EMPTY_CELLS", 4)
    document = read(b"<table><tr><td colspan=3>a<td>b<tr><td>c<td>d", "x.html")
    assert texts(document) == ["| a |  |  | b |\n| --- | --- | --- | --- |\n| c | d |  |  |"]
    with pytest.raises(ImportRefused):
        convert(b"<table><tr><td colspan=3>a<td>b<tr><td>c", name="x.html")


def test_cells_below_one_of_several_rows_stay_in_their_columns() -> None:
    page = (
        b"<table><tr><td>a<td rowspan=2 colspan=2>b<td>c<tr><td>d<td>e<tr><td>f<td>g<td>h<td>i"
        b"<tr><td rowspan=9>j</table>"
    )
    assert texts(read(page, "x.html"))[0].split("\n") == [
        "| a | b |  | c |", "| --- | --- | --- | --- |",
        "| d |  |  | e |", "| f | g | h | i |", "| j |  |  |  |",
    ]  # fmt: skip


def test_odt_footnotes_in_each_other_come_to_an_end_with_every_word() -> None:
    depth = 155
    inside = "<text:p>innen</text:p>"
    for number in range(depth):
        inside = (
            f"<text:p>Wort{number}<text:note><text:note-body>{inside}</text:note-body></text:note>"
            "</text:p>"
        )
    found = " ".join(texts(read(office.odt_of(inside), "x.odt")))
    assert "innen" in found
    assert all(f"Wort{number}" in found for number in range(depth))


def test_what_is_nested_too_deeply_keeps_deleted_words_out() -> None:
    depth = builder.DEEPEST + 1
    inside = f"<w:p>{words('tief')}<w:del><w:r><w:delText>weg</w:delText></w:r></w:del></w:p>"
    body = "<w:tbl><w:tr><w:tc>" * depth + inside + "</w:tc></w:tr></w:tbl>" * depth
    (found,) = texts(read(office.docx_of(body), "x.docx"))
    assert found == "tief"
