from mitmachstadt.strategy.actions.documents import add_document, found_strategy, relate
from mitmachstadt.strategy.actions.importing import decide, import_edition, read_in
from mitmachstadt.strategy.actions.publishing import publish_edition
from mitmachstadt.strategy.actions.revising import (
    add_passage,
    change_passage,
    discard_draft,
    remove_passage,
    revise_edition,
    set_section_kinds,
)

__all__ = [
    "add_document",
    "add_passage",
    "change_passage",
    "decide",
    "discard_draft",
    "found_strategy",
    "import_edition",
    "publish_edition",
    "read_in",
    "relate",
    "remove_passage",
    "revise_edition",
    "set_section_kinds",
]
