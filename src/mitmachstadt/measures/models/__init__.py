from mitmachstadt.measures.models.imports import HeldList, ImportedMeasure
from mitmachstadt.measures.models.measures import (
    CheckedItem,
    Involvement,
    Measure,
    PhaseChange,
    Recognition,
    Reference,
    StatusNote,
)
from mitmachstadt.measures.models.principles import (
    CentralUnit,
    PrinciplesVersion,
    SelfCommitment,
)
from mitmachstadt.measures.models.reports import MeasureReport
from mitmachstadt.measures.models.results import BudgetLine, Indicator, Lesson, Reading
from mitmachstadt.measures.models.work import (
    Iteration,
    Milestone,
    MilestoneMove,
    Review,
    Risk,
    WorkPackage,
)

__all__ = [
    "BudgetLine",
    "CentralUnit",
    "CheckedItem",
    "HeldList",
    "ImportedMeasure",
    "Indicator",
    "Involvement",
    "Iteration",
    "Lesson",
    "Measure",
    "MeasureReport",
    "Milestone",
    "MilestoneMove",
    "PhaseChange",
    "PrinciplesVersion",
    "Reading",
    "Recognition",
    "Reference",
    "Review",
    "Risk",
    "SelfCommitment",
    "StatusNote",
    "WorkPackage",
]
