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
    NewTextForm,
    decisions_from,
    kinds_from,
)

__all__ = [
    "LARGEST_FILE",
    "HeadingForm",
    "NewDraftForm",
    "NewTextForm",
    "TemplateForm",
    "WritingForm",
    "blocks_from",
    "decisions_from",
    "kinds_from",
    "parts_of",
    "written_blocks",
]
