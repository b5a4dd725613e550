"""The common shape between the readers (plain, Markdown) and the assembly of the document."""

from __future__ import annotations

from dataclasses import dataclass, field

from mitmachstadt.methods.text_import.model import Data, Form, SectionKind, Span


@dataclass(frozen=True, slots=True)
class Removed:
    """A range that leaves the text on purpose, with the code of the change."""

    start: int
    end: int
    code: str
    after: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A flag found by a reader, before sections and passages have indexes."""

    code: str
    start: int
    end: int
    data: Data = field(default_factory=dict)


@dataclass(slots=True)
class Block:
    """A heading (``form`` None, ``level`` set) or a passage, as ranges of the input.

    ``title`` is the heading as it stands, for judging levels; ``style`` is "=", "-", "capitals"
    or "" and tells how a heading of a plain text is marked.
    """

    form: Form | None
    spans: list[Span]
    marker: str = ""
    depth: int = 0
    removed: list[Removed] = field(default_factory=list)
    literal: bool = False
    level: int = 0
    number: str = ""
    key: str = ""
    kind: SectionKind | None = None
    style: str = ""
    title: str = ""
    notes: list[Note] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Blocks:
    """All blocks of a document in reading order, and what belongs to none of them.

    ``reported`` are ranges that stay out of the text and are flagged; ``notes`` are flags about
    the document as a whole.
    """

    blocks: list[Block]
    removed: list[Removed] = field(default_factory=list)
    reported: list[Note] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
