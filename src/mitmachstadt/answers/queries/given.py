"""Answers that were given, decisions that were taken, and what they are about."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Min
from django.db.models import Window as WindowOver

from mitmachstadt.answers.enums import MOST_AT_ONCE, AnswerKind
from mitmachstadt.answers.models import Answer, Contributor, Decision
from mitmachstadt.nodes.enums import Kind, Relation, Visibility
from mitmachstadt.nodes.models import Node, Trace
from mitmachstadt.nodes.queries import veiled, with_veiled_parent


def answer_of(node: Node) -> Answer | None:
    return Answer.objects.select_related("unit", "elsewhere").filter(node=node).first()


@dataclass(frozen=True)
class Answered:
    """The public contributions that an answer answers: the oldest, and how many in all."""

    contributions: list[Node]
    in_all: int

    @property
    def more(self) -> int:
        return self.in_all - len(self.contributions)


def answered_by(node: Node, *, limit: int = 100) -> Answered:
    """What an answer answers, oldest first; one query."""
    found = list(
        Node.objects.filter(
            traces_forward__target=node,
            traces_forward__relation=Relation.ANSWERED_BY,
            visibility=Visibility.PUBLIC,
        )
        .annotate(in_all=WindowOver(Count("*")))
        .order_by("created", "id")[:limit]
    )
    return Answered(list[Node](found), found[0].in_all if found else 0)


@dataclass(frozen=True)
class LatestAnswer:
    """An answer with the first public contribution that it was given to."""

    answer: Node
    remark: Node


def latest_answers(*, limit: int) -> list[LatestAnswer]:
    """The answers given last, newest first, each once."""
    answers = Node.objects.filter(kind=Kind.ANSWER, visibility=Visibility.PUBLIC).order_by(
        "-created", "-id"
    )[:limit]
    answers_by_id = {answer.pk: answer for answer in answers}
    firsts = (
        Trace.objects.filter(
            target__in=answers_by_id,
            relation=Relation.ANSWERED_BY,
            source__visibility=Visibility.PUBLIC,
        )
        .order_by()
        .values("target")
        .annotate(first=Min("id"))
        .values("first")
    )
    traces = Trace.objects.filter(pk__in=firsts).select_related("source__parent")
    first = {trace.target_id: trace.source for trace in traces}
    return [LatestAnswer(a, first[pk]) for pk, a in answers_by_id.items() if pk in first]


def latest_answers_in(district: int, *, limit: int) -> list[LatestAnswer]:
    """Answers to what was said about a district, newest first, each once; one query."""
    traces = (
        Trace.objects.filter(
            relation=Relation.ANSWERED_BY,
            source__district=district,
            source__visibility=Visibility.PUBLIC,
            target__visibility=Visibility.PUBLIC,
        )
        .select_related("source", "target")
        .order_by("-created", "-pk")
    )
    # One answer may answer many: a few more traces than are shown.
    found: dict[int, LatestAnswer] = {}
    for trace in traces[: 5 * limit]:
        found.setdefault(trace.target_id, LatestAnswer(trace.target, trace.source))
    return list(found.values())[:limit]


def decision_of(node: Node) -> Decision | None:
    return Decision.objects.select_related("body").filter(node=node).first()


def decisions_on(node: Node) -> list[Decision]:
    """What bodies decided about a node and everybody may read, oldest first."""
    return list(
        Decision.objects.select_related("body", "node")
        .filter(
            node__traces_backward__source=node,
            node__traces_backward__relation=Relation.DECIDED_BY,
            node__visibility=Visibility.PUBLIC,
        )
        .order_by("decided_on", "node_id")
    )


def chosen(public_ids: Iterable[str]) -> list[Node]:
    """These remarks with what they are about, oldest first; one query, at most 1,000."""
    ids = [each for each in dict.fromkeys(public_ids) if each.isalnum()][:MOST_AT_ONCE]
    found = (
        Node.objects.filter(public_id__in=ids, kind=Kind.REMARK)
        .select_related("parent", "window", "unit")
        .defer("card", "parent__card")
        .order_by("created", "id")
    )
    return [with_veiled_parent(veiled(node)) for node in found]


def same_answer(
    answer: Node, kind: AnswerKind, *, elsewhere: Node | None, contributions: list[Node]
) -> Node | None:
    """The answer that says just this to all of these, by the same person, within the hour."""
    if not contributions:
        return None
    alike = Node.objects.filter(
        kind=Kind.ANSWER,
        author=answer.author,
        title=answer.title,
        text=answer.text,
        created__gt=answer.created - timedelta(hours=1),
        answer__kind=kind,
        answer__elsewhere=elsewhere if kind == AnswerKind.ELSEWHERE else None,
    )
    told = Trace.objects.filter(
        source=contributions[0], relation=Relation.ANSWERED_BY, target__in=alike
    ).select_related("target")
    ids = [contribution.pk for contribution in contributions]
    for trace in told:
        same = Trace.objects.filter(target=trace.target, relation=Relation.ANSWERED_BY)
        if same.filter(source__in=ids).count() == len(ids):
            return trace.target
    return None


@dataclass(frozen=True)
class GivenAnswer:
    """An answer that a contribution has already."""

    contribution: str
    node: Node


def answers_given_to(nodes: Collection[Node], *, limit: int = 5) -> list[GivenAnswer]:
    """What was answered to these before, newest first; no query where nothing was."""
    ids = [node.pk for node in nodes if node.answers]
    if not ids:
        return []
    traces = (
        Trace.objects.filter(source__in=ids, relation=Relation.ANSWERED_BY)
        .select_related("source", "target")
        .order_by("-created", "-pk")
    )
    return [
        GivenAnswer(veiled(trace.source).title, veiled(trace.target)) for trace in traces[:limit]
    ]


def shares_in(answer: Node) -> list[Contributor]:
    """The units that had a share in an answer."""
    return list(Contributor.objects.filter(answer__node=answer).select_related("unit"))
