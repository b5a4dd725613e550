"""What a file is, told from its bytes and not from its name, and who reads it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from mitmachstadt.methods.text_import.decoding import decode
from mitmachstadt.methods.text_import.errors import ImportRefused
from mitmachstadt.methods.text_import.messages import gettext_noop as _
from mitmachstadt.methods.text_import.notation import write
from mitmachstadt.methods.text_import.office.archive import Archive, attribute, local, parse
from mitmachstadt.methods.text_import.office.builder import Builder
from mitmachstadt.methods.text_import.office.docx import read_docx
from mitmachstadt.methods.text_import.office.html import read_html
from mitmachstadt.methods.text_import.office.odt import read_odt

_FOREIGN = {
    b"%PDF": "pdf_file",
    b"{\\rtf": "rtf_file",
    b"\xff\xd8\xff": _("JPEG-Bild"),
    b"\x89PNG": _("PNG-Bild"),
    b"GIF8": _("GIF-Bild"),
    b"\x1f\x8b": _("GZIP-Archiv"),
    b"7z\xbc\xaf": _("7-Zip-Archiv"),
    b"Rar!": _("RAR-Archiv"),
    b"\x7fELF": _("Programm"),
    b"MZ\x90": _("Programm"),
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OFFICE_NAMES = (".docx", ".docm", ".dotx", ".odt", ".ott", ".doc", ".zip")
_HTML_NAMES = (".html", ".htm", ".xhtml")
_HTML_START = re.compile(r"\s*(?:<!--.{0,2000}?-->\s*|<\?xml[^>]*>\s*)?<(?:!doctype html|html)\b",
                         re.IGNORECASE | re.DOTALL)  # fmt: skip
_TAG = re.compile(r"</?[a-z][a-z0-9]*[\s>/]", re.IGNORECASE)
_WORD = "wordprocessingml"
_ODT = b"application/vnd.oasis.opendocument.text"


@dataclass(frozen=True, slots=True)
class Converted:
    """The notation of a file, and what kind of file it was: html, docx or odt."""

    text: str
    kind: str


def convert(data: bytes, *, name: str, encoding: str | None = None) -> Converted | None:
    """The notation of an HTML, DOCX or ODT file; None for what is plain text or Markdown.

    Raises ImportRefused, with a code that says what the file is: ``pdf_file``, ``rtf_file``,
    ``old_word_file``, ``encrypted``, ``other_office_file``, ``other_file`` (data: what, name),
    ``damaged_archive``, ``archive_too_large``, ``forbidden_entities``, ``empty_document``.
    """
    _refuse_foreign(data, name)
    if data.startswith(b"PK\x03\x04"):
        return _convert_archive(data)
    lower = name.lower()
    if lower.endswith(_OFFICE_NAMES):
        raise ImportRefused("other_file", what=_("eine Datei, die nicht dazu passt"), name=name)
    if lower.endswith(_HTML_NAMES) or _starts_as_html(data):
        text = decode(data, encoding or _declared(data)).text
        if _TAG.search(text):
            return convert_html(text, data)
    return None


def convert_html(text: str, data: bytes | None = None) -> Converted:
    """The notation of HTML that is text already, as from the clipboard."""
    builder = Builder()
    read_html(text, builder)
    return _converted("html", data if data is not None else text.encode(), builder)


def _refuse_foreign(data: bytes, name: str) -> None:
    for magic, what in _FOREIGN.items():
        if data.startswith(magic):
            if what.endswith("_file"):
                raise ImportRefused(what)
            raise ImportRefused("other_file", what=what, name=name)
    if data.startswith(_OLE):
        hidden = "EncryptedPackage".encode("utf-16-le") in data
        raise ImportRefused("encrypted" if hidden else "old_word_file")


def _convert_archive(data: bytes) -> Converted:
    archive = Archive(data)
    builder = Builder()
    mimetype = archive.read("mimetype") if "mimetype" in archive.names else None
    if mimetype is not None:
        if not mimetype.strip().startswith(_ODT):
            raise ImportRefused("other_office_file")
        if b"encryption-data" in (archive.read("META-INF/manifest.xml") or b""):
            raise ImportRefused("encrypted")
        read_odt(archive, builder)
        return _converted("odt", data, builder)
    types = archive.read("[Content_Types].xml")
    if types is None:
        raise ImportRefused("other_file", what=_("ZIP-Archiv"), name="")
    main = [attribute(part, "ContentType") for part in parse(types) if local(part) == "Override"]
    if not any(_WORD in kind or "ms-word" in kind for kind in main):
        raise ImportRefused("other_office_file")
    read_docx(archive, builder)
    return _converted("docx", data, builder)


def _converted(kind: str, data: bytes, builder: Builder) -> Converted:
    items, reports = builder.finish()
    if not items:
        raise ImportRefused("empty_document")
    return Converted(write(kind, hashlib.sha256(data).hexdigest(), items, reports), kind)


def _starts_as_html(data: bytes) -> bool:
    return _HTML_START.match(data[:4000].decode("latin-1").lstrip("ï»¿")) is not None


def _declared(data: bytes) -> str | None:
    """The encoding that the page itself names, where it is one that we know."""
    found = re.search(rb"charset\s*=\s*[\"']?([\w-]+)", data[:4000])
    name = found[1].decode().lower() if found else ""
    known = {"windows-1252": "windows-1252", "iso-8859-1": "windows-1252",
             "iso-8859-15": "iso-8859-15"}  # fmt: skip
    return known.get(name)
