"""Criteria, assessors, what they gave, and what the body decided."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from mitmachstadt.answers.models import Decision
from mitmachstadt.arena.enums import ASSESSMENTS_PAGE, State
from mitmachstadt.arena.models import (
    Arena,
    Assessment,
    Assessor,
    CriteriaVersion,
    Criterion,
    Idea,
    IdeaStep,
    Score,
    Selection,
    Sponsorship,
)
from mitmachstadt.nodes.enums import Visibility
from mitmachstadt.nodes.models import Node, Trace
from mitmachstadt.nodes.queries import merged_below
from mitmachstadt.people.models import Person

MOST_DECISIONS = 50


def newest_criteria(arena: Arena) -> CriteriaVersion | None:
    """The version by which the next assessments go."""
    return CriteriaVersion.objects.filter(arena=arena).order_by("-number").first()


def criteria_of(version: CriteriaVersion | None) -> list[Criterion]:
    if version is None:
        return []
    return list(Criterion.objects.select_related("goal").filter(version=version))


def assessors_of(arena: Arena) -> list[Assessor]:
    """Who assesses there now."""
    found = Assessor.objects.select_related("person").filter(arena=arena, until=None)
    return list(found)


def is_assessor(arena_id: int, person: Person) -> bool:
    return Assessor.objects.filter(arena=arena_id, person=person, until=None).exists()


def has_a_conflict(idea: Idea, person: Person) -> bool:
    """Whether somebody brought the idea, or what went into it, or ever took responsibility."""
    whole = [idea.pk, *merged_below([idea.pk])]
    return (
        Node.objects.filter(pk__in=whole, author=person).exists()
        or Sponsorship.objects.filter(idea__in=whole, person=person).exists()
    )


def open_assessment(idea: Idea) -> Assessment | None:
    return Assessment.objects.select_related("version").filter(idea=idea, closed=None).first()


def newest_assessment(idea: Idea) -> Assessment | None:
    """The one that is open, else the last one."""
    found = Assessment.objects.select_related("version").filter(idea=idea)
    return found.order_by("-begun", "-pk").first()


def scores_in(assessment: Assessment) -> list[Score]:
    return list(Score.objects.filter(assessment=assessment).order_by("criterion", "nth"))


def own_scores(assessment: Assessment, person: Person) -> list[Score]:
    return list(Score.objects.filter(assessment=assessment, person=person))


def has_scored(idea: Idea, person: Person) -> bool:
    """Whether somebody has given scores in an assessment that is not closed."""
    found = Score.objects.filter(assessment__idea=idea, assessment__closed=None, person=person)
    return found.exists()


def how_many_gave(assessment: Assessment) -> int:
    return Score.objects.filter(assessment=assessment).values("nth").distinct().count()


def selections_of(idea: Idea) -> list[Selection]:
    """What the body decided about the idea, newest first."""
    found = Selection.objects.select_related("decision__decision").filter(idea=idea)
    return list(found[:MOST_DECISIONS])


def back_since(idea: Idea) -> datetime | None:
    """When an idea that the body had chosen or declined came back last; None if it never did."""
    newest = Selection.objects.filter(idea=idea).order_by("-at", "-pk").first()
    if newest is None:
        return None
    left = IdeaStep.objects.filter(
        idea=idea,
        came_from=State.SELECTED if newest.chosen else State.DECLINED,
        at__gte=newest.at,
    )
    return left.order_by("-at", "-pk").values_list("at", flat=True).first()


def was_used(idea: Idea, decision: Node) -> bool:
    """Whether the body chose or declined the idea in this decision before."""
    return Selection.objects.filter(idea=idea, decision=decision).exists()


def day_of_decision(decision: Node) -> date | None:
    return Decision.objects.filter(node=decision).values_list("decided_on", flat=True).first()


def decisions_of_body(arena: Arena) -> list[Decision]:
    """Public decisions of the arena's body, newest first, that can be chosen."""
    if arena.body_id is None:
        return []
    found = Decision.objects.select_related("node").filter(
        body=arena.body_id, node__visibility=Visibility.PUBLIC
    )
    return list(found.order_by("-decided_on", "-node_id")[:MOST_DECISIONS])


def is_decision_of(node: Node, body_id: int) -> bool:
    return Decision.objects.filter(node=node, body=body_id).exists()


@dataclass(frozen=True)
class InAssessment:
    """An idea in assessment: since when it is assessed, how many gave scores, whether closed."""

    idea: Idea
    begun: datetime | None
    closed: datetime | None
    gave: int


def ideas_in_assessment(
    arena: Arena, *, before: int | None = None
) -> tuple[list[InAssessment], int | None]:
    """Newest first, page by page; one query."""
    newest = Assessment.objects.filter(idea=OuterRef("pk")).order_by("-begun", "-pk")
    gave = (
        Score.objects.filter(assessment=OuterRef("newest"))
        .order_by()
        .values("assessment")
        .annotate(gave=Count("nth", distinct=True))
        .values("gave")
    )
    found: QuerySet[Any] = (
        Idea.objects.select_related("node")
        .filter(arena=arena, state=State.ASSESSMENT, node__visibility=Visibility.PUBLIC)
        .filter(~Exists(Trace.objects.filter(source=OuterRef("pk"), relation="merged_into")))
        .annotate(
            newest=Subquery(newest.values("pk")[:1]),
            begun=Subquery(newest.values("begun")[:1]),
            closed=Subquery(newest.values("closed")[:1]),
        )
        .annotate(gave=Subquery(gave))
        .order_by("-pk")
    )
    if before is not None:
        found = found.filter(Q(pk__lt=before))
    rows = list(found[: ASSESSMENTS_PAGE + 1])
    shown = [
        InAssessment(row, row.begun, row.closed, row.gave or 0) for row in rows[:ASSESSMENTS_PAGE]
    ]
    return shown, shown[-1].idea.pk if len(rows) > ASSESSMENTS_PAGE else None
