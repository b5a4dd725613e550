from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from mitmachstadt.answers.enums import AnswerKind
from mitmachstadt.answers.models import Answer
from mitmachstadt.answers.queries import same_answer
from mitmachstadt.answers.rules import may_answer, may_answer_as, may_reason_with
from mitmachstadt.contributions import cards
from mitmachstadt.contributions.rules import was_read
from mitmachstadt.kernel.language import in_language
from mitmachstadt.kernel.tasks import enqueue
from mitmachstadt.kernel.text import clean_text
from mitmachstadt.ledger.actions import append, append_many
from mitmachstadt.nodes.actions import link, new_node
from mitmachstadt.nodes.enums import Kind, Relation
from mitmachstadt.nodes.models import Node, Trace
from mitmachstadt.nodes.rules import may_refer_to
from mitmachstadt.people.enums import BuiltInGroup, Capacity
from mitmachstadt.people.models import Organisation
from mitmachstadt.people.queries import Visitor
from mitmachstadt.people.rules import may_work_as

TELL_OF_ANSWER = "mitmachstadt.contributions.tasks.tell_of_answer"


def give_answer(
    *,
    contributions: Collection[Node],
    kind: AnswerKind,
    reason: str,
    visitor: Visitor,
    at: datetime,
    unit: Organisation | None = None,
    until: date | None = None,
    elsewhere: Node | None = None,
    seen: Mapping[str, int] | None = None,
) -> Node:
    """Answer one or many contributions with one reason; a later answer follows, none is replaced.

    The same form sent twice is one answer.

    Args:
        seen: public id -> the version of the contribution that was read; another one is refused.

    Raises:
        Refusal: the role, the reason or what the kind of answer needs is missing.
    """
    reason = clean_text(reason)
    may_work_as(visitor, BuiltInGroup.OFFICE).require()
    may_reason_with(reason).require()
    today = timezone.localdate(at)
    may_answer_as(kind, unit=unit, until=until, elsewhere=elsewhere, today=today).require()
    if elsewhere is not None:
        may_refer_to(elsewhere).require()
    node = new_node(
        kind=Kind.ANSWER,
        parent=None,
        title=title_of(kind, unit, until),
        at=at,
        text=reason,
        author=visitor.person,
        author_name=visitor.name,
        capacity=Capacity.OFFICE,
    )
    with transaction.atomic():
        ids = [contribution.pk for contribution in contributions]
        locked = list(Node.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk"))
        if known := same_answer(node, kind, elsewhere=elsewhere, contributions=locked):
            return known
        may_answer(locked).require()
        for contribution in locked:
            was_read(contribution, (seen or {}).get(contribution.public_id)).require()
        node.save(force_insert=True)
        asked = unit if kind == AnswerKind.PASSED_ON else None
        Answer.objects.create(
            node=node,
            kind=kind,
            unit=asked,
            unit_name=asked.name if asked else "",
            until=until if kind == AnswerKind.EXAMINING else None,
            elsewhere=elsewhere if kind == AnswerKind.ELSEWHERE else None,
        )
        _answer_all(locked, node, at)
        if kind == AnswerKind.ELSEWHERE and elsewhere is not None:
            link(
                source=node,
                target=elsewhere,
                relation=Relation.DEALT_WITH_IN,
                by=visitor.person,
                at=at,
            )
        _enter(node, kind, locked, at)
        enqueue(TELL_OF_ANSWER, public_id=node.public_id)
    return node


def title_of(kind: AnswerKind, unit: Organisation | None, until: date | None) -> str:
    """What an answer is called, in the language of the city's texts."""
    if kind == AnswerKind.PASSED_ON and unit is not None:
        return f"Weitergeleitet an: {unit.name}"
    if kind == AnswerKind.EXAMINING and until is not None:
        return f"Wird geprüft bis {until:%d.%m.%Y}"
    # Kept, so in the language of the city's texts, whatever language the office works in.
    with in_language(settings.LANGUAGE_CODE):
        return str(kind.label)


def _answer_all(contributions: list[Node], answer: Node, at: datetime) -> None:
    Trace.objects.bulk_create(
        Trace(source=c, target=answer, relation=Relation.ANSWERED_BY, by=answer.author, created=at)
        for c in contributions
    )
    Node.objects.filter(pk__in=[c.pk for c in contributions]).update(
        answers=F("answers") + 1, version=F("version") + 1, changed=at
    )
    cards.render_again(contributions)
    Node.objects.bulk_update(contributions, ["card"], batch_size=200)


def _enter(answer: Node, kind: AnswerKind, contributions: list[Node], at: datetime) -> None:
    ids = [contribution.public_id for contribution in contributions]
    content = {"kind": kind.value, "reason": answer.text, "answers": ids}
    append(kind="answer.given", subject=answer.public_id, content=content, at=at)
    each = {"answer": answer.public_id, "kind": kind.value}
    append_many(kind="remark.answered", contents=[(i, each) for i in ids], at=at)
