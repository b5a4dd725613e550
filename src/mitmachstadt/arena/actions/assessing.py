"""Criteria, assessors and their scores; and the selection, which belongs to a body."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from mitmachstadt.arena.actions.moving import locked_idea, move_idea
from mitmachstadt.arena.enums import State
from mitmachstadt.arena.errors.assessing import AssessorAlready, AssessorUnknown
from mitmachstadt.arena.models import (
    Arena,
    Assessment,
    Assessor,
    CriteriaVersion,
    Criterion,
    Idea,
    Score,
    Selection,
)
from mitmachstadt.arena.queries import goals_of
from mitmachstadt.arena.queries.assessing import (
    criteria_of,
    is_assessor,
    newest_criteria,
    open_assessment,
    own_scores,
)
from mitmachstadt.arena.rules import may_run_arena
from mitmachstadt.arena.rules.assessing import (
    CriterionWords,
    are_scores,
    may_assess,
    may_begin,
    may_close_assessment,
    may_keep_criteria,
    may_renew_criteria,
    may_select,
)
from mitmachstadt.kernel.text import clean_line, clean_text
from mitmachstadt.ledger.actions import append
from mitmachstadt.nodes.actions import link
from mitmachstadt.nodes.enums import Relation
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.models import Person
from mitmachstadt.people.queries import Visitor, person_by_email


def _locked(arena: Arena) -> Arena:
    rows = Arena.objects.select_for_update(of=("self",), no_key=True).select_related("node")
    return rows.get(pk=arena.pk)


def keep_criteria(
    *, arena: Arena, criteria: Sequence[CriterionWords], visitor: Visitor, at: datetime
) -> CriteriaVersion:
    """Write the criteria of an arena, as long as nobody has begun to assess by them.

    Raises:
        Refusal: they are fixed, one is incomplete or comes from no goal of the arena.
    """
    may_run_arena(visitor).require()
    words = [
        replace(each, text=clean_line(each.text), grades=tuple(map(clean_line, each.grades)))
        for each in criteria
    ]
    with transaction.atomic():
        arena = _locked(arena)
        version = newest_criteria(arena)
        may_keep_criteria(version, words, offered=goals_of(arena)).require()
        if version is None:
            version = CriteriaVersion.objects.create(arena=arena, number=1, created=at)
        _write(version, words, at)
    return version


def _write(version: CriteriaVersion, criteria: Sequence[CriterionWords], at: datetime) -> None:
    Criterion.objects.filter(version=version).delete()
    Criterion.objects.bulk_create(
        Criterion(
            version=version, position=nth, text=each.text, goal=each.goal,
            **{f"grade{grade}": words for grade, words in enumerate(each.grades)},
        )
        for nth, each in enumerate(criteria)
    )  # fmt: skip
    told = [
        {"text": e.text, "goal": e.goal.public_id if e.goal else "", "grades": list(e.grades)}
        for e in criteria
    ]
    content = {"number": version.number, "criteria": told}
    append(kind="criteria.kept", subject=version.arena.node.public_id, content=content, at=at)


def renew_criteria(*, arena: Arena, visitor: Visitor, at: datetime) -> CriteriaVersion:
    """Make a new version with the same criteria, to be changed; the former one stays as it was.

    Raises:
        Refusal: nobody has assessed by the newest one, so that it can be changed itself.
    """
    may_run_arena(visitor).require()
    with transaction.atomic():
        arena = _locked(arena)
        before = newest_criteria(arena)
        may_renew_criteria(before).require()
        assert before is not None
        number = before.number + 1
        version = CriteriaVersion.objects.create(arena=arena, number=number, created=at)
        words = [CriterionWords(e.text, e.goal, tuple(e.grades)) for e in criteria_of(before)]
        _write(version, words, at)
    return version


def name_assessor(*, arena: Arena, email: str, visitor: Visitor, at: datetime) -> Assessor:
    """Let somebody assess the ideas of an arena.

    Raises:
        Refusal: only the office may; there is no such account, or they do already.
    """
    may_run_arena(visitor).require()
    person = person_by_email(email)
    if person is None or not person.is_active:
        raise AssessorUnknown()
    with transaction.atomic():
        arena = _locked(arena)
        if is_assessor(arena.pk, person):
            raise AssessorAlready(name=person.name)
        made = Assessor.objects.create(arena=arena, person=person, since=at)
        _tell(arena, person, "named", at)
    return made


def _tell(arena: Arena, person: Person, verb: str, at: datetime) -> None:
    content = {"by": person.public_id}
    append(kind=f"assessor.{verb}", subject=arena.node.public_id, content=content, at=at)


def end_assessor(*, assessor: Assessor, visitor: Visitor, at: datetime) -> None:
    """Let somebody assess no longer; the scores that they gave stay."""
    may_run_arena(visitor).require()
    with transaction.atomic():
        if Assessor.objects.filter(pk=assessor.pk, until=None).update(until=at):
            _tell(assessor.arena, assessor.person, "ended", at)


def begin_assessment(*, idea: Idea, visitor: Visitor, at: datetime) -> Assessment:
    """From now on assessors give their scores; the criteria are fixed from here on.

    Raises:
        Refusal: the idea is not in assessment, there are no criteria, or it runs already.
    """
    may_run_arena(visitor).require()
    with transaction.atomic():
        _locked(idea.arena)
        idea = locked_idea(idea)
        version = newest_criteria(idea.arena)
        may_begin(idea, version).require()
        assert version is not None
        CriteriaVersion.objects.filter(pk=version.pk, begun=None).update(begun=at)
        made = Assessment.objects.create(idea=idea, version=version, begun=at)
        content = {"assessment": made.pk, "criteria": version.number}
        append(kind="assessment.begun", subject=idea.node.public_id, content=content, at=at)
    return made


def assess(
    *, idea: Idea, scores: Mapping[int, tuple[int, str]], visitor: Visitor, at: datetime
) -> list[Score]:
    """Give one's scores, or change them; the reasons are public once it is closed.

    Args:
        scores: key of a criterion -> grade from 0 to 3, and why.

    Raises:
        Refusal: one is not named for it or has a stake in it, it is closed, or a score is missing.
    """
    cleaned = {key: (grade, clean_text(reason)) for key, (grade, reason) in scores.items()}
    with transaction.atomic():
        idea = locked_idea(idea)
        assessment = open_assessment(idea)
        may_assess(visitor, idea, assessment).require()
        assert assessment is not None and visitor.person is not None
        criteria = criteria_of(assessment.version)
        are_scores(criteria, cleaned).require()
        before = own_scores(assessment, visitor.person)
        nth = before[0].nth if before else _next(assessment)
        Score.objects.filter(pk__in=[score.pk for score in before]).delete()
        made = Score.objects.bulk_create(
            Score(
                assessment=assessment, criterion=criterion, person=visitor.person, nth=nth,
                grade=cleaned[criterion.pk][0], reason=cleaned[criterion.pk][1], at=at,
            )
            for criterion in criteria
        )  # fmt: skip
        told = [{"criterion": s.criterion.position, "grade": s.grade} for s in made]
        content = {"assessment": assessment.pk, "nth": nth, "scores": told}
        append(kind="assessment.given", subject=idea.node.public_id, content=content, at=at)
    return made


def _next(assessment: Assessment) -> int:
    """Scores are told apart by a number, not by a name."""
    found = Score.objects.filter(assessment=assessment).aggregate(last=Max("nth"))
    return (found["last"] or 0) + 1


def close_assessment(*, idea: Idea, visitor: Visitor, at: datetime) -> Assessment:
    """Nobody changes their scores any more, and everybody sees them.

    Raises:
        Refusal: none is open, or too few have given their scores.
    """
    may_run_arena(visitor).require()
    with transaction.atomic():
        idea = locked_idea(idea)
        assessment = open_assessment(idea)
        may_close_assessment(assessment).require()
        assert assessment is not None
        assessment.closed = at
        assessment.save(update_fields=["closed"])
        content = {"assessment": assessment.pk}
        append(kind="assessment.closed", subject=idea.node.public_id, content=content, at=at)
    return assessment


def select_idea(
    *, idea: Idea, decision: Node, reason: str, visitor: Visitor, at: datetime, chosen: bool = True
) -> Selection:
    """Write down that the arena's body chose an idea, or decided against it, in a decision.

    Raises:
        Refusal: it is not that body's decision, the idea is not in assessment, or no reason.
    """
    may_run_arena(visitor).require()
    reason = clean_text(reason)
    with transaction.atomic():
        idea = locked_idea(idea)
        may_select(idea, decision, reason=reason).require()
        made = Selection.objects.create(
            idea=idea, decision=decision, chosen=chosen, reason=reason, by=visitor.person, at=at
        )
        link(
            source=idea.node, target=decision, relation=Relation.DECIDED_BY, by=visitor.person,
            at=at,
        )  # fmt: skip
        content = {"decision": decision.public_id, "chosen": "yes" if chosen else "no"}
        append(kind="idea.selected", subject=idea.node.public_id, content=content, at=at)
        to = State.SELECTED if chosen else State.DECLINED
        move_idea(idea=idea, to=to, reason=reason, visitor=visitor, at=at)
    return made
