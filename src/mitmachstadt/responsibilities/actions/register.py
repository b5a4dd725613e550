"""Writing the register: a rule begins, changes, ends. What held stays."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from mitmachstadt.kernel.text import clean_line
from mitmachstadt.ledger.actions import append
from mitmachstadt.nodes.models import Node
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.models import District, Organisation, Person
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.rules import may_work_as
from mitmachstadt.responsibilities.models import Responsibility
from mitmachstadt.responsibilities.queries import beside
from mitmachstadt.responsibilities.rules import (
    may_answer,
    may_begin,
    may_change,
    may_end,
    may_name,
)
from mitmachstadt.taxonomies.models import Term
from mitmachstadt.taxonomies.queries import entries_in_force


def enter_responsibility(
    *,
    unit: Organisation | None,
    since: date,
    visitor: Visitor,
    at: datetime,
    node: Node | None = None,
    term: Term | None = None,
    district: District | None = None,
    note: str = "",
) -> Responsibility:
    """Say which unit answers for a section, a subject, a district, or several of them together.

    Raises:
        Refusal: nothing is named, what is named no longer holds, or another rule names the same.
    """
    note = clean_line(note)
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    may_answer(unit, note=note).require()
    entries = entries_in_force() if term else []
    may_name(node, term, district, entries=entries).require()
    assert unit is not None
    with transaction.atomic():
        unit = locked_unit(unit)
        may_answer(unit, note=note).require()
        known = list(beside(node, term, district))
        may_begin(since, beside=known, today=timezone.localdate(at)).require()
        rule = Responsibility(
            node=node, term=term, district=district, unit=unit, since=since, note=note
        )
        return begin(rule, by=visitor.person, at=at)


def change_responsibility(
    *,
    rule: Responsibility,
    unit: Organisation | None,
    since: date,
    visitor: Visitor,
    at: datetime,
    note: str = "",
) -> Responsibility:
    """Let another unit answer from a day on; the rule until then stays in the register.

    Raises:
        Refusal: the rule has ended, nothing changes, or the day has passed.
    """
    note = clean_line(note)
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    may_answer(unit, note=note).require()
    assert unit is not None
    with transaction.atomic():
        unit = locked_unit(unit)
        rule = locked_rule(rule)
        may_answer(unit, note=note).require()
        may_change(rule, unit=unit, note=note).require()
        today = timezone.localdate(at)
        may_end(rule, on=since, today=today).require()
        others = beside(rule.node, rule.term, rule.district).exclude(pk=rule.pk)
        may_begin(since, beside=others, today=today).require()
        end(rule, on=since, because=f"Änderung: {unit.name}", by=visitor.person, at=at)
        after = Responsibility(
            node=rule.node, term=rule.term, district=rule.district, unit=unit, since=since,
            note=note,
        )  # fmt: skip
        return begin(after, by=visitor.person, at=at)


def end_responsibility(
    *, rule: Responsibility, on: date, reason: str, visitor: Visitor, at: datetime
) -> None:
    """From a day on a rule leads nowhere any more; a rule that has not begun never will."""
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    with transaction.atomic():
        rule = locked_rule(rule)
        may_end(rule, on=on, today=timezone.localdate(at)).require()
        end(rule, on=on, because=clean_line(reason), by=visitor.person, at=at)


def begin(rule: Responsibility, *, by: Person | None, at: datetime) -> Responsibility:
    """Write a new rule and its line in the public register; asks no rule."""
    rule.by, rule.entered = by, at
    rule.save(force_insert=True)
    content = {**_named(rule), "since": rule.since.isoformat(), "note": rule.note}
    _register("entered", rule, content, by, at)
    return rule


def end(rule: Responsibility, *, on: date, because: str, by: Person | None, at: datetime) -> None:
    """Write down that a locked rule ends; asks no rule."""
    rule.until, rule.ended_because = on, because[:300]
    rule.save(update_fields=["until", "ended_because"])
    content = {**_named(rule), "until": on.isoformat(), "reason": rule.ended_because}
    _register("ended", rule, content, by, at)


def locked_rule(rule: Responsibility) -> Responsibility:
    """The rule as it is now; whoever else changes it waits."""
    found = Responsibility.objects.select_for_update(of=("self",))
    return found.select_related("node", "term", "district", "unit").get(pk=rule.pk)


def locked_unit(unit: Organisation) -> Organisation:
    """The unit as it is now: nobody dissolves it while a rule begins to lead to it."""
    return Organisation.objects.select_for_update(no_key=True).get(pk=unit.pk)


def _named(rule: Responsibility) -> dict[str, Any]:
    return {
        "unit": rule.unit.public_id,
        "unit_name": rule.unit.name,
        "node": rule.node.public_id if rule.node else "",
        "term": rule.term.public_id if rule.term else "",
        "district": rule.district.name if rule.district else "",
    }


def _register(
    verb: str, rule: Responsibility, content: dict[str, Any], by: Person | None, at: datetime
) -> None:
    content["by"] = by.public_id if by else ""
    append(kind=f"responsibility.{verb}", subject=rule.public_id, content=content, at=at)
