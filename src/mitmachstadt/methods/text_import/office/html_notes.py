"""Footnotes of HTML as LibreOffice and Word write it: a link in the text, a block at its end."""

from __future__ import annotations

import re

from mitmachstadt.methods.text_import.office import html_style
from mitmachstadt.methods.text_import.office.html_tree import Node, nodes

# LibreOffice: #sdfootnote1sym and back #sdfootnote1anc; Word: #_ftn1 and back #_ftnref1.
_LINK = re.compile(r"#(?:(sd(?:foot|end)note\d+)(?:sym|(anc))|_(ftn|edn)(ref)?(\d+))\Z")


def notes_by_key(root: Node) -> dict[str, Node]:
    """The blocks of a page to which such a link leads."""
    shown = list(nodes(root, without=html_style.is_hidden))
    keys = {note_of(node) for node in shown if leads_to_note(node)}
    blocks = {node.attributes.get("id", ""): node for node in shown if node.tag == "div"}
    return {key: blocks[key] for key in keys if key in blocks}


def note_of(node: Node) -> str:
    """The key of the note that an element is, leads to, or leads back from; "" for others."""
    if node.tag == "div":
        return node.attributes.get("id", "")
    found = _link(node)
    return found[1] or found[3] + found[5] if found else ""


def leads_to_note(node: Node) -> bool:
    """Whether an element is the sign of a footnote in the text."""
    found = _link(node)
    return found is not None and not (found[2] or found[4])


def _link(node: Node) -> re.Match[str] | None:
    return _LINK.match(node.attributes.get("href", "")) if node.tag == "a" else None
