from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from mitmachstadt.answers.actions.publishing import TELL_OF_ANSWER
from mitmachstadt.answers.models import Decision
from mitmachstadt.answers.rules import may_decide
from mitmachstadt.kernel.tasks import enqueue
from mitmachstadt.kernel.text import clean_line, clean_text
from mitmachstadt.ledger.actions import append
from mitmachstadt.nodes.actions import link, new_node
from mitmachstadt.nodes.enums import Kind, Relation, Visibility
from mitmachstadt.nodes.models import Node, Trace
from mitmachstadt.nodes.rules import may_refer_to
from mitmachstadt.people.enums import BuiltInGroup, Capacity
from mitmachstadt.people.models import Organisation
from mitmachstadt.people.queries import Visitor, name_on
from mitmachstadt.people.rules import may_work_as


def record_decision(
    *,
    about: Node,
    body: Organisation,
    decided_on: date,
    reference: str,
    title: str,
    visitor: Visitor,
    at: datetime,
    text: str = "",
) -> Node:
    """Enter that a body decided on a node: who, when, and where it can be looked up.

    The same body with the same reference on the same node is one decision. What a body that is not
    public decided stays a draft: nobody else reads it or is told of it.

    Raises:
        Refusal: the body does not decide, the day has not come, the reference is missing.
    """
    reference, text = clean_line(reference), clean_text(text)
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    may_refer_to(about).require()
    may_decide(
        body, decided_on=decided_on, reference=reference, today=timezone.localdate(at)
    ).require()
    body_name = name_on(body, decided_on)
    node = new_node(
        kind=Kind.DECISION,
        parent=None,
        title=clean_line(title) or f"Beschluss: {body_name}, {reference}",
        at=at,
        text=text,
        author=visitor.person,
        author_name=visitor.name,
        capacity=Capacity.OFFICE,
        visibility=Visibility.PUBLIC if body.public else Visibility.DRAFT,
    )
    with transaction.atomic():
        if known := _same_decision(about, body, reference):
            return known
        node.save(force_insert=True)
        Decision.objects.create(
            node=node, body=body, body_name=body_name, decided_on=decided_on, reference=reference
        )
        link(source=about, target=node, relation=Relation.DECIDED_BY, by=visitor.person, at=at)
        content = {"body": body_name, "on": decided_on.isoformat(), "reference": reference}
        append(kind="decision.recorded", subject=node.public_id, content=content, at=at)
        if body.public:
            enqueue(TELL_OF_ANSWER, public_id=node.public_id)
    return node


def _same_decision(about: Node, body: Organisation, reference: str) -> Node | None:
    """The decision that is there already; the lock lets two senders see each other."""
    list(Node.objects.select_for_update(no_key=True).filter(pk=about.pk))
    traces = Trace.objects.select_related("target").filter(
        source=about,
        relation=Relation.DECIDED_BY,
        target__decision__body=body,
        target__decision__reference=reference,
    )
    trace = traces.order_by("pk").first()
    return trace.target if trace else None
