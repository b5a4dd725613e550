"""The synopsis of remarks and answers as a document that a committee can be handed."""

import io
from collections.abc import Iterable
from datetime import datetime
from xml.sax.saxutils import escape

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from docx import Document
from docx.document import Document as DocumentFile
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt
from docx.table import Table

from mitmachstadt.kernel.text import fit_for_xml
from mitmachstadt.opendata.queries import SynopsisAnswer, SynopsisPart, SynopsisRemark

# Widths in twentieths of a point; together as wide as A4 across without its margins.
_WIDTHS = (800, 4200, 4900, 4900)
_NAMESPACE = nsdecls("w")


def synopsis(
    parts: Iterable[SynopsisPart], *, title: str, subtitle: str, source: str, at: datetime
) -> bytes:
    """A DOCX, A4 across, with one row for each remark; the head of the table is on every page.

    Args:
        subtitle: which edition, and what names it for good.
        source: the address of the edition.
    """
    document = Document()
    _set_up(document, title)
    document.add_heading(title, level=0)
    document.add_paragraph(subtitle)
    made = _("Stand: %(day)s. Namen von Personen sind nicht enthalten. Quelle: %(source)s")
    document.add_paragraph(made % {"day": _day(at), "source": source})
    table = document.add_table(rows=1, cols=len(_WIDTHS))
    table.style = "Table Grid"
    _head(table)
    body = table._tbl
    for part in parts:
        for place, remark in enumerate(part.remarks):
            body.append(_row(part if place == 0 else None, remark, at))
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _set_up(document: DocumentFile, title: str) -> None:
    page = document.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = Cm(29.7), Cm(21.0)
    page.left_margin = page.right_margin = Cm(1.8)
    page.top_margin = page.bottom_margin = Cm(1.8)
    normal = document.styles["Normal"]
    normal.font.size = Pt(9.5)
    language = parse_xml(f'<w:lang {_NAMESPACE} w:val="{get_language() or "de"}"/>')
    normal.element.get_or_add_rPr().append(language)
    document.core_properties.title = title
    document.core_properties.language = get_language() or "de"
    document.core_properties.author = ""


def _head(table: Table) -> None:
    titles = (_("Nr."), _("Textstelle"), _("Anmerkung"), _("Rückmeldung"))
    row = table.rows[0]
    for cell, width, title in zip(row.cells, _WIDTHS, titles, strict=True):
        cell.width = Cm(width / 567)
        cell.text = ""
        cell.paragraphs[0].add_run(title).bold = True
    properties = row._tr.get_or_add_trPr()
    properties.append(parse_xml(f"<w:tblHeader {_NAMESPACE}/>"))
    table._tbl.tblPr.set(qn("w:firstRow"), "1")


def _row(part: SynopsisPart | None, remark: SynopsisRemark, at: datetime) -> object:
    """A table row. As XML, because asking the table for its cells takes longer with each row."""
    words = ["", ""] if part is None else [part.number, _place(part)]
    cells = [*words, _said(remark), _told(remark, at)]
    inside = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{_paragraphs(text)}</w:tc>'
        for width, text in zip(_WIDTHS, cells, strict=True)
    )
    split = "<w:trPr><w:cantSplit w:val='0'/></w:trPr>"
    return parse_xml(f"<w:tr {_NAMESPACE}>{split}{inside}</w:tr>")


def _place(part: SynopsisPart) -> str:
    return part.words if part.words == part.section else f"{part.section}\n{part.words}".strip()


def _said(remark: SynopsisRemark) -> str:
    who = remark.organisation or _("Privatperson")
    if remark.affiliation:
        who = f"{who}, {_('arbeitet bei der Stadt:')} {remark.affiliation}"
    kind = _("Antwort") if remark.is_reply else _("Anmerkung")
    return f"{remark.text}\n({kind}, {who}, {_day(remark.made)}, {remark.public_id})"


def _told(remark: SynopsisRemark, at: datetime) -> str:
    if remark.answers:
        return "\n\n".join(_answer(answer) for answer in remark.answers)
    if remark.due is None:
        return _("Noch keine Rückmeldung.")
    words = (
        _("Noch keine Rückmeldung. Frist überschritten am %(day)s.")
        if remark.due < at
        else _("Noch keine Rückmeldung. Sie ist fällig am %(day)s.")
    )
    return words % {"day": _day(remark.due)}


def _answer(answer: SynopsisAnswer) -> str:
    return f"{answer.title}: {answer.reason} ({_day(answer.given)})"


def _paragraphs(text: str) -> str:
    lines = fit_for_xml(text).replace("\r", "").split("\n")
    return "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>' for line in lines
    )


def _day(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "j. F Y")
