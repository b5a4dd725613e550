from mitmachstadt.arena.models.assessing import (
    Assessment,
    Assessor,
    CriteriaVersion,
    Criterion,
    Score,
    Selection,
)
from mitmachstadt.arena.models.checks import Trial, TrialVersion
from mitmachstadt.arena.models.comparing import Comparison, ProposedGroup
from mitmachstadt.arena.models.ideas import Arena, ArenaGoal, Idea, IdeaStep
from mitmachstadt.arena.models.imports import ImportedIdea
from mitmachstadt.arena.models.offers import Joining, Offer, OfferField
from mitmachstadt.arena.models.sheets import SHEET_FIELDS, FactSheet
from mitmachstadt.arena.models.similar import SimilarPair
from mitmachstadt.arena.models.sponsors import HandOver, Sponsorship
from mitmachstadt.arena.models.statements import Statement, StatementVersion

__all__ = [
    "SHEET_FIELDS",
    "Arena",
    "ArenaGoal",
    "Assessment",
    "Assessor",
    "Comparison",
    "CriteriaVersion",
    "Criterion",
    "FactSheet",
    "HandOver",
    "Idea",
    "IdeaStep",
    "ImportedIdea",
    "Joining",
    "Offer",
    "OfferField",
    "ProposedGroup",
    "Score",
    "Selection",
    "SimilarPair",
    "Sponsorship",
    "Statement",
    "StatementVersion",
    "Trial",
    "TrialVersion",
]
