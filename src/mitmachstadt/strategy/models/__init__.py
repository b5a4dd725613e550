from mitmachstadt.strategy.models.documents import Document, Edition, Leaf, Strategy
from mitmachstadt.strategy.models.editing import Derivation, Edit
from mitmachstadt.strategy.models.layout import (
    EditionPassage,
    EditionSection,
    Passage,
    Section,
)
from mitmachstadt.strategy.models.templates import ChapterTemplate, TemplateBlock

__all__ = [
    "ChapterTemplate",
    "Derivation",
    "Document",
    "Edit",
    "Edition",
    "EditionPassage",
    "EditionSection",
    "Leaf",
    "Passage",
    "Section",
    "Strategy",
    "TemplateBlock",
]
