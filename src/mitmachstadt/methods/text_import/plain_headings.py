"""Which lines of a plain text are headings."""

from __future__ import annotations

import re

from mitmachstadt.methods.text_import.plain_lines import (
    Line,
    begins_upper,
    ends_in_hyphen,
    ends_sentence,
    marker_of,
)

MAX_LENGTH = 100
MAX_WORDS = 14
MAX_SMALL_WORDS = 3
_NUMBERED = re.compile(r"(\d{1,3}(?:\.\d{1,3})+)\.?[ \t]+(?=[^\W\d_])")
_SINGLE = re.compile(r"(\d{1,3})\.[ \t]+(?=[^\W\d_])")
_UNDERLINE = re.compile(r"(={3,}|-{3,}|~{3,}|_{3,})\Z")
_NAVIGATION = re.compile(
    r"(?:direkt )?zu[mr] (?:haupt)?(?:inhalt|navigation|suche|menü)(?: springen| wechseln)?\Z"
    r"|(?:navigation|menü) überspringen\Z|skip to (?:main )?content\Z|nach oben\Z|seite drucken\Z",
    re.IGNORECASE,
)
_URL = re.compile(r"https?://|www\.|\S@\S")


def number_of(line: str, *, single: bool) -> tuple[str, int]:
    """The section number at the beginning ("2.1") and its length; ("", 0) when there is none."""
    found = _NUMBERED.match(line) or (_SINGLE.match(line) if single else None)
    return (found[1], found.end()) if found is not None else ("", 0)


def is_underline(line: Line, above: Line) -> bool:
    """True when a line is the underline of the line above it."""
    return (
        line.text[0] in "=-~_"
        and _UNDERLINE.match(line.text) is not None
        and len(above.text) <= MAX_LENGTH
        and any(char.isalpha() for char in above.text)
        and len(line.text) >= min(3, len(above.text))
    )


def is_navigation(line: str) -> bool:
    """True for the skip links that stay behind when a web page is copied."""
    return len(line) < 60 and _NAVIGATION.match(line) is not None


def is_capitals(line: str) -> bool:
    """True for a short line in capital letters with at least one word of four letters."""
    letters = [char for char in line if char.isalpha()] if len(line) <= MAX_LENGTH else []
    return (
        len(letters) >= 4
        and "".join(letters).replace("ß", "").isupper()
        and any(len(word) >= 4 for word in re.findall(r"[^\W\d_]+", line))
        and not ends_sentence(line)
        and marker_of(line) is None
    )


def looks_like_heading(line: str, *, alone: bool = False, above_list: bool = False) -> bool:
    """True when the words allow a heading.

    A line that stands alone may be a question; one that stands alone above a list may also be a
    name in small letters.
    """
    if len(line) > MAX_LENGTH or len(line.split()) > MAX_WORDS:
        return False
    if line[0] in "([„“\"»«‚'" or not any(map(str.isalpha, line)):
        return False
    if not begins_upper(line) and not (above_list and len(line.split()) <= MAX_SMALL_WORDS):
        return False
    if line.endswith(",") or ends_in_hyphen(line) or _URL.search(line):
        return False
    if ends_sentence(line) and not _is_abbreviation(line):
        return alone and line.endswith("?")
    return True


def stands_like_heading(
    group: list[Line], place: int, *, wrapped: bool, below: Line | None
) -> bool:
    """True when the lines around allow a heading at this place of a group of lines.

    ``below`` is the first line of the next group; ``wrapped``: the group is hard-wrapped.
    """
    line = group[place].text
    if len(group) == 1:
        return below is not None
    rest = group[place + 1 : place + 3]
    if not rest:
        return False
    following = rest[0].text
    if wrapped:
        return (
            place == 0
            and len(following) >= 60
            and len(line) * 2.5 <= len(following)
            and begins_upper(following)
            and marker_of(following) is None
        )
    if looks_like_heading(following) and len(rest) > 1:
        following = rest[1].text
    return len(following) > MAX_LENGTH and len(following) >= 2 * len(line)


def looks_like_caption(line: str) -> bool:
    """True for "name, role, unit": several commas and no "und" that would make it a list."""
    return line.count(",") >= 2 and re.search(r"\b(?:und|oder|&)\b", line) is None


def _is_abbreviation(line: str) -> bool:
    """True for a line that is nothing but an abbreviation with full stops ("F.A.Q.")."""
    return re.fullmatch(r"(?:[^\W\d_]\.){2,}", line) is not None
