"""The parts of a DOCX file: how they point to each other, and small things to find in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from posixpath import dirname, join, normpath

from mitmachstadt.methods.text_import.office.archive import (
    Archive,
    Element,
    attribute,
    child,
    local,
)
from mitmachstadt.methods.text_import.office.builder import Builder
from mitmachstadt.methods.text_import.office.docx_styles import W, value


@dataclass(frozen=True, slots=True)
class Relation:
    """Where a part points to."""

    kind: str
    target: str
    external: bool


def main_part(archive: Archive) -> str:
    """The name of the part with the text."""
    for relation in relations(archive, "").values():
        if relation.kind == "officeDocument" and not relation.external:
            return relation.target
    return "word/document.xml"


def relations(archive: Archive, part: str) -> dict[str, Relation]:
    """Where a part points to, by the id that its XML uses."""
    folder = dirname(part)
    root = archive.xml(join(folder, "_rels", f"{part.rpartition('/')[2]}.rels"))
    found = {}
    for each in () if root is None else root:
        external = attribute(each, "TargetMode") == "External"
        target = attribute(each, "Target")
        if not external:
            target = target[1:] if target.startswith("/") else normpath(join(folder, target))
        kind = attribute(each, "Type").rpartition("/")[2]
        found[attribute(each, "Id")] = Relation(kind, target, external)
    return found


def notes_by_key(footnotes: Element | None, endnotes: Element | None) -> dict[str, Element]:
    """Notes by the name of the element that refers to them, and their id."""
    return {
        f"{name} {attribute(note, 'id')}": note
        for name, root in (("footnoteReference", footnotes), ("endnoteReference", endnotes))
        for note in (() if root is None else root)
    }


def content_of(element: Element) -> Element:
    """What a content control holds."""
    found = child(element, "sdtContent")
    return element if found is None else found


def is_contents_list(element: Element) -> bool:
    """Whether a content control is a table of contents."""
    gallery = child(element, "sdtPr", "docPartObj", "docPartGallery")
    return value(gallery) in ("Table of Contents", "Inhaltsverzeichnis")


def rows_of(table: Element) -> list[Element]:
    """Rows, also those that stand in a content control or were inserted."""
    return [row for row in _unwrapped(table) if local(row) == "tr"]


def cells_of(row: Element) -> list[Element]:
    """Cells, likewise."""
    return [cell for cell in _unwrapped(row) if local(cell) == "tc"]


def _unwrapped(element: Element) -> list[Element]:
    found: list[Element] = []
    waiting = list(reversed(element))
    while waiting:
        part = waiting.pop()
        if local(part) in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            waiting.extend(reversed(part))
        else:
            found.append(part)
    return found


def text_of_blocks(root: Element) -> str:
    """The words of all paragraphs in an element, without fields' instructions and deletions."""
    signs = {W + "p": " ", W + "tab": " ", W + "br": " "}
    pieces = [
        part.text or "" if part.tag == W + "t" else signs.get(part.tag, "") for part in root.iter()
    ]
    return " ".join("".join(pieces).split())


def report_beside(archive: Archive, found: Mapping[str, Relation], builder: Builder) -> None:
    """Comments, headers and footers, and addresses that are never fetched."""
    outside = 0
    for relation in found.values():
        if relation.external:
            outside += relation.kind != "hyperlink"
        elif relation.kind == "comments":
            comments = archive.xml(relation.target)
            for comment in () if comments is None else comments:
                builder.report("comment", text_of_blocks(comment), attribute(comment, "author"))
        elif relation.kind in ("header", "footer"):
            root = archive.xml(relation.target)
            if root is not None and (text := text_of_blocks(root)):
                builder.report("header_footer", text, relation.kind)
    for _ in range(outside):
        builder.report("external_reference")
