"""What a page says, read from its HTML as a browser would."""

import re
from html.parser import HTMLParser
from itertools import pairwise


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.levels: list[int] = []
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag, attrs):
        found = {name: value or "" for name, value in attrs}
        self.elements.append((tag, found))
        if "id" in found:
            self.ids.append(found["id"])
        if re.fullmatch(r"h[1-6]", tag):
            self.levels.append(int(tag[1]))

    def handle_data(self, data):
        self.words.append(data)


def read_page(html):
    page = _Page()
    page.feed(html)
    page.close()
    return page


def ids_on(html):
    return read_page(html).ids


def levels_on(html):
    """The levels of all headings, in order."""
    return read_page(html).levels


def headings_without_jump(html):
    """One h1, and no heading more than one level below the one before it."""
    levels = levels_on(html)
    steps = all(later - earlier <= 1 for earlier, later in pairwise(levels))
    return levels.count(1) == 1 and levels[0] == 1 and steps


def targets_of(contents):
    """(page, anchor) of each link in a table of contents."""
    return [(int(n), anchor) for n, anchor in re.findall(r'href="[^"]*/(\d+)/#(\w+)"', contents)]


def words_on(html):
    """The text of a page in one line."""
    return " ".join(" ".join(read_page(html).words).split())
