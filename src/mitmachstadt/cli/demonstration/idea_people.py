"""Who stands around the ideas of the demonstration city: experts, those who tried, assessors."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from mitmachstadt.answers.actions import record_decision
from mitmachstadt.arena.actions.assessing import (
    assess,
    begin_assessment,
    close_assessment,
    keep_criteria,
    name_assessor,
    select_idea,
)
from mitmachstadt.arena.actions.checking import record_trial
from mitmachstadt.arena.actions.offering import join_idea, offer_competence
from mitmachstadt.arena.actions.stating import state
from mitmachstadt.arena.enums import Conclusion, Feasible, TrialKind
from mitmachstadt.arena.models import Arena, Criterion, Idea
from mitmachstadt.arena.rules.assessing import CriterionWords
from mitmachstadt.arena.rules.checks import Tried
from mitmachstadt.arena.rules.statements import Expertise
from mitmachstadt.cli.demonstration.cast import Cast
from mitmachstadt.cli.demonstration.files import days_before, read
from mitmachstadt.cli.demonstration.texts import OFFICE, Library
from mitmachstadt.measures.actions import make_report
from mitmachstadt.measures.models import Measure
from mitmachstadt.nodes.actions import link
from mitmachstadt.nodes.enums import Relation
from mitmachstadt.nodes.models import Node
from mitmachstadt.taxonomies.queries import entries_in_force

BODY = "strategieboard"


def load_idea_people(cast: Cast, library: Library, at: datetime) -> None:
    """Statements, trials and offers; scores, what the body selected and what was made of it."""
    given = read("idea_people.json")
    arena = Arena.objects.select_related("node").get()
    known = {
        idea.node.title: idea
        for idea in Idea.objects.select_related("node", "arena__node").filter(
            node__title__in=given["titles"].values()
        )
    }
    ideas = {key: known[title] for key, title in given["titles"].items()}
    for row in given["statements"]:
        _state(row, ideas, cast, at)
    for row in given["trials"]:
        _try(row, ideas, cast, at)
    _offer(given["offer"], arena, ideas, cast, at)
    _assess(given, arena, ideas, cast, at)
    for key, title in given["measures"]:
        _carry_out(ideas[key].node, title, cast, at)
    # A guiding principle and most goals are left out: the page of goals says that nothing pays in.
    for title, goal, reason in given["pays"]:
        _pay_into(title, library.sections[goal], reason, cast, at)
    make_report(label="Erster Zwischenstand", visitor=cast.visitors[OFFICE], at=days_before(at, 2))


def _state(row: list[str], ideas: dict[str, Idea], cast: Cast, at: datetime) -> None:
    key, who, expertise, interest, feasible, text = row
    said = Expertise(
        expertise=expertise, interest=interest, no_interest=not interest,
        feasible=Feasible(feasible), text=text,
    )  # fmt: skip
    state(idea=ideas[key], said=said, visitor=cast.visitors[who], at=days_before(at, 30))


def _try(row: list[str], ideas: dict[str, Idea], cast: Cast, at: datetime) -> None:
    key, kind, hypothesis, asked, number, outcome, conclusion = row
    moment = days_before(at, 25)
    tried = Tried(
        kind=TrialKind(kind), hypothesis=hypothesis, asked=asked, how_many=int(number),
        outcome=outcome, conclusion=Conclusion(conclusion), day=timezone.localdate(moment),
    )  # fmt: skip
    record_trial(idea=ideas[key], tried=tried, visitor=cast.visitors[OFFICE], at=moment)


def _offer(
    row: dict[str, str], arena: Arena, ideas: dict[str, Idea], cast: Cast, at: datetime
) -> None:
    terms = {entry.slug: entry.term.public_id for entry in entries_in_force()}
    moment, who = days_before(at, 28), cast.visitors[row["who"]]
    offer = offer_competence(
        arena=arena, title=row["title"], text=row["text"], fields=[terms[row["field"]]],
        until=timezone.localdate(at) + timedelta(days=200), visitor=who, at=moment,
    )  # fmt: skip
    join_idea(offer=offer, idea=ideas[row["joins"]], note=row["note"], visitor=who, at=moment)


def _assess(
    given: dict[str, Any], arena: Arena, ideas: dict[str, Idea], cast: Cast,
    at: datetime,
) -> None:  # fmt: skip
    office, moment = cast.visitors[OFFICE], days_before(at, 20)
    goals = [goal.node for goal in arena.goals.select_related("node")]
    words = [
        CriterionWords(text, goals[nth % len(goals)], tuple(given["grades"]))
        for nth, text in enumerate(given["criteria"])
    ]
    keep_criteria(arena=arena, criteria=words, visitor=office, at=moment)
    criteria = list(Criterion.objects.filter(version__arena=arena).order_by("pk"))
    for who in given["assessors"]:
        person = cast.persons[str(who)]
        name_assessor(arena=arena, email=person.email, visitor=office, at=moment)
    for key, *scores in given["scores"]:
        idea = ideas[key]
        begin_assessment(idea=idea, visitor=office, at=moment)
        for who, line in zip(given["assessors"], scores, strict=True):
            told = {
                criterion.pk: (int(grade), given["reasons"][int(grade)])
                for criterion, grade in zip(criteria, line, strict=True)
            }
            assess(idea=idea, scores=told, visitor=cast.visitors[str(who)], at=moment)
        close_assessment(idea=idea, visitor=office, at=days_before(at, 14))
    for key, reason in given["selected"]:
        _select(ideas[key], reason, cast, at)


def _select(idea: Idea, reason: str, cast: Cast, at: datetime) -> None:
    office, moment = cast.visitors[OFFICE], days_before(at, 12)
    decision = record_decision(
        about=idea.node, body=cast.organisations[BODY],
        decided_on=timezone.localdate(days_before(at, 13)),
        reference=f"SB-6/{idea.pk % 90 + 10}", title=f"Auswahl: {idea.node.title}",
        visitor=office, at=moment,
    )  # fmt: skip
    select_idea(idea=idea, decision=decision, reason=reason, visitor=office, at=moment)


def _carry_out(idea: Node, title: str, cast: Cast, at: datetime) -> None:
    """A measure that takes the idea up; in the small city not every one is there."""
    measure = Measure.objects.select_related("node").filter(node__title=title).first()
    if measure is not None:
        link(
            source=idea, target=measure.node, relation=Relation.CARRIED_OUT_BY,
            by=cast.visitors[OFFICE].person, at=days_before(at, 10),
        )  # fmt: skip


def _pay_into(title: str, goal: Node, reason: str, cast: Cast, at: datetime) -> None:
    measure = Measure.objects.select_related("node").filter(node__title=title).first()
    if measure is not None:
        link(
            source=measure.node, target=goal, relation=Relation.PAYS_INTO, note=reason,
            by=cast.visitors[OFFICE].person, at=days_before(at, 9),
        )  # fmt: skip
