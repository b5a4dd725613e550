"""The same content as DOCX, ODT and HTML: no word lost or doubled, and the same passages."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from mitmachstadt.methods.text_import import Document, Format, convert, read_document
from tests import office
from tests.office import Block, Heading, Item, List, Par, Table

# Every word is another one, so that a lost or doubled one shows.
SIGNS = [
    "",
    "",
    "*",
    "_",
    "[a](b)",
    "<i>",
    "&amp;",
    "|",
    "\\",
    "`",
    "**",
    "~",
    "!",
    "#",
    "Bürger*in",
]


@st.composite
def documents(draw: st.DrawFn) -> list[Block]:
    """A few blocks that hold each other, with a number in each word."""
    count = iter(range(10_000))

    def words() -> str:
        size = draw(st.integers(1, 3))
        return " ".join(f"w{next(count)}{draw(st.sampled_from(SIGNS))}" for _ in range(size))

    def blocks(depth: int) -> list[Block]:
        return [block(depth) for _ in range(draw(st.integers(1, 3)))]

    def block(depth: int) -> Block:
        kind = draw(st.sampled_from("plt" if depth < 3 else "p"))
        if kind == "l":
            return List([item(depth) for _ in range(draw(st.integers(1, 3)))], draw(st.booleans()))
        if kind == "t":
            wide = draw(st.integers(2, 3))
            rows = draw(st.integers(1, 2))
            return Table([[blocks(depth + 1) for _ in range(wide)] for _ in range(rows)])
        return Par(words(), bold=draw(st.booleans()))

    def item(depth: int) -> Item:
        kind = draw(st.sampled_from("  l" if depth < 2 else " "))
        inside = [List([item(depth + 1)], draw(st.booleans()))] if kind == "l" else []
        return Item(words(), inside)

    found: list[Block] = []
    for _ in range(draw(st.integers(1, 3))):
        found.append(Heading(words(), draw(st.integers(1, 6))))
        found.extend(blocks(0))
    return found


def read(data: bytes, name: str) -> Document:
    converted = convert(data, name=name)
    assert converted is not None
    document = read_document(converted.text, format=Format.STRUCTURED)
    assert document.report.account.is_complete
    return document


def shape(document: Document) -> list[object]:
    return [
        (s.level, s.title, [(p.form, p.marker, p.depth, p.text) for p in s.passages])
        for s in document.sections
    ]


@given(documents())
@settings(max_examples=40, deadline=None)
def test_three_formats_give_the_same_passages(blocks: list[Block]) -> None:
    one, other, third = (
        read(write(blocks), f"x.{name}")
        for name, write in (("docx", office.docx), ("odt", office.odt), ("html", office.html))
    )
    assert shape(one) == shape(other) == shape(third)


@given(documents())
@settings(max_examples=40, deadline=None)
def test_no_word_is_lost_or_doubled(blocks: list[Block]) -> None:
    said = Counter(number_of(word) for word in every_text(blocks).split())
    for name, write in (("docx", office.docx), ("odt", office.odt), ("html", office.html)):
        document = read(write(blocks), f"x.{name}")
        texts = [s.title for s in document.sections]
        texts += [p.text for s in document.sections for p in s.passages]
        found = Counter(number_of(word) for word in " ".join(texts).split())
        del found[""]
        assert found == said


def number_of(word: str) -> str:
    """ "w17" of "**w17\\*": which word it is, whatever stands around it."""
    start = word.find("w")
    digits = ""
    for sign in word[start + 1 :] if start >= 0 else "":
        if not sign.isdigit():
            break
        digits += sign
    return digits and f"w{digits}"


def every_text(blocks: list[Block] | tuple[Block, ...]) -> str:
    texts = []
    for block in blocks:
        if isinstance(block, Heading | Par):
            texts.append(block.text)
        elif isinstance(block, List):
            for item in block.items:
                texts += [item.text, every_text(list(item.inside))]
        else:
            texts += [every_text(list(cell)) for row in block.rows for cell in row]
    return " ".join(texts)
