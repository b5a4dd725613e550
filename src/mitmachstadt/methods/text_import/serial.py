"""A document as plain data, with keys and order that stay the same."""

from __future__ import annotations

from mitmachstadt.methods.text_import.messages import describe, describe_change
from mitmachstadt.methods.text_import.model import (
    Change,
    Document,
    Flag,
    Passage,
    Report,
    Section,
)

VERSION = 1


def to_json(document: Document) -> dict[str, object]:
    """A document as dicts, lists, strings, numbers, booleans and None, for ``json.dumps``.

    ``describe`` texts are included, so that a reader needs no table of codes.
    """
    return {
        "version": VERSION,
        "format": document.format.value,
        "title": document.title,
        "sections": [_section(section) for section in document.sections],
        "report": _report(document.report),
    }


def _section(section: Section) -> dict[str, object]:
    return {
        "title": section.title,
        "level": section.level,
        "number": section.number,
        "kind": section.kind.value,
        "key": section.key,
        "span": list(section.span),
        "passages": [_passage(passage) for passage in section.passages],
    }


def _passage(passage: Passage) -> dict[str, object]:
    return {
        "form": passage.form.value,
        "marker": passage.marker,
        "depth": passage.depth,
        "text": passage.text,
        "markup": passage.markup,
        "spans": [list(span) for span in passage.spans],
    }


def _report(report: Report) -> dict[str, object]:
    account = report.account
    return {
        "sections": report.sections,
        "passages": report.passages,
        "words": report.words,
        "flags": [_flag(flag) for flag in report.flags],
        "changes": [_change(change) for change in report.changes],
        "account": {
            "length": account.length,
            "complete": account.is_complete,
            "runs": [[run.start, run.end, run.label.value, *run.index] for run in account.runs],
        },
    }


def _flag(flag: Flag) -> dict[str, object]:
    return {
        "code": flag.code,
        "text": describe(flag),
        "start": flag.start,
        "end": flag.end,
        "excerpt": flag.excerpt,
        "suggestion": flag.suggestion,
        "section": flag.section,
        "passage": flag.passage,
        "at": list(flag.at) if flag.at is not None else None,
        "data": {key: _plain(value) for key, value in flag.data.items()},
        "decided": flag.decided,
    }


def _change(change: Change) -> dict[str, object]:
    return {
        "code": change.code,
        "text": describe_change(change),
        "start": change.start,
        "end": change.end,
        "before": change.before,
        "after": change.after,
    }


def _plain(value: object) -> object:
    """Tuples become lists, at any depth."""
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    return value
