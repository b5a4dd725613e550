"""Measures from lists of elsewhere: each comes in once, with its gaps, and nothing is invented.

A long list is taken over by the worker, part by part. Each part has a number and is one transaction
with the task for the next one, so that a part that is begun again after a crash does nothing twice.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from mitmachstadt.kernel.ids import new_public_id
from mitmachstadt.kernel.tasks import enqueue
from mitmachstadt.kernel.verdicts import Refusal
from mitmachstadt.ledger.actions import append
from mitmachstadt.measures.actions.holding import locked_list, read_held
from mitmachstadt.measures.actions.phases import refer_to_paper, say_status
from mitmachstadt.measures.actions.planning import Plan, plans_of, source_key
from mitmachstadt.measures.actions.results import plan_money
from mitmachstadt.measures.actions.starting import start_measure
from mitmachstadt.measures.calculations.imports import Entry
from mitmachstadt.measures.enums import READ_AT_ONCE, Fate
from mitmachstadt.measures.errors import ListGone
from mitmachstadt.measures.models import HeldList, ImportedMeasure, Measure
from mitmachstadt.measures.queries.imports import held_list, how_many_came, list_being_read
from mitmachstadt.measures.rules.imports import may_import, stands_still
from mitmachstadt.nodes.actions import one_at_a_time
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.queries import visitor as visitor_of
from mitmachstadt.taxonomies.actions import sort_new

_GO_ON = "mitmachstadt.measures.tasks.go_on_reading"


def import_measures(*, visitor: Visitor, at: datetime) -> int | None:
    """Take over what is new of the list that somebody holds; the number of them.

    What is here stays as people have changed it since. None where the list is long: then the
    worker takes it over. A second click while it does so changes nothing, unless it stands still.

    Raises:
        Refusal: only the office may; or the list is gone.
    """
    held = held_list(visitor.person)
    may_import(visitor, source=held.source if held else "Liste").require()
    if held is None:
        raise ListGone()
    entries = read_held(held, at=at).entries
    with transaction.atomic():
        # Two who read in the same list at once would each find nothing of it here.
        one_at_a_time()
        now = locked_list(visitor)
        if now is None or now.at != held.at:
            raise ListGone()
        if now.is_being_read and not stands_still(now, at=at):
            return None
        fresh = _fresh(now, entries, at)
        now.reading = now.reading or new_public_id()
        now.expected = how_many_came(now) + len(fresh)
        return _go_on(now, fresh, len(entries), visitor, at, waits=True)


def go_on_reading(*, reading: str, batch: int, at: datetime) -> int:
    """Take over the next part of a list, if this part is due; safe to run twice.

    It ends where whoever clicked may read in no more, has stopped it or put the list away.

    Returns:
        How many measures came in.
    """
    held = list_being_read(reading)
    if held is None or not _is_due(held, batch):
        return 0
    person = held.person
    # They gave their second factor when they clicked.
    visitor = visitor_of(person if person.is_active else None, at=at)
    try:
        may_import(visitor, source=held.source).require()
        entries = read_held(held, at=at).entries
    except Refusal:
        HeldList.objects.filter(reading=reading, batch=batch).update(moved=None)
        return 0
    with transaction.atomic():
        one_at_a_time()
        now = locked_list(visitor)
        if now is None or now.reading != reading or not _is_due(now, batch):
            return 0
        return _go_on(now, _fresh(now, entries, at), len(entries), visitor, at) or 0


def _is_due(held: HeldList, batch: int) -> bool:
    return held.is_being_read and held.batch == batch


def _fresh(held: HeldList, entries: Sequence[Entry], at: datetime) -> list[Plan]:
    return [plan for plan in plans_of(held, entries, at=at) if plan.fate == Fate.NEW]


def _go_on(
    held: HeldList, fresh: Sequence[Plan], of: int, visitor: Visitor, at: datetime, *,
    waits: bool = False,
) -> int | None:  # fmt: skip
    """Take some over, unless somebody waits for many; what is left is the worker's next part."""
    left = len(fresh) > READ_AT_ONCE
    part = [] if waits and left else fresh[:READ_AT_ONCE]
    came = sum(_came_in(held, plan, visitor, at) for plan in part)
    if came:
        content = {"source": held.source, "new": came, "entries": of}
        append(kind="measures.imported", subject="measures", content=content, at=at)
    held.batch, held.moved = held.batch + 1, at if left else None
    held.save(update_fields=["reading", "expected", "batch", "moved", "refused"])
    if left:
        enqueue(_GO_ON, reading=held.reading, batch=held.batch)
    return None if waits and left else came


def _came_in(held: HeldList, plan: Plan, visitor: Visitor, at: datetime) -> bool:
    """One row; what is refused only now stays out and says why, and the others come in."""
    try:
        with transaction.atomic():
            _take_over(held, plan, visitor, at)
    except Refusal as refusal:
        held.refused[plan.entry.key] = refusal.in_words
        return False
    return True


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
        on=timezone.localdate(at), reading=held.reading, says=entry.says,
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
