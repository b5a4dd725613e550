"""A small PDF that a screen reader can read: headings, paragraphs, lists and tables on A4.

Tagged as PDF 1.7 (ISO 32000-1, 14.8) asks for it: each piece of text hangs in a tree of roles, the
language and the title are set, every glyph says which letter it is, and page numbers are marked as
no part of the text. Fonts are TrueType and embedded whole; give small ones.

The same blocks, fonts and day make the same bytes.

    >>> [block.role for block in (Heading("Bericht"), Paragraph("Es geht voran."))]
    ['H1', 'P']
"""

from mitmachstadt.methods.tagged_pdf.blocks import Block, Heading, Items, Paragraph, Rows
from mitmachstadt.methods.tagged_pdf.document import Fonts, made_pdf
from mitmachstadt.methods.tagged_pdf.fonts import Font, FontUnreadable, read_font
from mitmachstadt.methods.tagged_pdf.layout import Page, laid_out

__all__ = [
    "Block",
    "Font",
    "FontUnreadable",
    "Fonts",
    "Heading",
    "Items",
    "Page",
    "Paragraph",
    "Rows",
    "laid_out",
    "made_pdf",
    "read_font",
]
