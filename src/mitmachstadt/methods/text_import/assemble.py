"""Puts a document together from blocks, and accounts for every character of the input."""

from __future__ import annotations

from itertools import chain

from mitmachstadt.methods.text_import.accounting import close_account
from mitmachstadt.methods.text_import.blocks import Block, Blocks, Note, Removed
from mitmachstadt.methods.text_import.check_repeats import check_repeats
from mitmachstadt.methods.text_import.check_safety import check_safety, names_of
from mitmachstadt.methods.text_import.check_structure import check_structure
from mitmachstadt.methods.text_import.check_words import check_words
from mitmachstadt.methods.text_import.compose import Composed, Composer, Doubt
from mitmachstadt.methods.text_import.drafts import Draft, Pieces, title_of, view_of
from mitmachstadt.methods.text_import.edits import Ruler
from mitmachstadt.methods.text_import.findings import Finding
from mitmachstadt.methods.text_import.kinds import kind_of
from mitmachstadt.methods.text_import.links import bad_scheme, neutralise
from mitmachstadt.methods.text_import.model import (
    Account,
    Change,
    Document,
    Flag,
    Format,
    Label,
    Passage,
    Report,
    Run,
    SectionKind,
)

# So much of a link that was made harmless is shown.
_SHOWN = 40


def assemble(text: str, blocks: Blocks, format: Format) -> Document:
    """The document of the given blocks."""
    return _Assembly(text, format).run(blocks)


