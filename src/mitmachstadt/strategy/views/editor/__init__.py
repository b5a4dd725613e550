from mitmachstadt.strategy.views.editor.headings import (
    add_heading,
    follow_template,
    write_heading,
)
from mitmachstadt.strategy.views.editor.looking import beside, history, preview
from mitmachstadt.strategy.views.editor.passages import (
    add_passage,
    begin_section,
    bring_back,
    write,
    write_first,
    write_passage,
)
from mitmachstadt.strategy.views.editor.templates import new_draft, template, templates

__all__ = [
    "add_heading",
    "add_passage",
    "begin_section",
    "beside",
    "bring_back",
    "follow_template",
    "history",
    "new_draft",
    "preview",
    "template",
    "templates",
    "write",
    "write_first",
    "write_heading",
    "write_passage",
]
