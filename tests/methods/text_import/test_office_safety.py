"""Files that are not what they say, or that want to do harm: refused with a sentence."""

from __future__ import annotations

import io
import zipfile

import pytest

from mitmachstadt.methods.text_import import Format, ImportRefused, convert, read_document
from mitmachstadt.methods.text_import.office import archive
from tests import office
from tests.office import Par

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF"
SHEET = (
    '<Types xmlns="x"><Override PartName="/xl/workbook.xml" ContentType="'
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)


def refused(data: bytes, name: str = "x.docx") -> ImportRefused:
    with pytest.raises(ImportRefused) as caught:
        convert(data, name=name)
    return caught.value


@pytest.mark.parametrize(
    ("name", "data", "code", "words"),
    [
        ("plan.odt", JPEG, "other_file", "JPEG-Bild"),
        ("plan.docx", b"Nur Text", "other_file", "plan.docx"),
        ("plan.txt", b"%PDF-1.7", "pdf_file", "DOCX"),
        ("plan.doc", OLE + b"x" * 600, "old_word_file", "als DOCX"),
        ("plan.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted", "ohne Passwort"),
        ("plan.rtf", b"{\\rtf1", "rtf_file", "als DOCX oder ODT"),
        ("plan.zip", office.zipped({"a.txt": "x"}), "other_file", "ZIP-Archiv"),
        ("t.docx", office.zipped({"[Content_Types].xml": SHEET}), "other_office_file", "Tabelle"),
        ("plan.docx", b"PK\x03\x04" + b"x" * 80, "damaged_archive", "beschädigt"),
        ("leer.docx", office.docx_of(""), "empty_document", "keinen Text"),
    ],
)
def test_file_of_another_kind_is_refused_with_what_to_do(name, data, code, words) -> None:
    refusal = refused(data, name)
    assert refusal.code == code
    assert words in str(refusal)


def test_encrypted_odt_is_refused() -> None:
    manifest = "<manifest><encryption-data/></manifest>"
    data = office.odt_of("<text:p>x</text:p>", **{"META-INF__manifest.xml": manifest})
    assert refused(data).code == "encrypted"


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY e "&a;&a;&a;">]>',
        '<!DOCTYPE x SYSTEM "http://example.org/x.dtd">',
    ],
    ids=["external", "nested", "dtd"],
)
def test_entities_and_document_types_are_refused(declaration: str) -> None:
    body = office.word("document", "<w:body><w:p><w:r><w:t>x</w:t></w:r></w:p></w:body>")
    data = office.docx_of("", document=declaration + body)
    assert refused(data).code == "forbidden_entities"
    content = declaration + office.odf("document-content", "<office:body/>")
    assert refused(office.odt_of("", **{"content.xml": content})).code == "forbidden_entities"


def test_zip_bomb_is_refused_before_it_is_inflated(monkeypatch: pytest.MonkeyPatch) -> None:
    data = office.docx_of("", document=b" " * (archive.SMALL * 8))
    assert len(data) < 100_000
    monkeypatch.setattr(zipfile.ZipExtFile, "read", _never_large)
    assert refused(data).code == "archive_too_large"


_read = zipfile.ZipExtFile.read


def _never_large(stream: zipfile.ZipExtFile, size: int = -1) -> bytes:
    content = _read(stream, size)
    assert len(content) < archive.SMALL
    return content


def test_many_parts_that_are_small_alone_are_bounded_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(archive, "LARGEST_PART", 2_000)
    assert refused(office.docx([Par("Wort " * 300)])).code == "archive_too_large"


def test_archive_with_too_many_parts_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_PARTS", 5)
    assert refused(office.docx([Par("x")])).code == "archive_too_large"


def test_endless_nesting_is_refused() -> None:
    deep = "<w:sdt>" * 600 + "</w:sdt>" * 600
    assert refused(office.docx_of(deep)).code == "archive_too_large"


