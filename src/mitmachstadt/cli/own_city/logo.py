"""The city's mark: a PNG, or an SVG in which nothing can act or fetch. Anything else is refused."""

import re
import struct
import xml.etree.ElementTree as ElementTree
import zlib
from pathlib import Path

LARGEST = 200_000
LONGEST_SIDE = 4000
_PNG = b"\x89PNG\r\n\x1a\n"
_DRAWS = set(
    "svg g defs symbol use title desc metadata path rect circle ellipse line polyline polygon text "
    "tspan linearGradient radialGradient stop clipPath mask pattern style".split()
)
_FETCHES = re.compile(r"@import|javascript:|expression\(|url\(\s*['\"]?(?!#)", re.IGNORECASE)


def problem_with(content: bytes, suffix: str) -> str | None:
    """Why these bytes cannot be the city's mark, in words; None if they can."""
    if len(content) > LARGEST:
        return f"is larger than {LARGEST // 1000} kB: it is loaded with every page"
    if suffix == ".png":
        return _problem_with_png(content)
    if suffix == ".svg":
        return _problem_with_svg(content)
    return "is neither .svg nor .png"


def read(path: Path) -> tuple[bytes, str]:
    """A mark's content and its ending in small letters."""
    return path.read_bytes(), path.suffix.lower()


def _problem_with_png(content: bytes) -> str | None:
    if not content.startswith(_PNG):
        return "is no PNG picture, whatever its name says"
    place, kinds = len(_PNG), []
    while place + 12 <= len(content):
        length, kind = struct.unpack_from(">I4s", content, place)
        end = place + 8 + length
        if end + 4 > len(content):
            break
        if struct.unpack_from(">I", content, end)[0] != zlib.crc32(content[place + 4 : end]):
            return "is a damaged PNG picture"
        if kind == b"IHDR":
            sides = struct.unpack_from(">II", content, place + 8)
            if not all(1 <= side <= LONGEST_SIDE for side in sides):
                return f"has a side that is not from 1 to {LONGEST_SIDE} points long"
        kinds.append(kind)
        place = end + 4
    if kinds[:1] != [b"IHDR"] or kinds[-1:] != [b"IEND"] or b"IDAT" not in kinds:
        return "is a damaged PNG picture"
    return None


def _problem_with_svg(content: bytes) -> str | None:
    # Before it is parsed: entities can make a small file a gigabyte.
    plain = content.replace(b"\0", b"")
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain or b"<?xml-stylesheet" in plain:
        return "has a DOCTYPE, an entity or a style sheet of its own: remove that line"
    try:
        root = ElementTree.fromstring(content)  # noqa: S314 - without a DOCTYPE, see above
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        return f"is no SVG picture ({error})"
    if _name(root.tag) != "svg":
        return "is no SVG picture"
    for element in root.iter():
        if problem := _problem_with_element(element):
            return problem
    return None


def _problem_with_element(element: ElementTree.Element) -> str | None:
    if not isinstance(element.tag, str):
        return None
    foreign = element.tag.startswith("{") and not element.tag.startswith(
        "{http://www.w3.org/2000/svg}"
    )
    name = _name(element.tag)
    if (not foreign and name not in _DRAWS) or name.lower() == "script":
        return f"contains <{name}>, which a mark does not need: remove it"
    for key, value in element.attrib.items():
        attribute = _name(key).lower()
        if attribute.startswith("on"):
            return f"contains a script ({attribute}): remove it"
        if attribute == "href" and not value.startswith("#"):
            return "fetches something from elsewhere (href): put it into the file itself"
        if _FETCHES.search(value):
            return f"fetches something from elsewhere ({attribute}): remove it"
    if name == "style" and _FETCHES.search(element.text or ""):
        return "fetches something from elsewhere (style): remove it"
    return None


def _name(tag: str) -> str:
    return tag.rpartition("}")[2]
