"""From bytes to text: certain, or a clear question."""

from __future__ import annotations

import codecs
import re

from mitmachstadt.methods.text_import.errors import ImportRefused
from mitmachstadt.methods.text_import.messages import gettext_noop as _
from mitmachstadt.methods.text_import.model import Decoded

# What a person may answer, with the codec that Python uses for it.
ENCODINGS = {
    "utf-8": "utf-8",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
    "windows-1252": "cp1252",
    "iso-8859-1": "latin-1",
    "iso-8859-15": "iso8859-15",
    "macintosh": "mac-roman",
    "cp850": "cp850",
}
_MAGIC = {
    b"%PDF": "PDF",
    b"PK\x03\x04": _("ZIP, DOCX oder ODT"),
    b"\xff\xd8\xff": "JPEG",
    b"\x89PNG": "PNG",
    b"GIF8": "GIF",
    b"\xd0\xcf\x11\xe0": _("altes Office-Format"),
    b"{\\rtf": "RTF",
    b"\x1f\x8b": "GZIP",
    b"\x7fELF": _("Programm"),
}
_BOMS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_HIGH = re.compile(r"[\x80-\U0010ffff]")
# Letters of German and its neighbours that must touch another letter or a word boundary sensibly.
_LETTERS = "äöüÄÖÜßéèêëáàâçñóòôúùûíìîïÉÈÀÇåæøÅÆØ"
_SIGNS = "„“”‚‘’–—…€§°•·«»›‹\u00a0\u00ad´²³µ½¼×©®"
_SENSIBLE = re.compile(
    rf"(?<![A-Z])(?:[{_LETTERS}])(?=[^\W\d_]|[\s.,;:!?)\-–“\"'*/]|$)|[{_SIGNS}]"
    rf"|(?<=[A-Z])[ÄÖÜÉÈÀÇÅÆØ]|(?<=[A-Z])[{_LETTERS}](?=[a-zäöüß])"
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x7f]")


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """Read bytes as text; ``encoding`` is a person's answer to an earlier question.

    Accepts UTF-8 with or without BOM, UTF-16 with BOM, and Windows-1252 when the result is
    sensible German text. Raises ImportRefused with code ``empty_file``, ``not_text``,
    ``encoding_unclear`` (data: candidates, sample), ``unknown_encoding`` or ``wrong_encoding``.
    """
    if not data.strip():
        raise ImportRefused("empty_file")
    if encoding is not None:
        return _decode_as(data, encoding)
    decoded = _decode_by_bom(data) or _decode_utf8(data) or _decode_1252(data)
    if not decoded.text.strip():
        raise ImportRefused("empty_file")
    return decoded


def _decode_by_bom(data: bytes) -> Decoded | None:
    for bom, name in _BOMS.items():
        if data.startswith(bom):
            return _strict(data[len(bom) :], name, removed_bom=True)
    return None


def _decode_utf8(data: bytes) -> Decoded | None:
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise ImportRefused("not_text", what=what)
    if b"\x00" in data:
        raise ImportRefused("not_text", what=_("Nullbytes"))
    # A stray control character is dirt, many of them are another kind of file.
    if len(_CONTROL.findall(data)) > 2 + len(data) // 100:
        raise ImportRefused("not_text", what=_("Steuerzeichen"))
    try:
        return Decoded(data.decode("utf-8"), "utf-8", removed_bom=False)
    except UnicodeDecodeError:
        return None


def _decode_1252(data: bytes) -> Decoded:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    high = len(_HIGH.findall(text))
    sensible = sum(len(found) for found in _SENSIBLE.findall(text))
    if text and high == sensible:
        return Decoded(text, "windows-1252", removed_bom=False)
    candidates = tuple(name for name, codec in ENCODINGS.items() if _fits(data, codec))
    raise ImportRefused("encoding_unclear", candidates=candidates, sample=_sample(data))


def _fits(data: bytes, codec: str) -> bool:
    if codec.startswith("utf"):
        return False
    try:
        data.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def _sample(data: bytes) -> str:
    """The bytes around the first one that is not ASCII, unreadable ones as escapes."""
    first = next((place for place, byte in enumerate(data) if byte > 127), 0)
    part = data[max(0, first - 20) : first + 20]
    return " ".join(part.decode("ascii", errors="backslashreplace").split())


def _decode_as(data: bytes, encoding: str) -> Decoded:
    codec = ENCODINGS.get(encoding.lower())
    if codec is None:
        raise ImportRefused("unknown_encoding", encoding=encoding)
    for bom, name in _BOMS.items():
        if name == codec and data.startswith(bom):
            return _strict(data[len(bom) :], codec, removed_bom=True)
    return _strict(data, encoding.lower(), removed_bom=False)


def _strict(data: bytes, encoding: str, *, removed_bom: bool) -> Decoded:
    try:
        text = data.decode(ENCODINGS[encoding])
    except UnicodeDecodeError as error:
        raise ImportRefused("wrong_encoding", encoding=encoding, position=error.start) from error
    if not text.strip():
        raise ImportRefused("empty_file")
    return Decoded(text, encoding, removed_bom=removed_bom)
