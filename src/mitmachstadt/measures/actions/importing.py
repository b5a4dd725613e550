"""Measures from lists of elsewhere: each comes in once, with its gaps, and nothing is invented."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from mitmachstadt.ledger.actions import append
from mitmachstadt.measures.actions.holding import read_held
from mitmachstadt.measures.actions.phases import refer_to_paper, say_status
from mitmachstadt.measures.actions.planning import Plan, plans_of, source_key
from mitmachstadt.measures.actions.results import plan_money
from mitmachstadt.measures.actions.starting import start_measure
from mitmachstadt.measures.enums import READ_AT_ONCE, Fate
from mitmachstadt.measures.errors import ListGone
from mitmachstadt.measures.models import HeldList, ImportedMeasure, Measure
from mitmachstadt.measures.queries.imports import held_list
from mitmachstadt.measures.rules.imports import may_import
from mitmachstadt.nodes.actions import one_at_a_time
from mitmachstadt.people.queries import Visitor
from mitmachstadt.taxonomies.actions import sort_new


@dataclass(frozen=True)
class Outcome:
    """What becomes of a row, or became of it: in words, what to do, and what it lacks."""

    line: int
    title: str
    fate: Fate
    words: str = ""
    notes: Sequence[str] = ()
    public_id: str = ""


@dataclass(frozen=True)
class Look:
    """All rows of a held list as they stand to what is here, in their order; nothing is written."""

    held: HeldList
    outcomes: list[Outcome]
    notes: list[str]

    @property
    def counts(self) -> dict[Fate, int]:
        counted = Counter(each.fate for each in self.outcomes)
        return {fate: counted[fate] for fate in Fate}

    @property
    def at_once(self) -> int:
        """How many come in at once."""
        return min(self.counts[Fate.NEW], READ_AT_ONCE)


def look_at_list(*, visitor: Visitor, at: datetime) -> Look | None:
    """What would become of the list that somebody holds; the same rules as for reading it in."""
    held = held_list(visitor.person)
    if held is None:
        return None
    read = read_held(held, at=at)
    outcomes = [_outcome(plan) for plan in plans_of(held, read.entries, at=at)]
    outcomes += [Outcome(row.line, "", Fate.LEFT_OUT, row.words) for row in read.left_out]
    return Look(held, sorted(outcomes, key=lambda each: each.line), read.notes)


def _outcome(plan: Plan) -> Outcome:
    return Outcome(
        line=plan.entry.line, title=plan.entry.title, fate=plan.fate, words=plan.words,
        notes=plan.notes, public_id=plan.public_id,
    )  # fmt: skip


def import_measures(*, visitor: Visitor, at: datetime) -> int:
    """Take over what is new of the list that somebody holds, some at once; the number of them.

    What is here stays as people have changed it since.

    Raises:
        Refusal: only the office may; or the list is gone.
    """
    held = held_list(visitor.person)
    may_import(visitor, source=held.source if held else "Liste").require()
    if held is None:
        raise ListGone()
    with transaction.atomic():
        # Two who read in the same list at once would each find nothing of it here.
        one_at_a_time()
        plans = plans_of(held, read_held(held, at=at).entries, at=at)
        fresh = [plan for plan in plans if plan.fate == Fate.NEW][:READ_AT_ONCE]
        for plan in fresh:
            _take_over(held, plan, visitor, at)
        if fresh:
            content = {"source": held.source, "new": len(fresh), "entries": len(plans)}
            append(kind="measures.imported", subject="measures", content=content, at=at)
    return len(fresh)


def _take_over(held: HeldList, plan: Plan, visitor: Visitor, at: datetime) -> None:
    entry, standing = plan.entry, plan.entry.standing
    assert plan.owner is not None
    measure = start_measure(
        type=plan.type, owner=plan.owner, content=entry.content, visitor=visitor, at=at,
        phase=standing.phase, state=standing.state, imported=True, confirmed=True,
    )  # fmt: skip
    ImportedMeasure.objects.create(
        measure=measure, source=held.source, source_key=source_key(held), key=entry.key,
        url=entry.url, place=entry.place, point=entry.point, cost=entry.cost,
        on=timezone.localdate(at), says=entry.says,
    )  # fmt: skip
    sort_new(node=measure.node, terms=entry.terms, by=visitor.person, at=at)
    _hang(measure, plan, visitor, at)


def _hang(measure: Measure, plan: Plan, visitor: Visitor, at: datetime) -> None:
    """Papers, money of a year, how it goes."""
    standing, money = plan.entry.standing, plan.entry.money
    for number in plan.entry.papers:
        refer_to_paper(measure=measure, number=number, visitor=visitor, at=at)
    if money.requested and plan.year:
        plan_money(
            measure=measure, title=plan.money_title, year=plan.year, recurring=False,
            requested=money.requested, approved=money.approved, spent=money.spent,
            visitor=visitor, at=at,
        )  # fmt: skip
    if standing.health is not None:
        say_status(
            measure=measure, state=standing.state, health=standing.health, words=standing.words,
            on=standing.on, visitor=visitor, at=at,
        )  # fmt: skip
