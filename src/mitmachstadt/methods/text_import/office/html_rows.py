"""Rows of an HTML table, where cells may reach down into the rows below."""

from __future__ import annotations

from mitmachstadt.methods.text_import.office.builder import Builder, Cell


class Rows:
    """Puts cells into their columns: where a cell from above reaches down, an empty one stands."""

    def __init__(self, builder: Builder) -> None:
        self.found: list[list[Cell]] = []
        self._builder = builder
        self._reaches: dict[int, int] = {}
        self._column = 0

    def begin(self) -> None:
        """Begin a row."""
        self.found.append([])
        self._column = 0

    def add(self, cell: Cell, rows: int) -> None:
        """Put a cell that takes so many rows into the next free column."""
        row = len(self.found)
        while self._reaches.get(self._column, 0) >= row:
            self.found[-1].append(self._builder.empty_cell())
            self._column += 1
        self.found[-1].append(cell)
        if rows > 1:
            last = row + rows - 1
            self._reaches.update({self._column + n: last for n in range(cell[1])})
        self._column += cell[1]
