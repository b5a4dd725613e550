"""Assessing ideas: by fixed criteria, alone, by nobody with a stake in it; the body selects."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone

from mitmachstadt.arena.enums import (
    GRADES,
    LEAST_ASSESSORS,
    LONGEST_CRITERION,
    LONGEST_GRADE,
    LONGEST_REASON,
    MOST_CRITERIA,
    State,
)
from mitmachstadt.arena.errors import ReasonTooLong
from mitmachstadt.arena.errors.assessing import (
    AssessmentNotOpen,
    AssessmentOpenAlready,
    BodyMissing,
    ConflictOfInterest,
    CriteriaFixed,
    CriteriaMissing,
    CriteriaOpen,
    CriterionGoalUnknown,
    CriterionIncomplete,
    NewDecisionNeeded,
    NotAnAssessor,
    NotInAssessment,
    NotTheBodysDecision,
    ScoreMissing,
    ScoreReasonMissing,
    TooFewAssessments,
    TooManyCriteria,
)
from mitmachstadt.arena.models import Assessment, CriteriaVersion, Criterion, Idea
from mitmachstadt.arena.queries.assessing import (
    back_since,
    criteria_of,
    day_of_decision,
    has_a_conflict,
    how_many_gave,
    is_assessor,
    is_decision_of,
    open_assessment,
    own_scores,
    was_used,
)
from mitmachstadt.arena.rules.ideas import is_reason
from mitmachstadt.kernel.language import day_in_words
from mitmachstadt.kernel.verdicts import YES, Verdict, no
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.errors import SignInNeeded
from mitmachstadt.people.queries import Visitor


@dataclass(frozen=True)
class CriterionWords:
    """A criterion as it is written: its text, where it comes from, what the grades mean."""

    text: str
    goal: Node | None
    grades: tuple[str, ...]


def may_keep_criteria(
    version: CriteriaVersion | None, criteria: Sequence[CriterionWords], *, offered: Sequence[Node]
) -> Verdict:
    """Few, whole, each from a goal of the arena, and not once somebody assesses by them."""
    if version is not None and version.begun is not None:
        return no(CriteriaFixed())
    if not criteria:
        return no(CriteriaMissing())
    if len(criteria) > MOST_CRITERIA:
        return no(TooManyCriteria(most=MOST_CRITERIA))
    known = {node.pk for node in offered}
    for nth, each in enumerate(criteria, start=1):
        words = (each.text, *each.grades)
        whole = len(each.grades) == len(GRADES) and all(words)
        fits = len(each.text) <= LONGEST_CRITERION and all(
            len(grade) <= LONGEST_GRADE for grade in each.grades
        )
        if not (whole and fits):
            return no(CriterionIncomplete(nth=nth))
        if each.goal is None or each.goal.pk not in known:
            return no(CriterionGoalUnknown(nth=nth))
    return YES


def may_renew_criteria(version: CriteriaVersion | None) -> Verdict:
    """A new version follows one by which somebody assessed."""
    if version is None:
        return no(CriteriaMissing())
    return YES if version.begun is not None else no(CriteriaOpen())


def may_begin(idea: Idea, version: CriteriaVersion | None) -> Verdict:
    if idea.state != State.ASSESSMENT:
        return no(NotInAssessment(state=State(idea.state).label))
    if not criteria_of(version):
        return no(CriteriaMissing())
    return YES if open_assessment(idea) is None else no(AssessmentOpenAlready())


def may_assess(visitor: Visitor, idea: Idea, assessment: Assessment | None) -> Verdict:
    """Who was named for it and has no stake in it, while it is open."""
    if visitor.person is None:
        return no(SignInNeeded())
    if not is_assessor(idea.arena_id, visitor.person):
        return no(NotAnAssessor())
    if has_a_conflict(idea, visitor.person):
        return no(ConflictOfInterest())
    open_now = assessment is not None and assessment.closed is None
    if not open_now or idea.state != State.ASSESSMENT:
        return no(AssessmentNotOpen())
    return YES


def are_scores(criteria: Sequence[Criterion], scores: Mapping[int, tuple[int, str]]) -> Verdict:
    """A grade and a reason for each criterion."""
    for criterion in criteria:
        grade, reason = scores.get(criterion.pk, (None, ""))
        if grade not in GRADES:
            return no(ScoreMissing(criterion=criterion.text))
        if not reason:
            return no(ScoreReasonMissing(criterion=criterion.text))
        if len(reason) > LONGEST_REASON:
            return no(ReasonTooLong(length=len(reason), longest=LONGEST_REASON))
    return YES


def may_see_scores(visitor: Visitor, assessment: Assessment) -> Verdict:
    """Everybody once it is closed; before only who has given their own."""
    if assessment.closed is not None:
        return YES
    if visitor.person is None:
        return no(AssessmentNotOpen())
    return YES if own_scores(assessment, visitor.person) else no(NotAnAssessor())


def may_close_assessment(assessment: Assessment | None) -> Verdict:
    if assessment is None or assessment.closed is not None:
        return no(AssessmentNotOpen())
    gave = how_many_gave(assessment)
    if gave < LEAST_ASSESSORS:
        return no(TooFewAssessments(given=gave, least=LEAST_ASSESSORS))
    return YES


def may_select(idea: Idea, decision: Node, *, reason: str) -> Verdict:
    """With a decision of the arena's body, a new one after a step back, and with a reason."""
    if idea.state != State.ASSESSMENT:
        return no(NotInAssessment(state=State(idea.state).label))
    body = idea.arena.body
    if body is None:
        return no(BodyMissing())
    if not decision.is_public or not is_decision_of(decision, body.pk):
        return no(NotTheBodysDecision(body=body.name))
    if not (verdict := _is_new(idea, decision, body.name)).allowed:
        return verdict
    return is_reason(reason)


def _is_new(idea: Idea, decision: Node, body: str) -> Verdict:
    """What was decided before the idea came back does not decide about it again."""
    back = back_since(idea)
    if back is None:
        return YES
    day, decided = timezone.localdate(back), day_of_decision(decision)
    if was_used(idea, decision) or decided is None or decided < day:
        return no(NewDecisionNeeded(body=body, day=day_in_words(day)))
    return YES
