from mitmachstadt.strategy.models.documents import Document, Edition, Leaf, Strategy
from mitmachstadt.strategy.models.layout import (
    EditionPassage,
    EditionSection,
    Passage,
    Section,
)

__all__ = [
    "Document",
    "Edition",
    "EditionPassage",
    "EditionSection",
    "Leaf",
    "Passage",
    "Section",
    "Strategy",
]
