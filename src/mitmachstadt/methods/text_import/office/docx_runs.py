"""The words inside a paragraph of a DOCX file, and what hangs on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from mitmachstadt.methods.text_import.inline import Words, raised
from mitmachstadt.methods.text_import.office.archive import Element, all_text, attribute, local
from mitmachstadt.methods.text_import.office.docx_styles import PLAIN, Style, W, toggle, value

# Stands in the words where a footnote hangs; XML has no such character.
NOTE = "\0"
_TEXT = W + "t"
_RUN = W + "r"
_PROPERTIES = W + "rPr"
_SIGNS = {"tab": "\t", "cr": "\u2028", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_DELETED = {"del", "moveFrom"}
_BESIDE = {"drawing", "pict", "object"}
_SKIPPED = {"pPr", "rPr", "sdtPr", "sdtEndPr", "Fallback", "instrText", "delInstrText", "rt"}
# So deep do runs stand in hyperlinks, fields and controls; deeper ones are read as plain text.
_DEEPEST = 30


@dataclass(slots=True)
class Line:
    """What was found in a paragraph, in order; notes are keys, a NOTE in the words each."""

    words: list[Words] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class RunReader:
    """Reads runs, with the styles and link targets of the part they stand in."""

    def __init__(self, styles: dict[str, Style], targets: dict[str, str]) -> None:
        self._styles = styles
        self._targets = targets

    def read(self, paragraph: Element, style: Style) -> Line:
        """The words of a paragraph."""
        line = Line()
        # A heading or a style that is bold throughout is not an emphasis in it.
        base = replace(style, bold=False, italic=False, raised="")
        self._children(paragraph, line, base, "", 0)
        return line

    def _children(self, element: Element, line: Line, base: Style, href: str, depth: int) -> None:
        if depth > _DEEPEST:
            line.words.append(Words(all_text(element), href=href))
            return
        for part in element:
            if part.tag == _RUN:
                self._run(part, line, base, href)
                continue
            name = local(part)
            if name in _DELETED:
                line.deleted.append(deleted_text(part))
            elif name == "hyperlink":
                target = self._targets.get(attribute(part, "id"), "")
                self._children(part, line, base, target, depth + 1)
            elif name in _BESIDE:
                self._beside(part, line)
            elif name == "AlternateContent" and len(part):
                # Of two variants of the same thing the first is read.
                self._children(part[0], line, base, href, depth + 1)
            elif name == "t":
                line.words.append(Words(part.text or "", href=href))
            elif name not in _SKIPPED:
                self._children(part, line, base, href, depth + 1)

    def _run(self, run: Element, line: Line, base: Style, href: str) -> None:
        properties = run.find(_PROPERTIES)
        style = base
        if properties is not None:
            named = self._styles.get(value(properties.find(W + "rStyle")), PLAIN)
            style = replace(
                base,
                bold=toggle(properties, "b", base.bold or named.bold),
                italic=toggle(properties, "i", base.italic or named.italic),
                hidden=toggle(properties, "vanish", base.hidden or named.hidden),
                raised=value(properties.find(W + "vertAlign")) or named.raised,
            )
        text = "".join(self._pieces(run, line, style))
        if not text:
            return
        if style.hidden and NOTE not in text:
            line.hidden.append(text)
            return
        if style.raised in ("superscript", "subscript"):
            text = raised(text, up=style.raised == "superscript")
        line.words.append(Words(text, style.bold, style.italic, href))

    def _pieces(self, run: Element, line: Line, style: Style) -> Iterator[str]:
        for part in run:
            if part.tag == _TEXT:
                yield part.text or ""
                continue
            name = local(part)
            if name in _SIGNS:
                yield _SIGNS[name]
            elif name == "br":
                yield "\u2028"
            elif name == "sym":
                yield _symbol(attribute(part, "char"))
            elif name in ("footnoteReference", "endnoteReference"):
                line.notes.append(f"{name} {attribute(part, 'id')}")
                yield NOTE
            elif name in _BESIDE:
                self._beside(part, line)
            elif name == "AlternateContent" and len(part):
                yield from self._pieces(part[0], line, style)
            elif name == "delText":
                line.deleted.append(part.text or "")
            elif name == "ruby":
                yield "".join(t.text or "" for t in part.iter(_TEXT))

    def _beside(self, element: Element, line: Line) -> None:
        """Text boxes and pictures; a drawing of another kind, as a chart, counts as a picture."""
        waiting, seen = [element], False
        while waiting:
            part = waiting.pop()
            name = local(part)
            if name == "txbxContent":
                line.boxes.append(part)
                seen = True
            elif name == "blip" or name == "imagedata":
                line.images.append(_described(element))
                seen = True
            elif name == "AlternateContent" and len(part):
                waiting.append(part[0])
            elif name == "t" and part.text and part.tag != _TEXT:
                # Words in a drawing, as in a diagram.
                line.words.append(Words(f" {part.text} "))
                seen = True
            else:
                waiting.extend(reversed(part))
        if not seen:
            line.images.append(_described(element))


def deleted_text(element: Element) -> str:
    """The words of a tracked deletion."""
    return "".join([part.text or "" for part in element.iter() if local(part) in ("delText", "t")])


def _described(element: Element) -> str:
    for part in element.iter():
        if local(part) in ("docPr", "shape"):
            words = attribute(part, "descr") or attribute(part, "alt") or attribute(part, "title")
            if words:
                return words
    return ""


def _symbol(code: str) -> str:
    """A sign of a symbol font; those of its private range are nearly always bullets."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    if 0xF000 <= number <= 0xF0FF:
        number -= 0xF000
        return {0xB7: "•", 0xA7: "▪", 0xFC: "✓", 0xE0: "→"}.get(number, chr(number))
    valid = number < 0xD800 or 0xE000 <= number < 0x110000
    return chr(number) if valid and number >= 32 else ""
