"""Opens the ZIP archives that DOCX and ODT files are, and the XML inside, trusting neither."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from xml.etree import ElementTree
from xml.parsers import expat

from mitmachstadt.methods.text_import.errors import ImportRefused

type Element = ElementTree.Element

MOST_PARTS = 10_000
LARGEST_PART = 64 * 1024 * 1024
LARGEST_WHOLE = 1024 * 1024 * 1024
# The XML of a real text is packed to a tenth or thirtieth; a bomb to a thousandth.
HIGHEST_RATIO = 250
SMALL = 4 * 1024 * 1024
MOST_ELEMENTS = 3_000_000
DEEPEST_ELEMENT = 500
# Of these alone Python inflates no more than was asked for; office programs use no others.
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError)
# Of an encoding that is unknown, or that the parser cannot read, it says so in its own ways.
_NO_XML = (expat.ExpatError, ElementTree.ParseError, LookupError, ValueError)
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(wordprocessingml|officeDocument)/")


class Archive:
    """The parts of one file; each is inflated only when it is asked for."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._parts = {part.filename: part for part in self._zip.infolist()}
        except _UNREADABLE as error:
            raise ImportRefused("damaged_archive") from error
        self._left = LARGEST_PART
        parts = list(self._parts.values())
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_WHOLE:
            raise ImportRefused("archive_too_large")
        if any(part.flag_bits & 1 for part in parts):
            raise ImportRefused("encrypted")
        if any(part.compress_type not in _PACKINGS for part in parts):
            raise ImportRefused("damaged_archive")

    @property
    def names(self) -> list[str]:
        """The names of all parts."""
        return list(self._parts)

    def read(self, name: str) -> bytes | None:
        """The bytes of a part, None when there is no such part."""
        part = self._parts.get(name)
        if part is None:
            return None
        ratio = part.file_size / max(part.compress_size, 1)
        if part.file_size > self._left or (part.file_size > SMALL and ratio > HIGHEST_RATIO):
            raise ImportRefused("archive_too_large")
        try:
            with self._zip.open(part) as stream:
                # What the directory says of the size is no promise.
                data = stream.read(self._left + 1)
        except _UNREADABLE as error:
            raise ImportRefused("damaged_archive") from error
        self._left -= len(data)
        if self._left < 0:
            raise ImportRefused("archive_too_large")
        return data

    def xml(self, name: str) -> Element | None:
        """The root element of a part, None when there is no such part."""
        data = self.read(name)
        return None if data is None else parse(data)


def parse(data: bytes) -> Element:
    """Parse XML without document type, entities or endless nesting.

    Raises ImportRefused with code ``forbidden_entities``, ``archive_too_large`` or
    ``damaged_archive``.
    """
    _inspect(data)
    data = _STRICT.sub(_transitional, data)
    try:
        return ElementTree.fromstring(data)  # noqa: S314 - inspected above
    except _NO_XML as error:
        raise ImportRefused("damaged_archive") from error


def _inspect(data: bytes) -> None:
    elements = depth = 0

    def begin(name: str, attributes: dict[str, str]) -> None:
        nonlocal elements, depth
        elements, depth = elements + 1, depth + 1
        if elements > MOST_ELEMENTS or depth > DEEPEST_ELEMENT:
            raise ImportRefused("archive_too_large")

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1

    def refuse(*_: object) -> int:
        raise ImportRefused("forbidden_entities")

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse
    try:
        parser.Parse(data, True)
    except ImportRefused:
        # Said by the handlers above; it is a ValueError itself.
        raise
    except _NO_XML as error:
        raise ImportRefused("damaged_archive") from error


def _transitional(found: re.Match[bytes]) -> bytes:
    """The strict variant of DOCX has other names for the same things."""
    return b"http://schemas.openxmlformats.org/" + found[1] + b"/2006/"


def local(element: Element) -> str:
    """The name of an element without its namespace."""
    tag = element.tag
    return tag[tag.rfind("}") + 1 :] if isinstance(tag, str) else ""


def attribute(element: Element | None, name: str, default: str = "") -> str:
    """An attribute by its name without namespace."""
    if element is not None:
        for key, value in element.attrib.items():
            if key == name or key.endswith("}" + name):
                return value
    return default


def child(element: Element | None, *names: str) -> Element | None:
    """The first element on the way down by these local names."""
    for name in names:
        if element is None:
            return None
        element = next((each for each in element if local(each) == name), None)
    return element


def all_text(element: Element) -> str:
    """All text of an element and what is in it, with single blanks."""
    return " ".join(" ".join(element.itertext()).split())
