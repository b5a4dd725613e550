"""What a measure takes up, and taking a link back."""

from mitmachstadt.kernel.verdicts import Verdict, no
from mitmachstadt.measures.errors import IdeaIsOfTheOffice, KnownAlready, NothingToTakeUp
from mitmachstadt.measures.models import Measure
from mitmachstadt.measures.queries.linking import TAKES_UP, MeasureLinks
from mitmachstadt.measures.rules.words import may_give_reason
from mitmachstadt.nodes.enums import Kind
from mitmachstadt.nodes.models import Node, Trace
from mitmachstadt.nodes.queries import reaches
from mitmachstadt.nodes.rules import may_refer_to
from mitmachstadt.people.queries import Visitor

# What is no cause of a measure: what tells of it, or a whole text.
_NO_CAUSE = (Kind.STRATEGY, Kind.DOCUMENT, Kind.EDITION, Kind.MEASURE, Kind.MILESTONE, Kind.ARENA)


def may_take_up(
    visitor: Visitor, measure: Measure, source: Node, *, reason: str, links: MeasureLinks
) -> Verdict:
    """An idea, a need, a passage, a decision: once, with a reason, and nothing that came of it.

    Args:
        links: what the measure takes up already.
    """
    if source.kind == Kind.IDEA and not visitor.is_office:
        return no(IdeaIsOfTheOffice(title=source.title[:80]))
    public = may_refer_to(source)
    if not public.allowed:
        return public
    if source.kind in _NO_CAUSE or reaches(measure.node, source, TAKES_UP):
        return no(NothingToTakeUp(title=source.title[:80]))
    if any(trace.source_id == source.pk for trace in links.takes_up):
        return no(KnownAlready(name=source.title[:80]))
    return may_give_reason(reason)


def may_take_back(visitor: Visitor, trace: Trace, *, reason: str) -> Verdict:
    """With a reason; that an idea became a measure only the office says and takes back."""
    if trace.relation in TAKES_UP and trace.source.kind == Kind.IDEA and not visitor.is_office:
        return no(IdeaIsOfTheOffice(title=trace.source.title[:80]))
    return may_give_reason(reason)
