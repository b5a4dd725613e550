"""From the bytes of an HTML, DOCX or ODT file to the notation that the importer reads."""

from mitmachstadt.methods.text_import.office.convert import Converted, convert, convert_html

__all__ = ["Converted", "convert", "convert_html"]
