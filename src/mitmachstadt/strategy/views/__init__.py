from mitmachstadt.strategy.views.desk import decide_flags, desk, draft, new_text, publish, set_kinds
from mitmachstadt.strategy.views.reading import compare, first_page, needs, reading, texts

__all__ = [
    "compare",
    "decide_flags",
    "desk",
    "draft",
    "first_page",
    "needs",
    "new_text",
    "publish",
    "reading",
    "set_kinds",
    "texts",
]
