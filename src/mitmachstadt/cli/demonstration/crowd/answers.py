"""What the office answers to the many of the demonstration city, by bulk inserts."""

from datetime import datetime, timedelta
from itertools import groupby

from django.utils import timezone

from mitmachstadt.answers.actions.publishing import title_of
from mitmachstadt.answers.enums import AnswerKind
from mitmachstadt.answers.models import Answer
from mitmachstadt.cli.demonstration.crowd.people import Crowd
from mitmachstadt.cli.demonstration.crowd.rounds import Said
from mitmachstadt.contributions import cards
from mitmachstadt.ledger.actions import append, append_many
from mitmachstadt.nodes.actions import new_node
from mitmachstadt.nodes.enums import Kind, Relation
from mitmachstadt.nodes.models import Node, Trace
from mitmachstadt.people.enums import Capacity
from mitmachstadt.people.models import Organisation
from mitmachstadt.people.queries import Visitor

_KINDS = {
    AnswerKind.TAKEN_UP: 12,
    AnswerKind.PARTLY: 18,
    AnswerKind.NOT_TAKEN: 20,
    AnswerKind.QUESTION_ANSWERED: 18,
    AnswerKind.AGREED: 16,
    AnswerKind.PASSED_ON: 8,
    AnswerKind.EXAMINING: 8,
}
_TOGETHER = (1, 1, 1, 2, 3, 6)


def answer_crowd(
    crowd: Crowd, said: list[Said], share: float, office: Visitor, unit: Organisation, at: datetime
) -> None:
    """Answer this share of what was said, things about the same topic sometimes together."""
    rng = crowd.rng
    chosen = [each for each in said if rng.random() < share]
    chosen.sort(key=lambda each: (each.topic, each.node.created))
    given: list[tuple[Node, Answer, list[Node]]] = []
    for _, group in groupby(chosen, key=lambda each: each.topic):
        waiting = [each.node for each in group]
        while waiting:
            count = rng.choice(_TOGETHER)
            given.append(_answer(crowd, waiting[:count], office, unit, at))
            del waiting[:count]
    given.sort(key=lambda each: each[0].created)
    _write(given, office)


def _answer(
    crowd: Crowd, nodes: list[Node], office: Visitor, unit: Organisation, at: datetime
) -> tuple[Node, Answer, list[Node]]:
    rng = crowd.rng
    kind = rng.choices(list(_KINDS), list(_KINDS.values()))[0]
    newest = max(node.changed for node in nodes)
    moment = min(newest + timedelta(days=rng.uniform(4, 55)), at - timedelta(hours=1))
    # A few days have gone by for some; for others there is still time.
    days = timedelta(days=rng.choice((30, 60, 90, 365)))
    until = timezone.localdate(moment + days) if kind == AnswerKind.EXAMINING else None
    asked = unit if kind == AnswerKind.PASSED_ON else None
    node = new_node(
        kind=Kind.ANSWER,
        parent=None,
        title=title_of(kind, asked, until),
        at=moment,
        text=crowd.writer.reason(kind.value),
        author=office.person,
        author_name=office.name,
        capacity=Capacity.OFFICE,
    )
    return (
        node,
        Answer(
            node=node, kind=kind, unit=asked, unit_name=asked.name if asked else "", until=until
        ),
        nodes,
    )


def _write(given: list[tuple[Node, Answer, list[Node]]], office: Visitor) -> None:
    Node.objects.bulk_create([node for node, _, _ in given], batch_size=200)
    Answer.objects.bulk_create(
        Answer(
            node=node,
            kind=answer.kind,
            unit=answer.unit,
            unit_name=answer.unit_name,
            until=answer.until,
        )
        for node, answer, _ in given
    )
    Trace.objects.bulk_create(
        Trace(
            source=said, target=node, relation=Relation.ANSWERED_BY,
            by=office.person, created=node.created,
        )
        for node, _, nodes in given
        for said in nodes
    )  # fmt: skip
    said = [said for _, _, nodes in given for said in nodes]
    cards.render_again(said)
    for node, answer, nodes in given:
        for each in nodes:
            Node.objects.filter(pk=each.pk).update(
                answers=1, version=each.version + 1, changed=node.created, card=each.card
            )
        _enter(node, answer, [each.public_id for each in nodes])


def _enter(node: Node, answer: Answer, ids: list[str]) -> None:
    kind = str(answer.kind)
    content = {"kind": kind, "reason": node.text, "answers": ids}
    append(kind="answer.given", subject=node.public_id, content=content, at=node.created)
    each = {"answer": node.public_id, "kind": kind}
    append_many(kind="remark.answered", contents=[(i, each) for i in ids], at=node.created)
