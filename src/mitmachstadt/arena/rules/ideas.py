from collections.abc import Sequence
from datetime import date

from mitmachstadt.arena.enums import (
    ASIDE,
    EXCERPT,
    LONGEST_REASON,
    MOST_FIELDS,
    MOST_GOALS,
    SHORTEST_REASON,
    WAY,
    State,
    Target,
)
from mitmachstadt.arena.errors import (
    GateClosed,
    GoalReasonMissing,
    GoalReasonRepeated,
    GoalUnknown,
    IdeaNotPublic,
    NoSuchStep,
    NotAnArena,
    NotYourSheet,
    OnlyDecentralOrNetwork,
    ReasonMissing,
    ReasonTooLong,
    ReviewDayMissing,
    ReviewDayPast,
    SheetChanged,
    SheetPartTooLong,
    SheetUnchanged,
    TitleMissing,
    TitleTooLong,
    TooManyFields,
    TooManyGoals,
)
from mitmachstadt.arena.models import FactSheet, Idea
from mitmachstadt.arena.queries import facts_about, is_sponsor, states_reached
from mitmachstadt.arena.rules.gates import gate_for, steps_from
from mitmachstadt.contributions.enums import LONGEST_TITLE
from mitmachstadt.kernel.language import day_in_words
from mitmachstadt.kernel.verdicts import YES, Verdict, no
from mitmachstadt.nodes.enums import Kind, Visibility
from mitmachstadt.nodes.models import Node
from mitmachstadt.nodes.rules import may_refer_to
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.errors import SignInNeeded
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.rules import may_work_as


def may_run_arena(visitor: Visitor) -> Verdict:
    """The strategy office keeps the arenas and moves ideas."""
    return may_work_as(visitor, BuiltInGroup.OFFICE)


def may_submit_to(node: Node) -> Verdict:
    """Ideas come in at an arena that everybody can read."""
    if node.kind != Kind.ARENA:
        return no(NotAnArena())
    return may_refer_to(node)


def may_call_it(title: str) -> Verdict:
    if not title:
        return no(TitleMissing())
    if len(title) > LONGEST_TITLE:
        return no(TitleTooLong(length=len(title), longest=LONGEST_TITLE))
    return YES


def may_pay_into(goals: Sequence[tuple[Node, str]], *, offered: Sequence[Node]) -> Verdict:
    """Few goals, of those the arena offers, each with a reason of its own (A10)."""
    if len(goals) > MOST_GOALS:
        return no(TooManyGoals(most=MOST_GOALS))
    known = {node.pk for node in offered}
    told: dict[str, Node] = {}
    for node, reason in goals:
        if node.pk not in known:
            return no(GoalUnknown())
        if len(reason) < SHORTEST_REASON:
            return no(GoalReasonMissing(goal=node.title))
        if len(reason) > LONGEST_REASON:
            return no(ReasonTooLong(length=len(reason), longest=LONGEST_REASON))
        same = told.setdefault(" ".join(reason.casefold().split()), node)
        if same is not node:
            return no(GoalReasonRepeated(first=same.title, second=node.title))
    return YES


def may_sort_under(count: int) -> Verdict:
    return no(TooManyFields(most=MOST_FIELDS)) if count > MOST_FIELDS else YES


def is_reason(reason: str) -> Verdict:
    if not reason:
        return no(ReasonMissing())
    if len(reason) > LONGEST_REASON:
        return no(ReasonTooLong(length=len(reason), longest=LONGEST_REASON))
    return YES


def may_move(idea: Idea, to: State, *, reason: str, review_on: date | None, today: date) -> Verdict:
    """Forward one step through its gate; back and aside with a reason; parked until a day."""
    here = State(idea.state)
    if idea.node.visibility != Visibility.PUBLIC:
        return no(IdeaNotPublic(state=Visibility(idea.node.visibility).label))
    if to not in steps_from(here):
        return no(NoSuchStep(came_from=here.label, went_to=to.label))
    if here in ASIDE and to in WAY and to not in states_reached(idea):
        return no(NoSuchStep(came_from=here.label, went_to=to.label))
    forward = here in WAY and to in WAY and WAY.index(to) > WAY.index(here)
    if not forward and not (verdict := is_reason(reason)).allowed:
        return verdict
    if to == State.PARKED:
        if review_on is None:
            return no(ReviewDayMissing())
        if review_on <= today:
            return no(ReviewDayPast(day=day_in_words(review_on)))
    if to in WAY:
        gate = gate_for(to, facts_about(idea))
        # Somebody who comes back to where they were has met these conditions before.
        if forward and not gate.is_open:
            return no(GateClosed(went_to=to.label, missing="; ".join(gate.missing)))
    return YES


def may_aim_at(target: Target, exception: str) -> Verdict:
    """Decentral or network; a central one with a reason that everybody can read (D5)."""
    if target == Target.CENTRAL and not is_reason(exception).allowed:
        return no(OnlyDecentralOrNetwork())
    return YES


def may_edit_sheet(visitor: Visitor, idea: Idea) -> Verdict:
    """Its sponsors, its author and the office write the fact sheet together."""
    if visitor.person is None:
        return no(SignInNeeded())
    if visitor.is_office or idea.node.author_id == visitor.person.pk:
        return YES
    return YES if is_sponsor(idea, visitor.person.pk) else no(NotYourSheet())


def may_change_sheet(
    parts: dict[str, str], newest: FactSheet | None, *, seen: int, names: dict[str, str]
) -> Verdict:
    """Only on top of what was read; something has to be different.

    Args:
        seen: the number of the version that was read, 0 for none.
        names: what each part is called.
    """
    for name, words in parts.items():
        if len(words) > EXCERPT:
            return no(SheetPartTooLong(part=names[name], length=len(words), longest=EXCERPT))
    if newest is not None and newest.number != seen:
        return no(SheetChanged(name=newest.by_name or "jemand", number=newest.number))
    before = newest.parts if newest else dict.fromkeys(parts, "")
    return YES if parts != before else no(SheetUnchanged())
