"""Levels for the headings of a plain text."""

from __future__ import annotations

from mitmachstadt.methods.text_import.blocks import Block, Note
from mitmachstadt.methods.text_import.levels import Heading, assign_levels
from mitmachstadt.methods.text_import.model import Form

# So many headings without any text between them are a list of short lines.
_TOO_MANY_STACKED = 4


def without_stacks(blocks: list[Block]) -> list[Block]:
    """Make paragraphs of long runs of headings with nothing between them."""
    start = 0
    for place in range(len(blocks) + 1):
        if place < len(blocks) and blocks[place].form is None and not blocks[place].style:
            continue
        if place - start >= _TOO_MANY_STACKED:
            for block in blocks[start:place]:
                if block.number:
                    continue
                block.form = Form.PARAGRAPH
                span = block.spans[0]
                block.notes.append(Note("uncertain_heading", span[0], span[1]))
        start = place + 1
    return blocks


def set_levels(blocks: list[Block]) -> None:
    """Write the levels into the headings; levels that are guesses get a note."""
    found: list[Block] = []
    below: list[int] = []
    at_start = True
    for block in blocks:
        if block.form is None:
            found.append(block)
            below.append(0)
        elif found:
            below[-1] += 1
        elif not any(note.code == "navigation_text" for note in block.notes):
            at_start = False
    titles = [
        Heading(block.title, block.style, block.number, count)
        for block, count in zip(found, below, strict=True)
    ]
    levels = assign_levels(titles, at_start=at_start)
    for block, level in zip(found, levels.levels, strict=True):
        block.level = level
    if levels.guessed:
        first = found[min(levels.guessed)]
        start, end = first.spans[0]
        titles_guessed = tuple(found[place].title for place in sorted(levels.guessed))
        first.notes.append(Note("uncertain_level", start, end, {"titles": titles_guessed}))
