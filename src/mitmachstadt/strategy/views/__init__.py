from mitmachstadt.strategy.views.desk import (
    decide_flags,
    desk,
    discard,
    draft,
    new_text,
    publish,
    revise,
    set_kinds,
    write_passage,
)
from mitmachstadt.strategy.views.reading import compare, first_page, needs, reading, texts

__all__ = [
    "compare",
    "decide_flags",
    "desk",
    "discard",
    "draft",
    "first_page",
    "needs",
    "new_text",
    "publish",
    "reading",
    "revise",
    "set_kinds",
    "texts",
    "write_passage",
]
