from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F
from django.db.models import Window as WindowOver
from django.db.models.functions import RowNumber

from mitmachstadt.contributions.enums import Step
from mitmachstadt.contributions.models import ModerationStep, Receipt, Remark, Support
from mitmachstadt.kernel.codes import code_hash
from mitmachstadt.kernel.prepared import prepared
from mitmachstadt.nodes.enums import Kind, Relation, Visibility
from mitmachstadt.nodes.models import Node, Trace, Window, Wording
from mitmachstadt.nodes.queries import (
    IN_LISTS,
    Place,
    children_page,
    node_by_public_id,
    veiled,
    windows_above,
    wordings_of,
)
from mitmachstadt.people.models import Person

THREAD_PAGE = 50
REPLIES_SHOWN = 5
QUEUE_PAGE = 20
MINE_PAGE = 20
IN_THREAD = (Visibility.PUBLIC, Visibility.HIDDEN, Visibility.WITHDRAWN)


@dataclass(frozen=True)
class Talk:
    """A remark with its first replies, as nodes: their cards hold what everyone may see.

    `more` is how many replies only the remark's own page shows.
    """

    remark: Node
    replies: list[Node]
    more: int = 0


@dataclass(frozen=True)
class ThreadPage:
    """One page of a conversation, newest first, and the place where older remarks begin."""

    talks: list[Talk]
    older: Place | None

    @property
    def nodes(self) -> list[Node]:
        return [node for talk in self.talks for node in (talk.remark, *talk.replies)]


_REPLIES_TO = prepared(
    lambda remarks: (
        Node.objects.filter(
            parent__id__in=remarks, kind=Kind.REMARK, visibility__in=[v.value for v in IN_THREAD]
        )
        .only(*IN_LISTS)
        .annotate(
            place=WindowOver(
                RowNumber(), partition_by=[F("parent")], order_by=[F("created"), F("id")]
            ),
            in_thread=WindowOver(Count("*"), partition_by=[F("parent")]),
        )
        .filter(place__lte=REPLIES_SHOWN)
        .order_by("created", "id")
    )
)


def thread_page(about: Node, *, after: Place | None = None) -> ThreadPage:
    """What was said about a node; two queries."""
    remarks, older = children_page(
        about, Kind.REMARK, visibilities=IN_THREAD, after=after, limit=THREAD_PAGE
    )
    replies: dict[int | None, list[Any]] = {}
    if any(remark.remarks for remark in remarks):
        for reply in _REPLIES_TO([remark.pk for remark in remarks]):
            replies.setdefault(reply.parent_id, []).append(reply)
    return ThreadPage([_talk(remark, replies.get(remark.pk, [])) for remark in remarks], older)


def _talk(remark: Node, replies: list[Any]) -> Talk:
    return Talk(remark, replies, replies[0].in_thread - len(replies) if replies else 0)


_SUPPORTED = prepared(
    lambda person, nodes: Support.objects.filter(person=person, node__id__in=nodes).values_list(
        "node_id", flat=True
    )
)


def supported_by(person: Person | None, nodes: Iterable[Node]) -> set[int]:
    """Which of these nodes the person supports, by primary key; no query without a person."""
    if person is None:
        return set()
    return set(_SUPPORTED(person, [node.pk for node in nodes]))


def node_by_code(code: str) -> Node | None:
    """The contribution that this code belongs to."""
    receipt = (
        Receipt.objects.select_related("node__parent", "node__window")
        .filter(code_hash=code_hash(code))
        .first()
    )
    return receipt.node if receipt else None


def remark_of(node: Node) -> Remark | None:
    return Remark.objects.select_related("thread", "wording").filter(node=node).first()


def moderation_history(node: Node) -> list[ModerationStep]:
    """What was done to a contribution, oldest first."""
    return list(node.moderation_steps.order_by("at", "id"))


def hiding_reason(node: Node) -> str:
    """Why a contribution is hidden, in the moderator's words."""
    step = node.moderation_steps.filter(step=Step.HIDDEN).order_by("-at", "-id").first()
    return step.reason if step else ""


def waiting_page(*, after: Place | None = None) -> tuple[list[Node], Place | None]:
    """Contributions that wait for a moderator, oldest first, with what they are about."""
    found = Node.objects.filter(visibility=Visibility.WAITING, kind=Kind.REMARK)
    if after:
        found = found.filter(created__gte=after.created).exclude(
            created=after.created, id__lte=after.id
        )
    page = list(
        found.select_related("parent", "window", "district").order_by("created", "id")[
            : QUEUE_PAGE + 1
        ]
    )
    more = len(page) > QUEUE_PAGE
    page = page[:QUEUE_PAGE]
    return page, Place(page[-1].created, page[-1].pk) if more else None


def how_many_wait() -> int:
    return Node.objects.filter(visibility=Visibility.WAITING, kind=Kind.REMARK).count()


