"""From a document to sections and passages, losing nothing.

Bytes become text (``decode``; ``convert`` for HTML, DOCX and ODT), text becomes a document
(``read_document``), a person decides on what is doubtful (``apply_decisions``). The report of a
document holds flags (to be decided), changes (done by the importer) and the account, which says of
every character where it went.
"""

from mitmachstadt.methods.text_import.decisions import apply_decisions, decide_flags
from mitmachstadt.methods.text_import.decoding import ENCODINGS, decode
from mitmachstadt.methods.text_import.errors import (
    DecisionRefused,
    ImportRefused,
    TextImportError,
)
from mitmachstadt.methods.text_import.inline import markdown_parser
from mitmachstadt.methods.text_import.messages import describe, describe_change, refusal_text
from mitmachstadt.methods.text_import.model import (
    Account,
    Change,
    Data,
    Decision,
    Decoded,
    Document,
    Flag,
    Form,
    Format,
    Label,
    Passage,
    Report,
    Run,
    Section,
    SectionKind,
    Span,
)
from mitmachstadt.methods.text_import.notation import origin
from mitmachstadt.methods.text_import.office import Converted, convert, convert_html
from mitmachstadt.methods.text_import.reading import guess_format, read_document
from mitmachstadt.methods.text_import.serial import to_json

__all__ = [
    "ENCODINGS",
    "Account",
    "Change",
    "Converted",
    "Data",
    "Decision",
    "DecisionRefused",
    "Decoded",
    "Document",
    "Flag",
    "Form",
    "Format",
    "ImportRefused",
    "Label",
    "Passage",
    "Report",
    "Run",
    "Section",
    "SectionKind",
    "Span",
    "TextImportError",
    "apply_decisions",
    "convert",
    "convert_html",
    "decide_flags",
    "decode",
    "describe",
    "describe_change",
    "guess_format",
    "markdown_parser",
    "origin",
    "read_document",
    "refusal_text",
    "to_json",
]
