"""Writing at a draft: one verb is one transaction that holds the document and leaves an `Edit`."""

from mitmachstadt.strategy.actions.editing.chapters import (
    add_chapter,
    fill_template,
    follow_template,
)
from mitmachstadt.strategy.actions.editing.dividing import merge_passages, split_passage
from mitmachstadt.strategy.actions.editing.headings import (
    add_heading,
    move_section,
    remove_heading,
    set_section_kinds,
    write_heading,
)
from mitmachstadt.strategy.actions.editing.passages import (
    add_passage,
    begin_section,
    bring_passage_back,
    change_passage,
    move_passage,
    remove_passage,
)

__all__ = [
    "add_chapter",
    "add_heading",
    "add_passage",
    "begin_section",
    "bring_passage_back",
    "change_passage",
    "fill_template",
    "follow_template",
    "merge_passages",
    "move_passage",
    "move_section",
    "remove_heading",
    "remove_passage",
    "set_section_kinds",
    "split_passage",
    "write_heading",
]
