"""A forgiving tree of HTML: whatever was forgotten or crossed over, no word is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
}  # fmt: skip
BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog",
    "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2",
    "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "li", "main", "menu", "nav", "ol",
    "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    "caption", "legend", "option", "select", "optgroup", "frameset", "noscript", "title", "head",
}  # fmt: skip
# What the start of an element ends, and where looking for it stops.
_ENDS = {
    "li": ({"li"}, {"ul", "ol", "menu", "dir", "td", "th", "table"}),
    "dt": ({"dt", "dd"}, {"dl", "td", "th"}),
    "dd": ({"dt", "dd"}, {"dl", "td", "th"}),
    "tr": ({"tr"}, {"table"}),
    "td": ({"td", "th"}, {"tr", "table"}),
    "th": ({"td", "th"}, {"tr", "table"}),
    "tbody": ({"tbody", "thead", "tfoot"}, {"table"}),
    "tfoot": ({"tbody", "thead", "tfoot"}, {"table"}),
    "thead": ({"tbody", "thead", "tfoot"}, {"table"}),
    "option": ({"option"}, {"select"}),
}
_ROW_GROUPS = {"tbody", "thead", "tfoot"}
_FENCES = {"td", "th", "table", "li", "blockquote", "div", "body", "section", "article"}
_TABLE_PARTS = {"td", "th", "tr", "tbody", "thead", "tfoot", "table"}
# Deeper elements are put beside each other: their words stay.
DEEPEST = 150


@dataclass(slots=True)
class Node:
    """An element with its children in order; text is a string."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)


def parse_html(text: str) -> Node:
    """The tree of a page or of a fragment."""
    builder = _Tree()
    builder.feed(_closed(text))
    builder.close()
    return builder.root


def _closed(text: str) -> str:
    """What is begun and never ended is words: the parser would look for the end again and again."""
    for begin, end in (("<!--", "-->"), ("<![", "]"), ("<?", ">"), ("<", ">")):
        after = text.rfind(end) + len(end) if end in text else 0
        if begin in text[after:]:
            text = text[:after] + text[after:].replace("<", "&lt;")
    return text


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("html")
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._end_implied(tag)
        node = Node(tag, {name: value or "" for name, value in attrs})
        self._open[-1].children.append(node)
        if tag not in VOID and len(self._open) < DEEPEST:
            self._open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # In HTML the slash at the end of "<p/>" means nothing; Office writes "<o:p/>".
        self.handle_starttag(tag, attrs)
        if ":" in tag:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        fences = {"table"} - {tag} if tag in _TABLE_PARTS else {"td", "th", "table"}
        for place in range(len(self._open) - 1, 0, -1):
            if self._open[place].tag == tag:
                del self._open[place:]
                return
            if self._open[place].tag in fences:
                return

    def handle_data(self, data: str) -> None:
        self._open[-1].children.append(data)

    def _end_implied(self, tag: str) -> None:
        if tag in BLOCKS:
            self._end({"p"}, _FENCES)
        if tag in _ROW_GROUPS:
            self._end({"tr"}, {"table"})
        if tag in _ENDS:
            self._end(*_ENDS[tag])

    def _end(self, tags: set[str], fences: set[str]) -> None:
        for place in range(len(self._open) - 1, 0, -1):
            if self._open[place].tag in tags:
                del self._open[place:]
                return
            if self._open[place].tag in fences:
                return


def nodes(root: Node, *, without: Callable[[Node], bool] | None = None) -> Iterator[Node]:
    """An element and all that are in it, in order; left out are some, with all in them."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if without is not None and without(node):
            continue
        yield node
        waiting.extend(each for each in reversed(node.children) if isinstance(each, Node))


def words_of(node: Node) -> str:
    """All text of an element and what is in it, with single blanks."""
    text = " ".join(each for part in nodes(node) for each in part.children if isinstance(each, str))
    return " ".join(text.split())
