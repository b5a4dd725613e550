from datetime import datetime

from mitmachstadt.kernel.text import clean_line
from mitmachstadt.measures.models import Measure
from mitmachstadt.measures.rules.owning import may_write
from mitmachstadt.nodes.actions import link, unlink
from mitmachstadt.nodes.enums import Relation
from mitmachstadt.nodes.models import Node, Trace
from mitmachstadt.nodes.rules import may_refer_to
from mitmachstadt.pages.errors import NothingAtThatAddress, ReasonForUnlinkingMissing
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.rules import may_work_as
from mitmachstadt.strategy.actions import pay_into


def connect(
    *,
    source: Node,
    target: Node | None,
    relation: Relation,
    note: str,
    visitor: Visitor,
    at: datetime,
) -> Trace:
    """Say, as the office, that something followed from something else.

    Raises:
        Refusal: the role is missing, there is no such target, or the link makes no sense.
    """
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    if target is None:
        raise NothingAtThatAddress()
    if relation == Relation.PAYS_INTO:
        return pay_into(source=source, target=target, rationale=note, visitor=visitor, at=at)
    may_refer_to(source).require()
    may_refer_to(target).require()
    return link(
        source=source,
        target=target,
        relation=relation,
        note=clean_line(note)[:500],
        by=visitor.person,
        at=at,
    )


def let_measure_pay_into(
    *, measure: Measure, target: Node | None, rationale: str, visitor: Visitor, at: datetime
) -> Trace:
    """Say, as whoever keeps a measure, that it pays into a goal or a guiding principle, and why.

    Raises:
        Refusal: they may not write to it; else as `strategy.actions.pay_into` has it.
    """
    keeping = may_write(visitor, measure, at=at)
    if target is None:
        raise NothingAtThatAddress()
    return pay_into(
        source=measure.node, target=target, rationale=rationale, visitor=visitor, at=at,
        keeping=keeping,
    )  # fmt: skip


def disconnect(*, trace: Trace, reason: str, visitor: Visitor, at: datetime) -> None:
    """Take a link back, with a reason that the register keeps."""
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    reason = clean_line(reason)
    if not reason:
        raise ReasonForUnlinkingMissing()
    person = visitor.person
    assert person is not None
    unlink(trace=trace, by=person, at=at, reason=reason)
