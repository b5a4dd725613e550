from mitmachstadt.strategy.actions.citing import (
    carry_citations,
    check_links,
    cite,
    remove_citation,
)
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
from mitmachstadt.strategy.actions.glossary import explain_term, mark_pages, remove_term
from mitmachstadt.strategy.actions.importing import (
    decide,
    finish_reading,
    import_edition,
    read_in,
    replace_draft,
)
from mitmachstadt.strategy.actions.paying_in import pay_into, set_facets
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
    "carry_citations",
    "change_passage",
    "check_links",
    "cite",
    "decide",
    "discard_draft",
    "discard_template",
    "explain_term",
    "fill_template",
    "finish_reading",
    "follow_template",
    "found_strategy",
    "import_edition",
    "keep_template",
    "mark_pages",
    "merge_passages",
    "move_passage",
    "move_section",
    "pay_into",
    "publish_edition",
    "read_in",
    "relate",
    "remove_citation",
    "remove_heading",
    "remove_passage",
    "remove_term",
    "replace_draft",
    "revise_edition",
    "set_facets",
    "set_section_kinds",
    "split_passage",
    "write_heading",
]