def test_tables_in_tables_in_tables_are_read_to_the_last_word() -> None:
    body = "".join(f"<w:tbl><w:tr><w:tc>{office.paragraph(f'a{n}')}" for n in range(90))
    body += "</w:tc></w:tr></w:tbl>" * 90
    converted = convert(office.docx_of(body), name="x.docx")
    assert converted is not None
    document = read_document(converted.text, format=Format.STRUCTURED)
    words = " ".join(item.text for section in document.sections for item in section.passages)
    assert all(f"a{n}" in words.split() for n in range(90))


def test_macros_are_never_read_and_reported() -> None:
    body = office.paragraph("Text")
    data = office.docx_of(body, **{"word__vbaProject.bin": b"Sub AutoOpen()"})
    converted = convert(data, name="x.docm")
    assert converted is not None
    assert "AutoOpen" not in converted.text
    assert "r macros_ignored" in converted.text


def test_addresses_outside_are_reported_and_not_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("something was fetched")

    monkeypatch.setattr("socket.socket.connect", never)
    rels = office.relations(
        {"r1": ("attachedTemplate", "https://example.org/evil.dotm")}, external=["r1"]
    )
    data = office.docx_of(office.paragraph("x"), **{"word___rels__document.xml.rels": rels})
    converted = convert(data, name="x.docx")
    assert converted is not None
    assert "r external_reference 1" in converted.text


def test_wrong_ending_does_not_matter_when_the_bytes_are_a_document() -> None:
    converted = convert(office.docx([Par("Text")]), name="plan.txt")
    assert converted is not None
    assert converted.kind == "docx"


def test_damaged_part_inside_a_sound_archive_is_a_refusal() -> None:
    data = bytearray(office.docx([Par("Wort " * 2000)]))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as opened:
        start = opened.getinfo("word/document.xml").header_offset
    data[start + 60 : start + 90] = b"\xff" * 30
    assert refused(bytes(data)).code == "damaged_archive"


@pytest.mark.parametrize("encoding", ["foo", "shift_jis", "utf-32", "x\x00"])
@pytest.mark.parametrize("write", ["docx", "odt"])
def test_xml_in_an_encoding_that_cannot_be_read_is_a_refusal(encoding: str, write: str) -> None:
    declaration = f'<?xml version="1.0" encoding="{encoding}"?>'
    if write == "docx":
        data = office.docx_of("", document=declaration + office.word("document", "<w:body/>"))
    else:
        content = declaration + office.odf("document-content", "<office:body/>")
        data = office.odt_of("", **{"content.xml": content})
    assert refused(data).code == "damaged_archive"


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
@pytest.mark.parametrize("damaged", [False, True])
def test_part_in_another_packing_is_refused_before_it_is_inflated(
    method: int, damaged: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as opened:
        opened.writestr("[Content_Types].xml", b"Wort " * 2000)
    data = bytearray(buffer.getvalue())
    if damaged:
        data[70:90] = b"\xff" * 20
    monkeypatch.setattr(zipfile.ZipFile, "open", None)
    assert refused(bytes(data)).code == "damaged_archive"


def test_name_of_a_part_that_is_no_text_is_a_refusal() -> None:
    data = office.zipped({"[Content_Types].xml": SHEET, "ä": "x"})
    assert refused(data.replace("ä".encode(), b"\xff\xfe")).code == "damaged_archive"


@pytest.mark.parametrize(
    "page",
    ["<div>" * 5_000 + "x", "<table><tr><td>" * 3_000 + "x", "<ul><li>" * 5_000 + "x",
     "<b>" * 5_000 + "x", "<!--" * 5_000 + "x", "<p " * 20_000, "&" * 100_000 + "x"],
    ids=range(7),
)  # fmt: skip
def test_hostile_html_is_read_or_refused_in_time(page: str) -> None:
    try:
        converted = convert(f"<html><p>x</p>{page}".encode(), name="x.html")
    except ImportRefused:
        return
    assert converted is not None
    assert read_document(converted.text, format=Format.STRUCTURED).report.account.is_complete
