"""The words inside a paragraph of an ODT file, and what hangs on them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from mitmachstadt.methods.text_import.inline import Words, raised
from mitmachstadt.methods.text_import.office.archive import (
    Element,
    all_text,
    attribute,
    child,
    local,
)
from mitmachstadt.methods.text_import.office.counting import whole
from mitmachstadt.methods.text_import.office.docx_styles import Style
from mitmachstadt.methods.text_import.office.odt_styles import Styles

_DEEPEST = 30
_MOST_BLANKS = 1000
_SIGNS = {"tab": "\t", "line-break": "\u2028"}
_SKIPPED = {"tracked-changes", "annotation-end", "soft-page-break", "ruby-text", "title", "desc"}
_DRAWN = {"image", "object", "object-ole", "plugin", "applet"}
_BOXES = {"text-box", "table"}


@dataclass(slots=True)
class OdtLine:
    """What was found in a paragraph; notes are (place among the words, body)."""

    words: list[Words] = field(default_factory=list)
    notes: list[tuple[int, Element]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    reports: list[tuple[str, str, str]] = field(default_factory=list)


def read_words(
    element: Iterable[Element], line: OdtLine, styles: Styles, style: Style, href: str = ""
) -> None:
    """Read the words of a paragraph into the line."""
    # A style that is bold throughout is not an emphasis in its paragraph.
    base = replace(style, bold=False, italic=False, raised="")
    _Words(line, styles).read(element, base, href, 0)


class _Words:
    def __init__(self, line: OdtLine, styles: Styles) -> None:
        self._line = line
        self._styles = styles

    def read(self, element: Iterable[Element], style: Style, href: str, depth: int) -> None:
        if begin := getattr(element, "text", None):
            self._add(begin, style, href)
        for part in element:
            if depth > _DEEPEST:
                self._add(all_text(part), style, href)
            else:
                self._part(part, style, href, depth)
            if part.tail:
                self._add(part.tail, style, href)

    def _part(self, part: Element, style: Style, href: str, depth: int) -> None:
        name = local(part)
        if name == "span":
            own = self._styles.text(attribute(part, "style-name"))
            style = replace(
                style,
                bold=style.bold or own.bold,
                italic=style.italic or own.italic,
                hidden=style.hidden or own.hidden,
                raised=own.raised or style.raised,
            )
            self.read(part, style, href, depth + 1)
        elif name == "s":
            self._add(" " * min(whole(attribute(part, "c"), 1), _MOST_BLANKS), style, href)
        elif name in _SIGNS:
            self._add(_SIGNS[name], style, href)
        elif name == "a":
            self.read(part, style, attribute(part, "href"), depth + 1)
        elif name == "note":
            body = child(part, "note-body")
            self._line.notes.append((len(self._line.words), part if body is None else body))
            self._line.words.append(Words(""))
        elif name == "annotation":
            self._annotation(part)
        elif name in ("hidden-text", "hidden-paragraph"):
            self._line.reports.append(("hidden_text", all_text(part), ""))
        elif name in _BOXES:
            self._line.boxes.append(part)
        elif name == "image":
            pass
        elif name not in _SKIPPED:
            if name == "frame" and any(local(each) in _DRAWN for each in part):
                self._picture(part)
            self.read(part, style, href, depth + 1)

    def _annotation(self, part: Element) -> None:
        words = [
            all_text(each) for each in part if local(each) not in ("creator", "date", "initials")
        ]
        name = child(part, "creator")
        author = "" if name is None else all_text(name)
        self._line.reports.append(("comment", " ".join(words), author))

    def _picture(self, frame: Element) -> None:
        words = [child(frame, "desc"), child(frame, "title")]
        text = next((all_text(each) for each in words if each is not None), "")
        self._line.reports.append(("image", text, ""))

    def _add(self, text: str, style: Style, href: str) -> None:
        # Line ends in the file are blanks; real ones are elements.
        text = text.replace("\n", " ")
        if style.hidden:
            if text.strip():
                self._line.reports.append(("hidden_text", text, ""))
        elif text:
            if style.raised:
                text = raised(text, up=style.raised == "superscript")
            self._line.words.append(Words(text, style.bold, style.italic, href))
