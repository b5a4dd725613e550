"""What would become of the rows of a list, and what became of them: the report of it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from mitmachstadt.measures.actions.holding import read_held
from mitmachstadt.measures.actions.planning import Plan, plans_of
from mitmachstadt.measures.enums import READ_AT_ONCE, Fate
from mitmachstadt.measures.models import HeldList
from mitmachstadt.measures.queries.imports import held_list
from mitmachstadt.people.queries import Visitor


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
    def is_long(self) -> bool:
        """Whether it is taken over by the worker, while nobody waits."""
        return self.counts[Fate.NEW] > READ_AT_ONCE


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
