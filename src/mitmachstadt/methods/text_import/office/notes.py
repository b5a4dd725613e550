"""Footnotes of a document while it is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mitmachstadt.methods.text_import.office.builder import Builder


class Notes[Body]:
    """Each note is read once, however often it is referred to; further references share its sign.

    Its words are read after those that refer to it, so that a note inside itself comes to an end.
    """

    def __init__(self, bodies: Mapping[str, Body]) -> None:
        self._bodies = bodies
        self._signs: dict[str, str] = {}
        self._waiting: list[tuple[Body, Builder]] = []

    def __contains__(self, key: str) -> bool:
        return key in self._bodies

    def sign(self, key: str, builder: Builder) -> str:
        """The sign of a note for the text."""
        if key not in self._signs:
            self._signs[key], inside = builder.note()
            if key in self._bodies:
                self._waiting.append((self._bodies[key], inside))
        return self._signs[key]

    def unread(self) -> Iterator[tuple[Body, Builder]]:
        """The notes that were referred to and not read, also those that reading them adds."""
        yield from self._waiting
        self._waiting.clear()

    def left(self) -> Iterator[Body]:
        """The notes to which nothing that was read refers."""
        for key, body in self._bodies.items():
            if key not in self._signs:
                self._signs[key] = ""
                yield body
