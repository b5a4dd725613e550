"""Sections in the making."""

from __future__ import annotations

from dataclasses import dataclass, field

from mitmachstadt.methods.text_import.findings import HeadingView, PassageView, View
from mitmachstadt.methods.text_import.model import Passage, Section, SectionKind
from mitmachstadt.methods.text_import.pieces import Piece

type Pieces = tuple[Piece, ...]


@dataclass(slots=True)
class Draft:
    """A section in the making; ``pieces`` are those of its passages, one tuple for each."""

    title: str
    level: int
    number: str
    kind: SectionKind
    key: str
    span: list[int]
    title_pieces: Pieces = ()
    passages: list[Passage] = field(default_factory=list)
    pieces: list[Pieces] = field(default_factory=list)

    def section(self) -> Section:
        """The finished section."""
        span = (self.span[0], self.span[1])
        passages = tuple(self.passages)
        return Section(self.title, self.level, self.number, passages, span, self.kind, self.key)


def view_of(drafts: list[Draft], *, plain: bool) -> View:
    """What the checks see."""
    headings = [
        HeadingView(number, draft.title, draft.level) for number, draft in enumerate(drafts)
    ]
    passages = [
        PassageView(number, place, item.form, item.marker, item.depth, item.text)
        for number, draft in enumerate(drafts)
        for place, item in enumerate(draft.passages)
    ]
    return View(headings, passages, plain)


def title_of(sections: tuple[Section, ...]) -> str:
    """The first heading, when it is the only one of the highest level and opens the document."""
    titled = [section for section in sections if section.title]
    if not titled or titled[0].level != 1:
        return ""
    return titled[0].title if sum(section.level == 1 for section in titled) == 1 else ""
