"""Characters that nobody sees, and lines that have none of them."""

from __future__ import annotations

import re

# Controls, zero width, direction marks and overrides, fillers, tags, lone surrogates. The joiners
# U+200C and U+200D are kept where both neighbours are outside of Latin: there they carry meaning.
HIDDEN = (
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b"
    r"\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff"
    r"\U000e0000-\U000e007f]"
    r"|(?<![\u0590-\U0010ffff])[\u200c\u200d]|[\u200c\u200d](?![\u0590-\U0010ffff])"
)
EDGE = re.compile(rf"(?:\s|{HIDDEN})+")
RUN = re.compile(rf"(?:\s|{HIDDEN}){{2,}}|(?! )\s|{HIDDEN}")
HIDDEN_RE = re.compile(HIDDEN)
LITERAL_RUN = re.compile(rf"\t|(?![ \t\n])\s|{HIDDEN}")
# Hidden characters that Python counts as printable.
_RARE = re.compile(r"[\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0]")


def is_clean(line: str) -> bool:
    """True when a line needs no change: a quick answer for nearly all lines."""
    return (
        line != ""
        and line.isprintable()
        and "  " not in line
        and (line.isascii() or _RARE.search(line) is None)
        and line[:1] != " " != line[-1:]
    )


def is_invisible(text: str) -> bool:
    """True when a text holds nothing but blanks and hidden characters."""
    return EDGE.fullmatch(text) is not None
