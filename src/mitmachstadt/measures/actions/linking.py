"""What a measure takes up, and taking back what was said of it."""

from datetime import datetime

from mitmachstadt.kernel.text import clean_line
from mitmachstadt.measures.actions.rows import writing
from mitmachstadt.measures.errors import LinkGone
from mitmachstadt.measures.models import Measure
from mitmachstadt.measures.queries.linking import links_of
from mitmachstadt.measures.rules.linking import may_take_back, may_take_up
from mitmachstadt.nodes.actions import link, unlink
from mitmachstadt.nodes.enums import Relation
from mitmachstadt.nodes.models import Node, Trace
from mitmachstadt.people.queries import Visitor


def take_up(
    *, measure: Measure, source: Node, reason: str, visitor: Visitor, at: datetime
) -> Trace:
    """Say that a measure takes up an idea, a need, a passage or a decision, and how.

    Raises:
        Refusal: they may not, it is known, it is nothing to take up, or the reason is missing.
    """
    reason = clean_line(reason)
    with writing(measure, visitor, at=at) as row:
        may_take_up(visitor, row, source, reason=reason, links=links_of(row)).require()
        return link(
            source=source, target=row.node, relation=Relation.CARRIED_OUT_BY, by=visitor.person,
            at=at, note=reason,
        )  # fmt: skip


def take_back_link(
    *, measure: Measure, number: int, reason: str, visitor: Visitor, at: datetime
) -> None:
    """A goal it pays into, something it takes up, or what it was copied from: it is not so.

    Raises:
        Refusal: they may not, it is gone already, or the reason is missing.
    """
    reason = clean_line(reason)
    with writing(measure, visitor, at=at) as row:
        trace = links_of(row).by_number(number)
        if trace is None:
            raise LinkGone()
        may_take_back(visitor, trace, reason=reason).require()
        assert visitor.person is not None
        unlink(trace=trace, by=visitor.person, at=at, reason=reason)
