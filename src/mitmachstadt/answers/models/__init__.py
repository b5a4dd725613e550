from mitmachstadt.answers.models.desk import DeskVisit, Figure, FourEyes, TextTemplate
from mitmachstadt.answers.models.drafts import CoSignature, Draft, DraftNode, PartRequest
from mitmachstadt.answers.models.given import Answer, Contributor, Decision

__all__ = [
    "Answer",
    "CoSignature",
    "Contributor",
    "Decision",
    "DeskVisit",
    "Draft",
    "DraftNode",
    "Figure",
    "FourEyes",
    "PartRequest",
    "TextTemplate",
]
