"""What people type, made safe to keep and to show."""

import re
import unicodedata
from html import unescape

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

# Characters that change how the text around them is shown, or that nobody can see. Joiners
# (U+200C, U+200D) stay: Persian and many emoji need them.
_HIDDEN = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
_LONE_SURROGATES = re.compile("[\ud800-\udfff]")
_NOT_IN_XML = re.compile("[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n|[\r\u2028]")
_MANY_BLANK_LINES = re.compile(r"\n{3,}")
_LINK = re.compile(r"\bhttps?://[^\s<>\"']+[^\s<>\"'.,;:!?)\]}]")
# Letters and symbols that look like nothing: fillers and an empty Braille cell.
_BLANK = "\u115f\u1160\u2800\u3164\uffa0"
_MOST_MARKS = 4


def clean_text(text: str) -> str:
    """Plain text as it is kept: NFC, `\\n` line ends, no hidden or overriding characters.

    Empty when nothing can be seen, even if characters are there.
    """
    text = _LINE_ENDS.sub("\n", text).replace("\u2029", "\n\n")
    text = _LONE_SURROGATES.sub("\ufffd", text)
    text = _HIDDEN.sub("", text)
    text = _without_many_marks(text)
    text = "\n".join(line.rstrip() for line in text.split("\n"))
    text = _MANY_BLANK_LINES.sub("\n\n", text).strip()
    return text if any(_can_be_seen(character) for character in text) else ""


def _without_many_marks(text: str) -> str:
    """NFC, with at most four marks on a letter: more is no language, it only covers other lines.

    Marks are counted first: normalising thousands of them on one letter takes minutes.
    """
    if text.isascii():
        return text
    kept, run = [], 0
    for character in text:
        run = run + 1 if unicodedata.category(character) in {"Mn", "Me"} else 0
        if run <= _MOST_MARKS:
            kept.append(character)
    return unicodedata.normalize("NFC", "".join(kept))


def _can_be_seen(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNPS" and character not in _BLANK


_TAG = re.compile(r"<[^>]*>")


def readable(html: str) -> str:
    """What a reader sees of our own HTML: its text without tags, as `textContent` in a browser."""
    return unescape(_TAG.sub("", html))


def clean_line(text: str) -> str:
    """The same for a single line: any white space becomes one space."""
    return " ".join(clean_text(text).split())


def paragraphs_html(text: str) -> SafeString:
    """Cleaned plain text as paragraphs; web addresses become links, everything else is escaped."""
    blocks = []
    for block in text.split("\n\n"):
        lines = "<br>".join(_with_links(line) for line in block.split("\n"))
        blocks.append(f"<p>{lines}</p>")
    return mark_safe("".join(blocks))  # noqa: S308 - every piece above is escaped


def _with_links(line: str) -> str:
    pieces: list[str] = []
    last = 0
    for match in _LINK.finditer(line):
        address = escape(match.group())
        pieces.append(escape(line[last : match.start()]))
        pieces.append(f'<a href="{address}" rel="nofollow ugc noopener">{address}</a>')
        last = match.end()
    pieces.append(escape(line[last:]))
    return "".join(pieces)


def fit_for_xml(text: str) -> str:
    """Without the characters that no XML document may hold, not even escaped."""
    return _NOT_IN_XML.sub("", text)


def shorten(text: str, length: int) -> str:
    """The beginning of a text, cut at a word, at most `length` characters with the ellipsis."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    return line[: length - 1].rsplit(" ", 1)[0].rstrip(".,;:–-") + "…"
