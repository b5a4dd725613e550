"""What an idea has already, of what the gates ask for."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, Subquery

from mitmachstadt.arena.enums import State
from mitmachstadt.arena.models import (
    SHEET_FIELDS,
    ArenaGoal,
    FactSheet,
    Idea,
    IdeaStep,
    Selection,
    Sponsorship,
)
from mitmachstadt.nodes.enums import Relation, Visibility


@dataclass(frozen=True)
class Facts:
    """What is there, counted; `sheet` holds the parts of the newest fact sheet that have words.

    `is_chosen` holds for the newest selection as long as the idea has not come back from it since;
    `came_back` says that it did.
    """

    sponsors: int
    pays_into: int
    has_goals: bool
    sheet: frozenset[str]
    has_target: bool
    is_chosen: bool = False
    came_back: bool = False


def facts_about(idea: Idea) -> Facts:
    """One query."""
    newest = FactSheet.objects.filter(idea=OuterRef("pk")).order_by("-number")
    selected = Selection.objects.filter(idea=OuterRef("pk")).order_by("-at", "-pk")
    left = IdeaStep.objects.filter(idea=OuterRef("pk"), came_from=State.SELECTED)
    row: dict[str, Any] = dict(
        Idea.objects.filter(pk=idea.pk)
        .annotate(
            sponsors=Count("sponsorships", filter=Q(sponsorships__ended=None), distinct=True),
            pays_into=Count(
                "node__traces_forward",
                filter=Q(node__traces_forward__relation=Relation.PAYS_INTO),
                distinct=True,
            ),
            is_chosen=Subquery(selected.values("chosen")[:1]),
            selected_at=Subquery(selected.values("at")[:1]),
            left_at=Subquery(left.order_by("-at", "-pk").values("at")[:1]),
            has_goals=Exists(
                ArenaGoal.objects.filter(
                    arena=OuterRef("arena"), node__visibility=Visibility.PUBLIC
                )
            ),
            **{name: Subquery(newest.values(name)[:1]) for name in SHEET_FIELDS},
        )
        .values()
        .get()
    )
    selected_at, left_at = row["selected_at"], row["left_at"]
    came_back = left_at is not None and (selected_at is None or left_at > selected_at)
    return Facts(
        sponsors=row["sponsors"],
        pays_into=row["pays_into"],
        has_goals=row["has_goals"],
        sheet=frozenset(name for name in SHEET_FIELDS if row[name]),
        has_target=bool(row["target"]),
        is_chosen=bool(row["is_chosen"]) and not came_back,
        came_back=came_back,
    )


def states_reached(idea: Idea) -> set[str]:
    """Where the idea has been: from aside it comes back no farther than that."""
    steps = IdeaStep.objects.filter(idea=idea).values_list("came_from", "went_to")
    return {State.SUBMITTED.value, *(state for step in steps for state in step)}


def is_sponsor(idea: Idea, person_id: int | None) -> bool:
    """Whether somebody has taken responsibility for the idea and still has it."""
    if person_id is None:
        return False
    return Sponsorship.objects.filter(idea=idea, person=person_id, ended=None).exists()