class _Assembly:
    def __init__(self, text: str, format: Format) -> None:
        self._text = text
        self._format = format
        self._composer = Composer(text)
        self._sections: list[Draft] = []
        self._changes: list[Change] = []
        self._runs: list[Run] = []
        self._flags: list[Flag] = []
        self._last_ruler = Ruler(())

    def run(self, blocks: Blocks) -> Document:
        for removed in blocks.removed:
            self._remove(removed)
        for note in blocks.reported:
            self._report(note)
        for note in blocks.notes:
            self._flag_note(note)
        for block in blocks.blocks:
            self._place(block)
        self._check()
        account = close_account(self._text, self._runs, self._changes, self._flags)
        return self._document(account)

    # placing

    def _place(self, block: Block) -> None:
        for removed in block.removed:
            self._remove(removed)
        composed = self._composer.compose(block.spans, literal=block.literal)
        pieces = composed.pieces
        if self._format is not Format.PLAIN and not block.literal:
            pieces = neutralise(composed)
        text = "".join([piece.out for piece in pieces])
        if block.form is None:
            self._begin_section(block, text, pieces)
        elif text.strip():
            self._add_passage(block, text, pieces)
        else:
            self._record(pieces, Label.LAYOUT, ())
            return
        self._note_hidden(pieces)
        for note in block.notes:
            self._flag_note(note)
        for doubt in composed.doubts:
            self._flag_doubt(doubt, composed, pieces)
        if pieces is not composed.pieces:
            self._flag_neutralised(pieces)

    def _begin_section(self, block: Block, title: str, pieces: Pieces) -> None:
        span = [block.spans[0][0], block.spans[-1][1]] if block.spans else [0, 0]
        if block.removed:
            span[0] = min(span[0], block.removed[0].start)
        kind = block.kind or kind_of(title)
        draft = Draft(title, block.level, block.number, kind, block.key, span, pieces)
        self._sections.append(draft)
        self._record(pieces, Label.TITLE, (len(self._sections) - 1,))

    def _add_passage(self, block: Block, text: str, pieces: Pieces) -> None:
        assert block.form is not None
        if not self._sections:
            empty = Draft("", 1, "", SectionKind.PROSE, "", [pieces[0].start, 0])
            self._sections.append(empty)
        section = self._sections[-1]
        markup = "plain" if self._format is Format.PLAIN else "markdown"
        spans = tuple(block.spans)
        passage = Passage(block.form, block.marker, block.depth, text, markup, spans)
        section.passages.append(passage)
        section.pieces.append(pieces)
        section.span[1] = max(section.span[1], pieces[-1].end)
        index = (len(self._sections) - 1, len(section.passages) - 1)
        self._record(pieces, Label.PASSAGE, index)

    def _record(self, pieces: Pieces, label: Label, index: tuple[int, ...]) -> None:
        for piece in pieces:
            if piece.code is None:
                self._runs.append(Run(piece.start, piece.end, label, index))
            else:
                self._change(piece.start, piece.end, piece.code, piece.out)

    def _remove(self, removed: Removed) -> None:
        self._change(removed.start, removed.end, removed.code, removed.after)

    def _change(self, start: int, end: int, code: str, after: str) -> None:
        self._runs.append(Run(start, end, Label.CHANGED, (len(self._changes),)))
        self._changes.append(Change(code, start, end, self._text[start:end], after))

    def _report(self, note: Note) -> None:
        self._runs.append(Run(note.start, note.end, Label.REPORTED, (len(self._flags),)))
        excerpt = self._text[note.start : note.end]
        self._flags.append(Flag(note.code, note.start, note.end, excerpt, data=note.data))

    # flags

    def _here(self) -> tuple[int | None, int | None]:
        if not self._sections:
            return None, None
        return len(self._sections) - 1, len(self._sections[-1].passages) - 1

    def _flag_note(self, note: Note) -> None:
        section, passage = self._here()
        if passage is not None and passage < 0:
            passage = None
        excerpt = " ".join(self._text[note.start : note.end].split())
        self._flags.append(
            Flag(note.code, note.start, note.end, excerpt, None, section, passage, None, note.data)
        )

    def _note_hidden(self, pieces: Pieces) -> None:
        spots = [piece for piece in pieces if piece.code == "hidden_removed"]
        hidden = [
            char
            for piece in spots
            for char in self._text[piece.start : piece.end]
            if not char.isspace() and char != "\u00ad"
        ]
        if hidden:
            start, end = spots[0].start, spots[-1].end
            data = {"count": len(hidden), "names": names_of(hidden)}
            self._flag_note(Note("hidden_characters", start, end, data))

    def _ruler(self, pieces: Pieces) -> Ruler:
        # Flags come passage by passage, so that one ruler serves many of them.
        if self._last_ruler.pieces is not pieces:
            self._last_ruler = Ruler(pieces)
        return self._last_ruler

    def _flag_doubt(self, doubt: Doubt, composed: Composed, pieces: Pieces) -> None:
        section, passage = self._here()
        if passage is None or passage < 0 or pieces is not composed.pieces:
            return
        begin = self._ruler(pieces).output(doubt.start)
        at = (begin - len(doubt.left), begin + len(doubt.chosen) + len(doubt.right))
        start, end = self._ruler(pieces).source(at)
        suggestion = doubt.left + doubt.other + doubt.right
        excerpt = composed.text[at[0] : at[1]]
        self._flags.append(
            Flag("uncertain_hyphen", start, end, excerpt, suggestion, section, passage, at)
        )

    def _flag_neutralised(self, pieces: Pieces) -> None:
        for piece in pieces:
            if piece.code == "link_neutralised":
                end = min(piece.end + _SHOWN, len(self._text))
                scheme = bad_scheme(self._text[piece.end : end])
                self._flag_note(Note("unusual_url", piece.start, end, {"scheme": scheme}))

    def _check(self) -> None:
        view = view_of(self._sections, plain=self._format is Format.PLAIN)
        checks = (check_structure, check_words, check_repeats, check_safety)
        for finding in chain.from_iterable(check(view) for check in checks):
            self._flags.append(self._flag(finding))

    def _flag(self, finding: Finding) -> Flag:
        section = self._sections[finding.section]
        if finding.passage is None:
            pieces, text = section.title_pieces, section.title
        else:
            pieces = section.pieces[finding.passage]
            text = section.passages[finding.passage].text
        at = finding.at
        if at is None:
            start, end = pieces[0].start, pieces[-1].end
        else:
            start, end = self._ruler(pieces).source(at)
        excerpt = text[at[0] : at[1]] if at is not None else text[:200]
        return Flag(
            finding.code,
            start,
            end,
            excerpt,
            finding.suggestion,
            finding.section,
            finding.passage,
            at,
            finding.data,
        )

    def _document(self, account: Account) -> Document:
        sections = tuple(draft.section() for draft in self._sections)
        words = sum(passage.text.count(" ") + 1 for part in sections for passage in part.passages)
        report = Report(
            tuple(self._flags),
            tuple(self._changes),
            account,
            len(sections),
            sum(len(section.passages) for section in sections),
            words,
        )
        return Document(title_of(sections), sections, report, self._format)
