"""Writes small DOCX, ODT and HTML files of the same content, for tests and measurements.

A document is a list of blocks: Heading, Par, List and Table, which hold each other.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_ODF = "urn:oasis:names:tc:opendocument:xmlns"
ODT_TYPE = "application/vnd.oasis.opendocument.text"


@dataclass(frozen=True)
class Par:
    """A paragraph; bold makes all of it bold, note hangs a footnote at its end."""

    text: str
    bold: bool = False
    note: str = ""


@dataclass(frozen=True)
class Heading:
    text: str
    level: int = 1


@dataclass(frozen=True)
class Item:
    text: str
    inside: Sequence[Block] = ()


@dataclass(frozen=True)
class List:
    items: Sequence[Item]
    numbered: bool = False


@dataclass(frozen=True)
class Table:
    """Rows of cells of blocks."""

    rows: Sequence[Sequence[Sequence[Block]]]


type Block = Par | Heading | List | Table


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """A ZIP archive of these parts, the same bytes for the same parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


# DOCX


def docx(blocks: Sequence[Block], **more: str | bytes) -> bytes:
    """A DOCX file of these blocks; `more` parts by name, with __ for / and no ending for .xml."""
    writer = _Docx()
    body = "".join(writer.block(block, 0) for block in blocks)
    return docx_of(body, footnotes=writer.notes, lists=writer.lists, **more)


def docx_of(
    body: str, *, footnotes: Sequence[str] = (), lists: Sequence[bool] = (), **more: str | bytes
) -> bytes:
    """A DOCX file with this XML as body."""
    notes = "".join(
        f'<w:footnote w:id="{n}"><w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p></w:footnote>'
        for n, text in enumerate(footnotes, 1)
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>',
        "_rels/.rels": relations({"r1": ("officeDocument", "word/document.xml")}),
        "word/document.xml": word("document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels": relations({
            "r1": ("styles", "styles.xml"), "r2": ("numbering", "numbering.xml"),
            "r3": ("footnotes", "footnotes.xml"), "r4": ("comments", "comments.xml"),
        }),
        "word/styles.xml": word("styles", _DOCX_STYLES),
        "word/numbering.xml": word("numbering", _numbering(lists)),
        "word/footnotes.xml": word("footnotes", notes),
        "word/comments.xml": word("comments", ""),
    }  # fmt: skip
    for name, content in more.items():
        path = name.replace("__", "/")
        parts[path if "." in path else f"word/{path}.xml"] = content
    return zipped(parts)


def word(root: str, content: str) -> str:
    return f'<w:{root} xmlns:w="{WORD}" xmlns:r="{RELS}">{content}</w:{root}>'


def relations(found: dict[str, tuple[str, str]], external: Sequence[str] = ()) -> str:
    rows = "".join(
        f'<Relationship Id="{name}" Type="{RELS}/{kind}" Target="{target}"'
        f"{' TargetMode="External"' if name in external else ''}/>"
        for name, (kind, target) in found.items()
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'


_DOCX_STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="berschrift{n}"><w:name w:val="heading {n}"/></w:style>'
    for n in range(1, 7)
)


def _numbering(lists: Sequence[bool]) -> str:
    shapes = []
    for kind, (form, text) in enumerate([("bullet", "\uf0b7"), ("decimal", "%{}.")]):
        levels = "".join(
            f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
            f'<w:lvlText w:val="{text.format(n + 1)}"/></w:lvl>'
            for n in range(9)
        )
        shapes.append(f'<w:abstractNum w:abstractNumId="{kind}">{levels}</w:abstractNum>')
    begin = "".join(
        f'<w:lvlOverride w:ilvl="{n}"><w:startOverride w:val="1"/></w:lvlOverride>'
        for n in range(9)
    )
    nums = "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="{int(numbered)}"/>{begin}</w:num>'
        for n, numbered in enumerate(lists, 1)
    )
    return "".join(shapes) + nums


@dataclass
class _Docx:
    notes: list[str] = field(default_factory=list)
    lists: list[bool] = field(default_factory=list)

    def block(self, block: Block, depth: int) -> str:
        if isinstance(block, Heading):
            return paragraph(block.text, f'<w:pStyle w:val="berschrift{block.level}"/>')
        if isinstance(block, Par):
            return self._paragraph(block)
        if isinstance(block, List):
            return self._list(block, depth)
        rows = "".join(
            "<w:tr>" + "".join(f"<w:tc>{self._cell(cell)}</w:tc>" for cell in row) + "</w:tr>"
            for row in block.rows
        )
        return f"<w:tbl>{rows}</w:tbl>"

    def _cell(self, cell: Sequence[Block]) -> str:
        return "".join(self.block(each, 0) for each in cell) + "<w:p/>"

    def _paragraph(self, block: Par) -> str:
        if not block.note:
            return paragraph(block.text, run="<w:b/>" if block.bold else "")
        self.notes.append(block.note)
        sign = f'<w:r><w:footnoteReference w:id="{len(self.notes)}"/></w:r>'
        return paragraph(block.text, after=sign)

    def _list(self, block: List, depth: int) -> str:
        self.lists.append(block.numbered)
        number, pieces = len(self.lists), []
        for item in block.items:
            place = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
            pieces.append(paragraph(item.text, place))
            pieces.extend(self.block(each, depth + 1) for each in item.inside)
        return "".join(pieces)


