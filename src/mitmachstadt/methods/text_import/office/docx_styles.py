"""Styles of a DOCX file: which are headings, quotes, tables of contents, bold or hidden."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mitmachstadt.methods.text_import.office.archive import Element, child

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_VAL = W + "val"
# Word keeps the English name even in German, other programs write what they show.
_HEADING = re.compile(r"(?:heading|überschrift|ueberschrift|titre|título|nagłówek) ?([1-9])\Z")
_TITLES = {"title", "titel", "dokumenttitel"}
_QUOTES = {"quote", "intense quote", "zitat", "intensives zitat", "quotations", "block text"}
_CONTENTS = re.compile(
    r"(?:toc|verzeichnis|inhalt|contents|index)[ \d]|toc heading|inhaltsverzeichnis|contents"
)


@dataclass(frozen=True, slots=True)
class Style:
    """What a style, with all it is based on, means for the text."""

    level: int = 0
    is_title: bool = False
    is_quote: bool = False
    is_contents: bool = False
    bold: bool = False
    italic: bool = False
    hidden: bool = False
    raised: str = ""
    list_id: str = ""
    list_level: int | None = None


PLAIN = Style()


def role_of(name: str) -> Style:
    """What the name of a style says, as Word or LibreOffice or their users call it."""
    name = " ".join(name.lower().replace("_20_", " ").split())
    heading = _HEADING.match(name)
    return Style(
        level=int(heading[1]) if heading else 0,
        is_title=name in _TITLES,
        is_quote=name in _QUOTES,
        is_contents=_CONTENTS.match(name) is not None,
    )


def read_styles(root: Element | None) -> dict[str, Style]:
    """The styles by their id; the default paragraph style is found under ""."""
    found = {} if root is None else {style.get(W + "styleId", ""): style for style in root}
    resolved: dict[str, Style] = {}
    for name, element in found.items():
        _resolve(name, found, resolved, ())
        if element.get(W + "default") == "1" and element.get(W + "type") == "paragraph":
            resolved[""] = resolved[name]
    return resolved


def _resolve(
    name: str, found: dict[str, Element], resolved: dict[str, Style], above: tuple[str, ...]
) -> Style:
    if name in resolved:
        return resolved[name]
    element = found.get(name)
    # Some hundred styles that rest on each other are no style sheet any more.
    if element is None or name in above or len(above) > 50:
        return PLAIN
    based = value(child(element, "basedOn"))
    base = _resolve(based, found, resolved, (*above, name)) if based else PLAIN
    own = role_of(value(child(element, "name")) or name)
    paragraph, run = child(element, "pPr"), child(element, "rPr")
    list_id, list_level = numbering(paragraph)
    style = Style(
        level=own.level or outline(paragraph) or (0 if own.is_contents else base.level),
        is_title=own.is_title,
        is_quote=own.is_quote or base.is_quote,
        is_contents=own.is_contents,
        bold=toggle(run, "b", base.bold),
        italic=toggle(run, "i", base.italic),
        hidden=toggle(run, "vanish", base.hidden),
        raised=value(child(run, "vertAlign")) or base.raised,
        list_id=list_id or base.list_id,
        list_level=list_level if list_level is not None else base.list_level,
    )
    resolved[name] = style
    return style


def value(element: Element | None) -> str:
    """The `w:val` of an element."""
    return "" if element is None else element.get(_VAL, "")


def toggle(properties: Element | None, name: str, default: bool) -> bool:
    """A property that is on, off or not said."""
    if properties is None:
        return default
    found = properties.find(W + name)
    return default if found is None else found.get(_VAL, "1") not in ("0", "false", "off", "none")


def outline(paragraph: Element | None) -> int:
    """The level of a heading from its place in the outline; 0 for body text."""
    level = value(child(paragraph, "outlineLvl"))
    return int(level) + 1 if level.isascii() and level.isdigit() and int(level) < 9 else 0


def is_indented(indent: Element | None) -> bool:
    """Whether a paragraph or table says itself that it does not stand at the margin."""
    if indent is None:
        return False
    sizes = [indent.get(W + name, "") for name in ("left", "start", "w")]
    return any(size.isascii() and size.isdigit() and int(size) > 0 for size in sizes)


def numbering(paragraph: Element | None) -> tuple[str, int | None]:
    """The list to which a paragraph belongs, and how deep it stands in it."""
    found = child(paragraph, "numPr")
    level = value(child(found, "ilvl"))
    number = int(level) if level.isascii() and level.isdigit() else None
    return value(child(found, "numId")), number
