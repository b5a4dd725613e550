"""What attributes of HTML say about words and paragraphs, also in the way Word writes them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from mitmachstadt.methods.text_import.office.html_tree import Node

_BOLD = re.compile(r"font-weight\s*:\s*(bold|bolder|[6-9]00)", re.IGNORECASE)
_LIGHT = re.compile(r"font-weight\s*:\s*(normal|lighter|[1-5]00)", re.IGNORECASE)
_ITALIC = re.compile(r"font-style\s*:\s*(italic|oblique)", re.IGNORECASE)
_UPRIGHT = re.compile(r"font-style\s*:\s*normal", re.IGNORECASE)
_RAISED = re.compile(r"vertical-align\s*:\s*(super|sub)\b", re.IGNORECASE)
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE
)
_WORD_LIST = re.compile(r"mso-list\s*:\s*l\d+\s+level(\d)", re.IGNORECASE)
_WORD_MARKER = re.compile(r"mso-list\s*:\s*ignore", re.IGNORECASE)
_WORD_ELEMENT = re.compile(
    r"mso-element\s*:\s*(comment-list|comment|header|footer)\b", re.IGNORECASE
)
_SCRIPT = re.compile(r"[\s\x00-\x1f]*(javascript|vbscript|data)\s*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Style:
    """How words look, and where they lead."""

    bold: bool = False
    italic: bool = False
    href: str = ""
    raised: str = ""


def style_of(node: Node, around: Style) -> Style:
    """The style of words inside an element."""
    css = node.attributes.get("style", "")
    bold, italic = around.bold, around.italic
    if node.tag in ("b", "strong"):
        bold = True
    elif node.tag in ("i", "em", "cite", "dfn", "var"):
        italic = True
    if css:
        bold = bool(_BOLD.search(css)) or (bold and not _LIGHT.search(css))
        italic = bool(_ITALIC.search(css)) or (italic and not _UPRIGHT.search(css))
    raised = {"sup": "super", "sub": "sub"}.get(node.tag, around.raised)
    if found := _RAISED.search(css):
        raised = found[1].lower()
    href = around.href
    if node.tag == "a" and not leads_to_script(node):
        href = node.attributes.get("href", "")
    return replace(around, bold=bold, italic=italic, raised=raised, href=href)


def leads_to_script(node: Node) -> str:
    """The scheme of a link that would run a script; "" for other links."""
    found = _SCRIPT.match(node.attributes.get("href", ""))
    return found[1].lower() if found else ""


def is_hidden(node: Node) -> bool:
    """Whether a browser would not show the element."""
    css = node.attributes.get("style", "")
    return "hidden" in node.attributes or (bool(css) and _HIDDEN.search(css) is not None)


def word_list_level(node: Node) -> int:
    """How deep in a list Word has put a paragraph; 0 outside of lists."""
    found = _WORD_LIST.search(node.attributes.get("style", ""))
    return int(found[1]) if found else 0


def is_word_marker(node: Node) -> bool:
    """Whether an element holds the marker that Word shows before a list item."""
    return _WORD_MARKER.search(node.attributes.get("style", "")) is not None


def word_element(node: Node) -> str:
    """Whether Word says that this is a comment, a header or a footer."""
    found = _WORD_ELEMENT.search(node.attributes.get("style", ""))
    return found[1].lower() if found else ""


def role(node: Node) -> str:
    """The role that the class of a paragraph names: title, quote, contents or ""."""
    name = node.attributes.get("class", "").lower()
    if name == "msotitle":
        return "title"
    if name in ("msoquote", "msointensequote"):
        return "quote"
    is_contents = (
        name.startswith("msotoc") or "table of contents" in node.attributes.get("id", "").lower()
    )
    return "contents" if is_contents else ""
