"""What a goal or guiding principle gains from something, and what a section is about."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from mitmachstadt.kernel.text import clean_line
from mitmachstadt.kernel.verdicts import Verdict
from mitmachstadt.ledger.actions import append
from mitmachstadt.nodes.actions import link
from mitmachstadt.nodes.enums import Relation
from mitmachstadt.nodes.models import Node, Trace
from mitmachstadt.nodes.rules import may_refer_to
from mitmachstadt.people.enums import BuiltInGroup
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.rules import may_work_as
from mitmachstadt.strategy.enums import Facet
from mitmachstadt.strategy.models import Section
from mitmachstadt.strategy.queries import section_of
from mitmachstadt.strategy.queries.paying_in import paid_into_by
from mitmachstadt.strategy.rules.vocabulary import may_have_facets, may_pay_into


def pay_into(
    *,
    source: Node,
    target: Node,
    rationale: str,
    visitor: Visitor,
    at: datetime,
    keeping: Verdict | None = None,
) -> Trace:
    """Say that something pays into a goal or a guiding principle, and why.

    Args:
        keeping: whether they may write to the source, as its own room says; without it only the
            office may.

    Raises:
        Refusal: the target is neither, the reason is missing or used already, or it would be one
            too many.
    """
    (keeping or may_work_as(visitor, BuiltInGroup.OFFICE)).require()
    rationale = clean_line(rationale)[:500]
    with transaction.atomic():
        # Two who link at once would otherwise both see room for one more.
        Node.objects.select_for_update(of=("self",), no_key=True).get(pk=source.pk)
        may_refer_to(source).require()
        may_refer_to(target).require()
        others = paid_into_by(source)
        may_pay_into(target, section_of(target), rationale=rationale, others=others).require()
        return link(
            source=source,
            target=target,
            relation=Relation.PAYS_INTO,
            note=rationale,
            by=visitor.person,
            at=at,
        )


def set_facets(
    *, section: Section, facets: Sequence[Facet], visitor: Visitor, at: datetime
) -> Section:
    """Say what a need, a question, a goal or a measure is about."""
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    chosen = sorted(set(facets))
    may_have_facets(section, chosen).require()
    if section.facets == sum(chosen):
        return section
    with transaction.atomic():
        section.facets = sum(chosen)
        section.save(update_fields=["facets"])
        content = {"facets": [facet.name.lower() for facet in chosen]}
        append(kind="section.sorted", subject=section.node.public_id, content=content, at=at)
    return section
