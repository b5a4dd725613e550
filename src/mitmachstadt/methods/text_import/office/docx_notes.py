"""Footnotes and endnotes of a DOCX file."""

from __future__ import annotations

from collections.abc import Iterator

from mitmachstadt.methods.text_import.office.archive import Element, attribute
from mitmachstadt.methods.text_import.office.builder import Builder


class Notes:
    """Each note is read once, however often it is referred to; further references share its sign.

    Its words are read after those that refer to it, so that a note inside itself comes to an end.
    """

    def __init__(self, footnotes: Element | None, endnotes: Element | None) -> None:
        self._notes = {
            (f"{kind}Reference", attribute(note, "id")): note
            for kind, root in (("footnote", footnotes), ("endnote", endnotes))
            for note in (() if root is None else root)
        }
        self._signs: dict[tuple[str, str], str] = {}
        self._waiting: list[tuple[Element, Builder]] = []

    def sign(self, kind: str, note_id: str, builder: Builder) -> str:
        """The sign of a note for the text."""
        key = (kind, note_id)
        if key not in self._signs:
            self._signs[key], body = builder.note()
            if key in self._notes:
                self._waiting.append((self._notes[key], body))
        return self._signs[key]

    def unread(self) -> Iterator[tuple[Element, Builder]]:
        """The notes that were referred to and not read, also those that reading them adds."""
        yield from self._waiting
        self._waiting.clear()