def paragraph(text: str, properties: str = "", *, run: str = "", after: str = "") -> str:
    """A paragraph of WordprocessingML."""
    own = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    style = f"<w:rPr>{run}</w:rPr>" if run else ""
    words = f'<w:r>{style}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    return f"<w:p>{own}{words}{after}</w:p>"


# ODT


def odt(blocks: Sequence[Block], **more: str | bytes) -> bytes:
    """An ODT file of these blocks."""
    return odt_of("".join(_odt(block) for block in blocks), **more)


def odt_of(body: str, **more: str | bytes) -> bytes:
    """An ODT file with this XML as text; `more` parts by name, with __ for /."""
    levels = [
        "".join(
            f'<text:list-level-style-{kind} text:level="{n}" {rest}/>' for n in range(1, 11)
        )
        for kind, rest in (("bullet", 'text:bullet-char="•"'),
                           ("number", 'style:num-format="1" style:num-suffix="."'))
    ]  # fmt: skip
    styles = (
        f'<text:list-style style:name="L0">{levels[0]}</text:list-style>'
        f'<text:list-style style:name="L1">{levels[1]}</text:list-style>'
        '<style:style style:name="B" style:family="text">'
        '<style:text-properties fo:font-weight="bold"/></style:style>'
        '<style:style style:name="H" style:family="text">'
        '<style:text-properties text:display="none"/></style:style>'
    )
    content = (
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body>"
    )
    parts: dict[str, str | bytes] = {
        "mimetype": ODT_TYPE,
        "content.xml": odf("document-content", content),
        "META-INF/manifest.xml": "<manifest/>",
    }
    parts |= {name.replace("__", "/"): content for name, content in more.items()}
    return zipped(parts)


def odf(root: str, content: str) -> str:
    names = {
        "office": "office", "text": "text", "table": "table", "style": "style", "draw": "drawing",
        "fo": "xsl-fo-compatible", "svg": "svg-compatible",
    }  # fmt: skip
    spaces = " ".join(f'xmlns:{short}="{_ODF}:{name}:1.0"' for short, name in names.items())
    more = 'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return f"<office:{root} {spaces} {more}>{content}</office:{root}>"


def _odt(block: Block) -> str:
    if isinstance(block, Heading):
        return f'<text:h text:outline-level="{block.level}">{escape(block.text)}</text:h>'
    if isinstance(block, Par):
        words = escape(block.text)
        if block.bold:
            words = f'<text:span text:style-name="B">{words}</text:span>'
        if block.note:
            words += (
                '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
                f"<text:note-body><text:p>{escape(block.note)}</text:p></text:note-body></text:note>"
            )
        return f"<text:p>{words}</text:p>"
    if isinstance(block, List):
        items = "".join(
            f"<text:list-item><text:p>{escape(item.text)}</text:p>"
            f"{''.join(_odt(each) for each in item.inside)}</text:list-item>"
            for item in block.items
        )
        return f'<text:list text:style-name="L{int(block.numbered)}">{items}</text:list>'
    rows = "".join(
        "<table:table-row>"
        + "".join(
            f"<table:table-cell>{''.join(map(_odt, cell))}</table:table-cell>" for cell in row
        )
        + "</table:table-row>"
        for row in block.rows
    )
    return f"<table:table>{rows}</table:table>"


# HTML


def html(blocks: Sequence[Block]) -> bytes:
    """A page of these blocks; it has no footnotes."""
    body = "".join(map(_html, blocks))
    return f"<!doctype html><html><body>{body}</body></html>".encode()


def _html(block: Block) -> str:
    if isinstance(block, Heading):
        return f"<h{block.level}>{escape(block.text)}</h{block.level}>"
    if isinstance(block, Par):
        words = escape(block.text)
        return f"<p><b>{words}</b></p>" if block.bold else f"<p>{words}</p>"
    if isinstance(block, List):
        tag = "ol" if block.numbered else "ul"
        items = "".join(
            f"<li>{escape(item.text)}{''.join(map(_html, item.inside))}</li>"
            for item in block.items
        )
        return f"<{tag}>{items}</{tag}>"
    rows = "".join(
        "<tr>" + "".join(f"<td>{''.join(map(_html, cell))}</td>" for cell in row) + "</tr>"
        for row in block.rows
    )
    return f"<table>{rows}</table>"
