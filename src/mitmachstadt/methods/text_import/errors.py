"""Refusals: a code with parameters; the German sentence comes from ``messages``."""

from __future__ import annotations

from mitmachstadt.methods.text_import.messages import refusal_text


class TextImportError(ValueError):
    """Base of all refusals of this package: ``code`` and ``data`` say what and why."""

    def __init__(self, code: str, **data: object) -> None:
        self.code = code
        self.data = data
        super().__init__(refusal_text(code, data))


class ImportRefused(TextImportError):
    """The bytes cannot be read as a document.

    Codes: ``empty_file``, ``not_text`` (data: what), ``encoding_unclear`` (data: candidates,
    sample), ``unknown_encoding`` (data: encoding), ``wrong_encoding`` (data: encoding, position).
    """


class DecisionRefused(TextImportError):
    """A decision does not fit the document.

    Codes: ``no_such_flag``, ``already_decided``, ``decided_twice``, ``nothing_to_accept``,
    ``decisions_overlap``; data: flag_index and, for overlaps, other.
    """
