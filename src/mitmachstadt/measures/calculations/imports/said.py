"""An item with what else its list says of it: taken piece by piece, so that nothing gets lost."""

import re
from collections.abc import Iterable

from django.utils.translation import gettext

from mitmachstadt.kernel.text import clean_line, clean_text, shorten
from mitmachstadt.measures.calculations.imports.columns import COLUMNS
from mitmachstadt.measures.rules.words import is_placeholder
from mitmachstadt.methods.list_import import Item, Note, describe, fold

# What the open data of a city puts before a text that a spreadsheet would calculate with.
_GUARDED = re.compile(r"'(?=[=+\-@\t\r])")
# What these say stands with the rest; the note has told it.
_TOLD = {"unknown_status", "no_date", "no_address", "ends_before_begin", "no_point"}


class Said:
    """Columns are taken by what they mean; whatever nobody takes is left over."""

    def __init__(self, item: Item, notes: Iterable[Note]) -> None:
        self.item = item
        self.notes: list[str] = []
        self.left = dict(item.rest)
        self.district = ""
        for note in notes:
            self._heard(note)

    def _heard(self, note: Note) -> None:
        if note.code == "unknown_district":
            self.district = self.left.pop(note.field, "")
        elif note.code != "cost_is_text":
            if note.code in _TOLD:
                self.left.pop(note.field, None)
            where = f"{note.field}: " if note.field else ""
            self.tell(f"{where}{describe(note, gettext)}")

    def tell(self, words: str) -> None:
        self.notes.append(words)

    def nothing(self, label: str, text: str) -> None:
        """Words stand there that say nothing."""
        told = gettext("{label}: „{text}“ sagt nichts und bleibt leer.")
        self.tell(told.format(label=label, text=shorten(text, 40)))

    def not_taken(self, label: str, text: str) -> None:
        told = gettext("{label}: „{text}“ ist nicht eindeutig und wurde nicht übernommen.")
        self.tell(told.format(label=label, text=shorten(text, 120)))

    def take(self, column: str) -> str:
        """What the column of this meaning says; it is left over no longer."""
        for name in self.left:
            if fold(name) in COLUMNS[column]:
                return self.left.pop(name)
        return ""

    def text(self, label: str, text: str, longest: int) -> str:
        """Text that can be kept: no placeholder, not too long; else a note says what is missing."""
        return self._fitting(label, clean_text(unguarded(text)), longest)

    def line(self, label: str, text: str, longest: int) -> str:
        return self._fitting(label, clean_line(unguarded(text)), longest)

    def _fitting(self, label: str, text: str, longest: int) -> str:
        if text and is_placeholder(text):
            self.nothing(label, text)
            return ""
        if len(text) > longest:
            told = gettext("{label}: auf {longest} Zeichen gekürzt.")
            self.tell(told.format(label=label, longest=longest))
            return text[: longest - 1].rstrip() + "…"
        return text

    def left_in_words(self) -> str:
        return "; ".join(f"{name}: {text}" for name, text in self.left.items())


def unguarded(text: str) -> str:
    """Text as it was before a table was made safe for spreadsheets."""
    return _GUARDED.sub("", text, count=1) if text.startswith("'") else text
