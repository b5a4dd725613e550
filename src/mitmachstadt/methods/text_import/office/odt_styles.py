"""Styles of an ODT file: roles of paragraphs, emphasis, and how lists are counted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from mitmachstadt.methods.text_import.office.archive import Element, attribute, child, local
from mitmachstadt.methods.text_import.office.counting import Level, whole
from mitmachstadt.methods.text_import.office.docx_styles import PLAIN, Style, role_of

_HEX = re.compile(r"_([0-9a-f]{2})_")
_LEVELS = {
    "list-level-style-number": "number",
    "list-level-style-bullet": "bullet",
    "list-level-style-image": "bullet",
    "outline-level-style": "number",
}


@dataclass(frozen=True, slots=True)
class Styles:
    """Styles by family and name, and lists by the name of their style ("" is the outline)."""

    by_name: dict[tuple[str, str], Style]
    lists: dict[str, dict[int, Level]]

    def paragraph(self, name: str) -> Style:
        """A style of paragraphs."""
        return self.by_name.get(("paragraph", name), PLAIN)

    def text(self, name: str) -> Style:
        """A style of words."""
        return self.by_name.get(("text", name), PLAIN)


def read_styles(roots: Iterable[Element | None]) -> Styles:
    """All styles of the given files; those of the text itself come last and win."""
    elements: dict[tuple[str, str], Element] = {}
    lists: dict[str, dict[int, Level]] = {}
    for root in roots:
        for group in () if root is None else root:
            if local(group) not in ("styles", "automatic-styles"):
                continue
            for element in group:
                kind, name = local(element), attribute(element, "name")
                if kind == "style":
                    elements[attribute(element, "family"), name] = element
                elif kind == "list-style":
                    lists[name] = _levels(element)
                elif kind == "outline-style":
                    lists[""] = _levels(element)
    resolved: dict[tuple[str, str], Style] = {}
    for key in elements:
        _resolve(key, elements, resolved, 0)
    return Styles(resolved, lists)


def _resolve(
    key: tuple[str, str],
    elements: dict[tuple[str, str], Element],
    resolved: dict[tuple[str, str], Style],
    depth: int,
) -> Style:
    if key in resolved:
        return resolved[key]
    element = elements.get(key)
    if element is None or depth > 50:
        return role_of(_spoken(key[1])) if key[0] == "paragraph" else PLAIN
    base = PLAIN
    if parent := attribute(element, "parent-style-name"):
        base = _resolve((key[0], parent), elements, resolved, depth + 1)
    own = PLAIN
    if key[0] == "paragraph":
        own = role_of(attribute(element, "display-name") or _spoken(key[1]))
    level = whole(attribute(element, "default-outline-level"), 0)
    style = replace(
        base,
        level=own.level or level or base.level,
        is_title=own.is_title or base.is_title,
        is_quote=own.is_quote or base.is_quote,
        is_contents=own.is_contents or base.is_contents,
    )
    resolved[key] = _emphasis(child(element, "text-properties"), style)
    return resolved[key]


def _emphasis(properties: Element | None, style: Style) -> Style:
    weight = attribute(properties, "font-weight")
    slant = attribute(properties, "font-style")
    shown = attribute(properties, "display")
    place = attribute(properties, "text-position").split(" ")[0]
    raised = ""
    if place and place not in ("0%", "none"):
        raised = "subscript" if place == "sub" or place.startswith("-") else "superscript"
    return replace(
        style,
        bold=weight in ("bold", "600", "700", "800", "900") if weight else style.bold,
        italic=slant in ("italic", "oblique") if slant else style.italic,
        hidden=shown == "none" if shown else style.hidden,
        raised=raised or style.raised,
    )


def _spoken(name: str) -> str:
    """ "Heading_20_1" is stored for "Heading 1"."""
    return _HEX.sub(lambda found: chr(int(found[1], 16)), name)


def _levels(style: Element) -> dict[int, Level]:
    found = {}
    for element in style:
        kind = _LEVELS.get(local(element))
        if kind is None:
            continue
        level = whole(attribute(element, "level"), 1) - 1
        format = attribute(element, "num-format") if kind == "number" else "bullet"
        shown = whole(attribute(element, "display-levels"), 1)
        numbers = ".".join(f"%{place + 1}" for place in range(max(0, level + 1 - shown), level + 1))
        before, after = attribute(element, "num-prefix"), attribute(element, "num-suffix")
        found[level] = Level(
            format or "none",
            before + numbers + after,
            whole(attribute(element, "start-value"), 1),
        )
    return found
