"""What a document is made of."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Heading:
    text: str
    level: int = 1

    @property
    def role(self) -> str:
        return f"H{self.level}"


@dataclass(frozen=True)
class Paragraph:
    text: str
    role: str = "P"


@dataclass(frozen=True)
class Items:
    """A list with a dot before each item."""

    items: tuple[str, ...]
    role: str = "L"


@dataclass(frozen=True)
class Rows:
    """A table: the first row names the columns, the first column names the rows."""

    rows: tuple[tuple[str, ...], ...]
    role: str = "Table"


type Block = Heading | Paragraph | Items | Rows
