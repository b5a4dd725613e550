from mitmachstadt.strategy.models.citations import Citation, Source
from mitmachstadt.strategy.models.documents import Document, Edition, Leaf, Strategy
from mitmachstadt.strategy.models.editing import Derivation, Edit
from mitmachstadt.strategy.models.glossary import GlossaryForm, GlossaryTerm
from mitmachstadt.strategy.models.layout import (
    EditionPassage,
    EditionSection,
    Passage,
    Section,
)
from mitmachstadt.strategy.models.templates import ChapterTemplate, TemplateBlock

__all__ = [
    "ChapterTemplate",
    "Citation",
    "Derivation",
    "Document",
    "Edit",
    "Edition",
    "EditionPassage",
    "EditionSection",
    "GlossaryForm",
    "GlossaryTerm",
    "Leaf",
    "Passage",
    "Section",
    "Source",
    "Strategy",
    "TemplateBlock",
]
