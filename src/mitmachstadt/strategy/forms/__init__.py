from mitmachstadt.strategy.forms.editing import (
    HeadingForm,
    NewDraftForm,
    TemplateForm,
    WritingForm,
    blocks_from,
    parts_of,
    written_blocks,
)
from mitmachstadt.strategy.forms.importing import (
    LARGEST_FILE,
    LARGEST_TEXT,
    NewTextForm,
    TextForm,
    decisions_from,
    kinds_from,
    kinds_seen,
)

__all__ = [
    "LARGEST_FILE",
    "LARGEST_TEXT",
    "HeadingForm",
    "NewDraftForm",
    "NewTextForm",
    "TemplateForm",
    "TextForm",
    "WritingForm",
    "blocks_from",
    "decisions_from",
    "kinds_from",
    "kinds_seen",
    "parts_of",
    "written_blocks",
]
