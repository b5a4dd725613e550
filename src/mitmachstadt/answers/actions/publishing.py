"""An answer becomes public: everything that is written then, in the caller's transaction."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import connection
from django.db.models import F

from mitmachstadt.answers.enums import AnswerKind, Share
from mitmachstadt.answers.models import Answer, Contributor
from mitmachstadt.answers.queries import same_answer
from mitmachstadt.answers.rules import Said
from mitmachstadt.contributions import cards
from mitmachstadt.kernel.language import in_language
from mitmachstadt.kernel.tasks import enqueue
from mitmachstadt.ledger.actions import append, append_many
from mitmachstadt.nodes.actions import link, new_node
from mitmachstadt.nodes.enums import Kind, Relation
from mitmachstadt.nodes.models import Node, Trace
from mitmachstadt.people.enums import Capacity
from mitmachstadt.people.models import Organisation, Person

TELL_OF_ANSWER = "mitmachstadt.contributions.tasks.tell_of_answer"


@dataclass(frozen=True)
class Voice:
    """Who answers: a person, for a unit or for the strategy office, and who released it."""

    person: Person | None
    name: str
    unit: Organisation | None = None
    released_by: Person | None = None


def answer_node(said: Said, voice: Voice, at: datetime) -> Node:
    """The answer's node, not saved yet."""
    unit = voice.unit
    return new_node(
        kind=Kind.ANSWER,
        parent=None,
        title=title_of(said.kind, said.unit, said.until),
        at=at,
        text=said.reason,
        author=voice.person,
        author_name=voice.name,
        capacity=Capacity.ORGANISATION if unit else Capacity.OFFICE,
        organisation=unit,
        organisation_name=unit.name if unit else "",
    )


def known_answer(node: Node, said: Said, contributions: list[Node]) -> Node | None:
    """The answer that the same form has given already."""
    return same_answer(node, said.kind, elsewhere=said.elsewhere, contributions=contributions)


def publish(
    node: Node,
    said: Said,
    contributions: list[Node],
    voice: Voice,
    at: datetime,
    shares: Iterable[tuple[Organisation, str, Share]] = (),
) -> None:
    """Write the answer to these locked contributions, and have their authors told.

    Args:
        shares: units that had a share in it, what they were called then, and which share.
    """
    node.save(force_insert=True)
    asked = said.unit if said.kind == AnswerKind.PASSED_ON else None
    given = Answer.objects.create(
        node=node,
        kind=said.kind,
        unit=asked,
        unit_name=asked.name if asked else "",
        until=said.until if said.kind == AnswerKind.EXAMINING else None,
        elsewhere=said.elsewhere if said.kind == AnswerKind.ELSEWHERE else None,
        released_by=voice.released_by,
    )
    helped = [
        Contributor(answer=given, unit=unit, unit_name=name, share=share)
        for unit, name, share in shares
    ]
    if helped:
        Contributor.objects.bulk_create(helped)
    _answer_all(contributions, node, at)
    if said.kind == AnswerKind.ELSEWHERE and said.elsewhere is not None:
        relation = Relation.DEALT_WITH_IN
        link(source=node, target=said.elsewhere, relation=relation, by=voice.person, at=at)
    _enter(node, said.kind, contributions, helped, at)
    enqueue(TELL_OF_ANSWER, public_id=node.public_id)


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
    # Row by row: a statement of a thousand cases takes several times as long to make and to run.
    with connection.cursor() as cursor:
        rows = [(contribution.card, contribution.pk) for contribution in contributions]
        cursor.executemany("UPDATE nodes_node SET card = %s WHERE id = %s", rows)


def _enter(
    answer: Node,
    kind: AnswerKind,
    contributions: list[Node],
    helped: Collection[Contributor],
    at: datetime,
) -> None:
    ids = [contribution.public_id for contribution in contributions]
    content = {"kind": kind.value, "reason": answer.text, "answers": ids}
    if answer.organisation_name:
        content["for"] = answer.organisation_name
    if helped:
        content["shares"] = [f"{each.share}: {each.unit_name}" for each in helped]
    append(kind="answer.given", subject=answer.public_id, content=content, at=at)
    each = {"answer": answer.public_id, "kind": kind.value}
    append_many(kind="remark.answered", contents=[(i, each) for i in ids], at=at)
