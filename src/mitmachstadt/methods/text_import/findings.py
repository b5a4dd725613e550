"""What the checks see of a document, and how they say what they found."""

from __future__ import annotations

from dataclasses import dataclass, field

from mitmachstadt.methods.text_import.model import Data, Form, Span


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage with its place: indexes of section and passage, and the section's title."""

    section: int
    passage: int
    form: Form
    marker: str
    depth: int
    text: str


@dataclass(frozen=True, slots=True)
class HeadingView:
    """A heading with its place and level."""

    section: int
    title: str
    level: int


@dataclass(frozen=True, slots=True)
class View:
    """The whole document as the checks see it, in reading order."""

    headings: list[HeadingView]
    passages: list[PassageView]
    plain: bool

    def title_of(self, section: int) -> str:
        """The title of a section."""
        return self.headings[section].title


@dataclass(frozen=True, slots=True)
class Finding:
    """A flag before its place in the input is known; ``at`` None means the whole passage."""

    code: str
    section: int
    passage: int | None
    at: Span | None = None
    suggestion: str | None = None
    data: Data = field(default_factory=dict)
