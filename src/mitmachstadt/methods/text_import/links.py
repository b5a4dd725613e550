"""Markdown links that would run a script become plain text."""

from __future__ import annotations

import re

from mitmachstadt.methods.text_import.compose import Composed
from mitmachstadt.methods.text_import.edits import Edit, rewrite
from mitmachstadt.methods.text_import.pieces import Piece

_SCHEME = r"(?:javascript|vbscript|data)"
# "](javascript:...)" up to the closing bracket, "[x]: javascript:..." and "<javascript:...>".
# The target may hide its scheme behind entities, blanks or upper case; those show after unescaping.
_TARGET = re.compile(r"\]\(|\]:|<")
_BAD = re.compile(rf"[\s<]*({_SCHEME})\s*:", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#x0*([0-9a-f]{1,6})|#0*(\d{1,7})|(colon|tab|newline));?", re.IGNORECASE)
_NAMED = {"colon": ":", "tab": "\t", "newline": "\n"}
_REACH = 200


def neutralise(composed: Composed) -> tuple[Piece, ...]:
    """Put a space into ``](`` (and ``]:``, ``<``) where a script would follow.

    The words and the address stay readable, but no Markdown renderer makes a link of them.
    """
    text = composed.text
    edits = []
    for found in _TARGET.finditer(text):
        if bad_scheme(text[found.end() : found.end() + _REACH]):
            edits.append(Edit(found.span(), found[0][0] + " " + found[0][1:]))
    return rewrite(composed.pieces, edits, "link_neutralised") if edits else composed.pieces


def bad_scheme(target: str) -> str:
    """The scheme of a link target that runs a script; "" for other targets."""
    found = _BAD.match(_unescaped(target))
    return found[1].lower() if found is not None else ""


def _unescaped(target: str) -> str:
    plain = _ENTITY.sub(_character, target)
    return re.sub(r"[\x00-\x1f]", "", plain.replace("\\", ""))


def _character(found: re.Match[str]) -> str:
    if found[3]:
        return _NAMED[found[3].lower()]
    code = int(found[1], 16) if found[1] else int(found[2])
    return chr(code) if code < 0x110000 else ""
