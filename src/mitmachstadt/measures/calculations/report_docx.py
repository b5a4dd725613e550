"""A progress report as a document that can be written on."""

import io
from datetime import date, datetime

from django.utils.translation import get_language
from docx import Document
from docx.document import Document as DocumentFile
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Pt

from mitmachstadt.kernel.text import fit_for_xml
from mitmachstadt.measures.calculations.report import Facts, Part, report_parts

_NAMESPACE = nsdecls("w")


def report_docx(content: Facts, *, title: str, subtitle: str) -> bytes:
    """A4 with headings, lists and a table as the program that opens it knows them."""
    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21.0), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.0)
    page.top_margin = page.bottom_margin = Cm(1.6)
    normal = document.styles["Normal"]
    normal.font.size = Pt(9)
    normal.paragraph_format.space_after = Pt(2)
    language = get_language() or "de"
    normal.element.get_or_add_rPr().append(parse_xml(f'<w:lang {_NAMESPACE} w:val="{language}"/>'))
    properties = document.core_properties
    properties.title, properties.language, properties.author = title, language, ""
    made = date.fromisoformat(content["day"])
    properties.created = properties.modified = datetime(made.year, made.month, made.day)  # noqa: DTZ001 - a day has no zone
    document.add_heading(fit_for_xml(title), level=0)
    document.add_paragraph(fit_for_xml(subtitle))
    for part in report_parts(content):
        _add(document, part)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _add(document: DocumentFile, part: Part) -> None:
    document.add_heading(fit_for_xml(part.title), level=part.level - 1)
    if part.text:
        document.add_paragraph(fit_for_xml(part.text))
    for entry in part.items:
        document.add_paragraph(fit_for_xml(entry.text), style="List Bullet")
    if part.rows:
        table = document.add_table(rows=0, cols=len(part.rows[0]))
        table.style = "Table Grid"
        for number, row in enumerate(part.rows):
            cells = table.add_row().cells
            for cell, text in zip(cells, row, strict=True):
                cell.paragraphs[0].add_run(fit_for_xml(text)).bold = number == 0
        table.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {_NAMESPACE}/>"))
