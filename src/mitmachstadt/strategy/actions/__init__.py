from mitmachstadt.strategy.actions.documents import add_document, found_strategy, relate
from mitmachstadt.strategy.actions.editing import (
    add_chapter,
    add_heading,
    add_passage,
    begin_section,
    bring_passage_back,
    change_passage,
    fill_template,
    follow_template,
    merge_passages,
    move_passage,
    move_section,
    remove_heading,
    remove_passage,
    set_section_kinds,
    split_passage,
    write_heading,
)
from mitmachstadt.strategy.actions.importing import decide, import_edition, read_in
from mitmachstadt.strategy.actions.publishing import publish_edition
from mitmachstadt.strategy.actions.revising import (
    begin_writing,
    discard_draft,
    revise_edition,
)
from mitmachstadt.strategy.actions.templates import discard_template, keep_template

__all__ = [
    "add_chapter",
    "add_document",
    "add_heading",
    "add_passage",
    "begin_section",
    "begin_writing",
    "bring_passage_back",
    "change_passage",
    "decide",
    "discard_draft",
    "discard_template",
    "fill_template",
    "follow_template",
    "found_strategy",
    "import_edition",
    "keep_template",
    "merge_passages",
    "move_passage",
    "move_section",
    "publish_edition",
    "read_in",
    "relate",
    "remove_heading",
    "remove_passage",
    "revise_edition",
    "set_section_kinds",
    "split_passage",
    "write_heading",
]