@dataclass(frozen=True)
class AnswerLine:
    """An answer as the card of the answered remark shows it."""

    public_id: str
    title: str
    text: str
    author_name: str
    created: datetime


def answers_to(nodes: Iterable[Node]) -> dict[int, list[AnswerLine]]:
    """The answers to these nodes, oldest first, by the node's primary key; one query."""
    found: dict[int, list[AnswerLine]] = {}
    traces = (
        Trace.objects.filter(source__in=[n.pk for n in nodes], relation=Relation.ANSWERED_BY)
        .select_related("target")
        .order_by("created", "id")
    )
    for trace in traces:
        node = trace.target
        found.setdefault(trace.source_id, []).append(
            AnswerLine(node.public_id, node.title, node.text, node.author_name, node.created)
        )
    return found


@dataclass(frozen=True)
class Subject:
    """What somebody is about to speak about: the node, the words quoted, the windows above."""

    node: Node
    wording: Wording | None
    misquoted: bool
    windows: list[Window]

    @property
    def quote(self) -> str:
        if not self.node.is_public:
            return ""
        return self.wording.text if self.wording else self.node.text

    @property
    def is_remark(self) -> bool:
        return self.node.kind == Kind.REMARK


def subject(public_id: str, *, wording: int | None = None) -> Subject | None:
    """The node with the wording that has this number, or with its present one; three queries.

    A number that belongs to another node gives the present wording and `misquoted`. What only
    a draft says is not quoted: it was written after the node last changed.
    """
    node = node_by_public_id(public_id)
    if node is None:
        return None
    windows = windows_above(node.path)
    if node.kind == Kind.REMARK:
        return Subject(node, None, wording is not None, windows)
    wordings = wordings_of(node)
    present = next((each for each in reversed(wordings) if each.text == node.text), None)
    if present is not None:
        latest = max(node.changed, present.created)
        wordings = [each for each in wordings if each.created <= latest]
    chosen = next((each for each in wordings if each.pk == wording), None)
    quoted = chosen or present or (wordings[-1] if wordings else None)
    return Subject(node, quoted, wording is not None and chosen is None, windows)


def contributions_of(person: Person, *, before: int | None = None) -> tuple[list[Node], int | None]:
    """What a person said, newest first, with what it is about, and where the next page begins.

    By primary key: then the index of the author alone gives the order, on both databases.
    """
    found = Node.objects.filter(author=person, kind=Kind.REMARK)
    if before is not None:
        found = found.filter(pk__lt=before)
    page = list(found.select_related("parent", "window").order_by("-pk")[: MINE_PAGE + 1])
    return page[:MINE_PAGE], page[MINE_PAGE - 1].pk if page[MINE_PAGE:] else None


@dataclass(frozen=True)
class Told:
    """A contribution as its author, or whoever holds its code, is told about it."""

    node: Node
    answers: list[AnswerLine]
    history: list[ModerationStep]
    quote: str

    @property
    def about(self) -> Node | None:
        """What it is about; without its words where not everyone may read them."""
        return veiled(self.node.parent) if self.node.parent else None

    @property
    def hidden_because(self) -> str:
        """The moderator's reason, while the contribution is hidden."""
        if self.node.visibility != Visibility.HIDDEN:
            return ""
        return next((s.reason for s in reversed(self.history) if s.step == Step.HIDDEN), "")

    @property
    def due(self) -> datetime | None:
        """By when the city owes an answer, while it has given none."""
        window = self.node.window
        owed = self.node.visibility == Visibility.PUBLIC and not self.node.answers
        return window.answer_due if window is not None and owed else None


def told(node: Node) -> Told:
    """Everything about one contribution; three queries."""
    remark = remark_of(node)
    about = node.parent
    quote = remark.wording.text if remark and remark.wording else about.text if about else ""
    if about is not None and not about.is_public:
        quote = ""
    return Told(node, answers_to([node]).get(node.pk, []), moderation_history(node), quote)


def told_of(public_id: str) -> Told | None:
    """Everything about the remark with this public id."""
    node = node_by_public_id(public_id)
    return told(node) if node is not None and node.kind == Kind.REMARK else None


def told_each(nodes: list[Node]) -> list[Told]:
    """The same for a list, with answers and reasons for hiding, without quotes; two queries."""
    answers, reasons = answers_to(nodes), _hiding_steps(nodes)
    return [Told(n, answers.get(n.pk, []), reasons.get(n.pk, []), "") for n in nodes]


def _hiding_steps(nodes: Iterable[Node]) -> dict[int, list[ModerationStep]]:
    found: dict[int, list[ModerationStep]] = {}
    steps = ModerationStep.objects.filter(node__in=[n.pk for n in nodes], step=Step.HIDDEN)
    for step in steps.order_by("at", "id"):
        found.setdefault(step.node_id, []).append(step)
    return found
