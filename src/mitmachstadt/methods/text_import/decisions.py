"""What a person decides about flags, applied without touching the original document."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from mitmachstadt.methods.text_import.edits import Edit, rewrite
from mitmachstadt.methods.text_import.errors import DecisionRefused
from mitmachstadt.methods.text_import.model import (
    Account,
    Change,
    Decision,
    Document,
    Flag,
    Label,
    Passage,
    Run,
    Section,
)
from mitmachstadt.methods.text_import.pieces import Piece

type Place = tuple[int, int]


def apply_decisions(document: Document, decisions: Iterable[Decision]) -> Document:
    """A new document in which accepted suggestions stand in the text, each as a Change.

    Flags keep their index and tell how they were decided. Raises DecisionRefused with code
    ``no_such_flag``, ``already_decided``, ``decided_twice``, ``nothing_to_accept`` or
    ``decisions_overlap``; then nothing is applied.
    """
    decisions = list(decisions)
    flags = decide_flags(document.report.flags, decisions)
    accepted: dict[Place, list[int]] = defaultdict(list)
    for decision in decisions:
        if decision.accept:
            flag = flags[decision.flag_index]
            assert flag.section is not None and flag.passage is not None
            accepted[flag.section, flag.passage].append(decision.flag_index)
    changed = _Changed(document, flags)
    for place, numbers in accepted.items():
        changed.edit_passage(place, numbers)
    return changed.document()


def decide_flags(flags: Iterable[Flag], decisions: Iterable[Decision]) -> list[Flag]:
    """The flags with these decisions, without the text; raises as `apply_decisions`."""
    decided = list(flags)
    seen: set[int] = set()
    for decision in decisions:
        number = decision.flag_index
        flag = _checked(decided, decision, seen)
        seen.add(number)
        decided[number] = replace(flag, decided=decision.accept)
    _refuse_overlaps(decided)
    return decided


def _checked(flags: list[Flag], decision: Decision, seen: set[int]) -> Flag:
    number = decision.flag_index
    if isinstance(number, bool) or not isinstance(number, int) or not 0 <= number < len(flags):
        raise DecisionRefused("no_such_flag", flag_index=number)
    if number in seen:
        raise DecisionRefused("decided_twice", flag_index=number)
    flag = flags[number]
    if flag.decided is not None:
        raise DecisionRefused("already_decided", flag_index=number)
    if decision.accept and (flag.suggestion is None or flag.at is None):
        raise DecisionRefused("nothing_to_accept", flag_index=number)
    return flag


def _refuse_overlaps(flags: list[Flag]) -> None:
    """Two accepted suggestions for the same characters contradict each other."""
    accepted = sorted(
        (flag.start, flag.end, number)
        for number, flag in enumerate(flags)
        if flag.decided and flag.suggestion is not None
    )
    for (_, end, number), (start, _, other) in pairwise(accepted):
        if start < end:
            raise DecisionRefused("decisions_overlap", flag_index=number, other=other)


class _Changed:
    """The parts of a document while suggestions are written into it."""

    def __init__(self, document: Document, flags: list[Flag]) -> None:
        self._document = document
        self._flags = flags
        self._changes = list(document.report.changes)
        self._runs = list(document.report.account.runs)
        self._texts: dict[Place, str] = {}
        self._by_place: dict[Place, list[int]] = defaultdict(list)
        for number, flag in enumerate(flags):
            if flag.at is not None and flag.section is not None and flag.passage is not None:
                self._by_place[flag.section, flag.passage].append(number)

    def edit_passage(self, place: Place, numbers: list[int]) -> None:
        section, number = place
        passage = self._document.sections[section].passages[number]
        first, last, pieces = self._pieces(place, passage.text)
        accepted = sorted((self._flags[index] for index in numbers), key=lambda flag: flag.start)
        edits = [Edit(flag.at, flag.suggestion or "") for flag in accepted if flag.at is not None]
        done = rewrite(pieces, edits, "suggestion_accepted")
        self._texts[place] = "".join([piece.out for piece in done])
        excerpts = [flag.excerpt for flag in accepted]
        self._runs[first:last] = self._new_runs(place, done, excerpts)
        self._move_flags(place, edits)

    def _pieces(self, place: Place, text: str) -> tuple[int, int, tuple[Piece, ...]]:
        """The pieces of a passage, rebuilt from the account, and the range of its runs."""
        span = self._document.sections[place[0]].passages[place[1]].spans
        first = bisect_left(self._runs, span[0][0], key=lambda run: run.start)
        last = first
        pieces = []
        position = 0
        while last < len(self._runs) and self._runs[last].start < span[-1][1]:
            run = self._runs[last]
            last += 1
            if run.label is Label.PASSAGE:
                length = run.end - run.start
                pieces.append(Piece(run.start, run.end, text[position : position + length]))
                position += length
            elif run.label is Label.CHANGED:
                after = self._changes[run.index[0]].after
                pieces.append(Piece(run.start, run.end, after, str(run.index[0])))
                position += len(after)
            else:
                # Layout between the lines of a passage belongs to its join; none is expected.
                pieces.append(Piece(run.start, run.end, "", ""))
        return first, last, tuple(pieces)

    def _new_runs(self, place: Place, pieces: tuple[Piece, ...], excerpts: list[str]) -> list[Run]:
        waiting = list(reversed(excerpts))
        runs = []
        for piece in pieces:
            if piece.code is None:
                runs.append(Run(piece.start, piece.end, Label.PASSAGE, place))
            elif piece.code == "suggestion_accepted":
                runs.append(Run(piece.start, piece.end, Label.CHANGED, (len(self._changes),)))
                before = waiting.pop()
                self._changes.append(Change(piece.code, piece.start, piece.end, before, piece.out))
            elif piece.code:
                runs.append(Run(piece.start, piece.end, Label.CHANGED, (int(piece.code),)))
            else:
                runs.append(Run(piece.start, piece.end, Label.LAYOUT, ()))
        return runs

    def _move_flags(self, place: Place, edits: list[Edit]) -> None:
        """Keep ``at`` of the other flags of the passage in step with its new text."""
        starts = [edit.at[0] for edit in edits]
        shifts = [0]
        for edit in edits:
            shifts.append(shifts[-1] + len(edit.out) - (edit.at[1] - edit.at[0]))
        for number in self._by_place[place]:
            flag = self._flags[number]
            assert flag.at is not None
            before = shifts[bisect_left(starts, flag.at[0])]
            after = shifts[bisect_left(starts, flag.at[1])]
            self._flags[number] = replace(flag, at=(flag.at[0] + before, flag.at[1] + after))

    def document(self) -> Document:
        old = self._document
        sections = tuple(
            self._section(number, section) for number, section in enumerate(old.sections)
        )
        account = Account(
            old.report.account.length, tuple(self._runs), old.report.account.layout_is_blank
        )
        words = sum(item.text.count(" ") + 1 for part in sections for item in part.passages)
        report = replace(
            old.report,
            flags=tuple(self._flags),
            changes=tuple(self._changes),
            account=account,
            words=words,
        )
        return replace(old, sections=sections, report=report)

    def _section(self, number: int, section: Section) -> Section:
        if not any((number, place) in self._texts for place in range(len(section.passages))):
            return section
        passages: list[Passage] = [
            replace(passage, text=self._texts.get((number, place), passage.text))
            for place, passage in enumerate(section.passages)
        ]
        return replace(section, passages=tuple(passages))
