"""Closes the account of a document: whatever no block took is layout, or it is reported."""

from __future__ import annotations

from mitmachstadt.methods.text_import.hidden import is_invisible
from mitmachstadt.methods.text_import.model import Account, Change, Flag, Label, Run


def close_account(text: str, runs: list[Run], changes: list[Change], flags: list[Flag]) -> Account:
    """Sort the runs and fill their gaps; what the gaps hide is added to changes and flags."""
    complete: list[Run] = []
    position = 0
    for run in sorted(runs, key=_start):
        if run.start > position:
            complete.append(_gap(text, position, run.start, changes, flags))
        complete.append(run)
        position = run.end
    if position < len(text):
        complete.append(_gap(text, position, len(text), changes, flags))
    blank = all(
        text[run.start : run.end].isspace() for run in complete if run.label is Label.LAYOUT
    )
    return Account(len(text), tuple(complete), blank)


def _start(run: Run) -> int:
    return run.start


def _gap(text: str, start: int, end: int, changes: list[Change], flags: list[Flag]) -> Run:
    excerpt = text[start:end]
    if excerpt.isspace():
        return Run(start, end, Label.LAYOUT, ())
    if is_invisible(excerpt):
        changes.append(Change("hidden_removed", start, end, excerpt, ""))
        return Run(start, end, Label.CHANGED, (len(changes) - 1,))
    flags.append(Flag("unplaced_text", start, end, excerpt))
    return Run(start, end, Label.REPORTED, (len(flags) - 1,))
