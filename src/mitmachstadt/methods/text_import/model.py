"""The shapes that go in and out of the importer.

All offsets are half-open ranges ``(start, end)``, counted in characters of the input text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

type Span = tuple[int, int]
type Data = Mapping[str, object]


class Format(StrEnum):
    """How the input text is written."""

    PLAIN = "plain"
    MARKDOWN = "markdown"
    STRUCTURED = "structured"


class Form(StrEnum):
    """What a passage looks like."""

    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    NUMBERED = "numbered"
    QUOTE = "quote"
    TABLE = "table"
    CODE = "code"


class SectionKind(StrEnum):
    """What a section is about, guessed from the words of its heading."""

    NEED = "need"
    QUESTION = "question"
    GOAL = "goal"
    PRINCIPLE = "principle"
    MEASURE = "measure"
    TERM = "term"
    FINDING = "finding"
    SCENARIO = "scenario"
    PROSE = "prose"


class Label(StrEnum):
    """What became of one run of the input."""

    TITLE = "title"
    PASSAGE = "passage"
    CHANGED = "changed"
    LAYOUT = "layout"
    REPORTED = "reported"


@dataclass(frozen=True, slots=True)
class Decoded:
    """Bytes read as text: the text without BOM, the encoding used, whether a BOM was dropped."""

    text: str
    encoding: str
    removed_bom: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """The smallest citable part of a document.

    ``depth`` is the number of lists that enclose it (0 outside of lists); for quotes it also
    counts the quotes. ``text`` is canonical: NFC, no control characters, single spaces, joined
    lines; only tables and code keep their line breaks. ``markup`` is "plain" or "markdown".
    """

    form: Form
    marker: str
    depth: int
    text: str
    markup: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading (title "" for text before the first one) with its passages; level is 1 to 6."""

    title: str
    level: int
    number: str
    passages: tuple[Passage, ...]
    span: Span
    kind: SectionKind
    key: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """What the importer did on its own: ``before`` stood at the range, ``after`` stands now."""

    code: str
    start: int
    end: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Flag:
    """Something that a person must look at.

    ``suggestion`` would replace ``excerpt``; None means that there is nothing to accept.
    ``at`` is the range of the excerpt inside the text of the passage (None when the flag is not
    about words of one passage). ``decided`` is None until ``apply_decisions`` was told.
    """

    code: str
    start: int
    end: int
    excerpt: str
    suggestion: str | None = None
    section: int | None = None
    passage: int | None = None
    at: Span | None = None
    data: Data = field(default_factory=dict)
    decided: bool | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the input and where it went.

    ``index`` is (section,) for titles, (section, passage) for passages, (change,) for changed
    runs, (flag,) for reported ones and () for layout whitespace.
    """

    start: int
    end: int
    label: Label
    index: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """The proof that nothing is lost: runs that cover the whole input, each exactly once."""

    length: int
    runs: tuple[Run, ...]
    layout_is_blank: bool

    @property
    def is_complete(self) -> bool:
        """True when the runs are a partition of the input and layout runs hold only whitespace."""
        position = 0
        for run in self.runs:
            if run.start != position or run.end <= run.start:
                return False
            position = run.end
        return position == self.length and self.layout_is_blank


@dataclass(frozen=True, slots=True)
class Report:
    """What the importer noticed, did, and where every character went."""

    flags: tuple[Flag, ...]
    changes: tuple[Change, ...]
    account: Account
    sections: int
    passages: int
    words: int


@dataclass(frozen=True, slots=True)
class Document:
    """Sections in reading order; the levels give the tree. ``title`` is "" when unclear."""

    title: str
    sections: tuple[Section, ...]
    report: Report
    format: Format


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's word on one flag, by its index in ``report.flags``."""

    flag_index: int
    accept: bool
