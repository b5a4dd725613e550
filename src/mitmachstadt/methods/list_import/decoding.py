"""From bytes to text, or a clear no."""

import codecs

from mitmachstadt.methods.list_import.errors import ListRefused
from mitmachstadt.methods.list_import.model import Note

LARGEST = 20 * 1024 * 1024
_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


def check_size(data: bytes) -> None:
    """Raises ListRefused: ``empty_file``, ``file_too_large`` (data: most, in MB)."""
    if not data.strip():
        raise ListRefused("empty_file")
    if len(data) > LARGEST:
        raise ListRefused("file_too_large", most=LARGEST // 2**20)


def decode(data: bytes, notes: list[Note]) -> str:
    """Text in UTF-8 or, with its mark, UTF-16; else in Windows-1252, which is told.

    Raises ListRefused: ``empty_file``, ``file_too_large``, ``not_text``, ``encoding_unclear``.
    """
    check_size(data)
    for mark, name in _UTF16.items():
        if data.startswith(mark):
            return _told(data[len(mark) :], name, notes)
    if b"\x00" in data:
        raise ListRefused("not_text")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _told(data, "windows-1252", notes)
    return _said(text)


def _told(data: bytes, encoding: str, notes: list[Note]) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ListRefused("encoding_unclear") from error
    notes.append(Note(0, "", "read_as", {"encoding": encoding}))
    return _said(text)


def _said(text: str) -> str:
    if "\x00" in text:
        raise ListRefused("not_text")
    if not text.strip("\ufeff \t\r\n"):
        raise ListRefused("empty_file")
    return text
