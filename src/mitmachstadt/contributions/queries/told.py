"""A contribution as whoever made it is told about it."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime

from mitmachstadt.contributions.enums import Step, Suspicion
from mitmachstadt.contributions.models import ModerationStep, Receipt, Remark
from mitmachstadt.contributions.queries.moderation import moderation_history
from mitmachstadt.kernel.codes import code_hash
from mitmachstadt.kernel.prepared import prepared
from mitmachstadt.nodes.enums import CONTRIBUTIONS, Relation, Visibility
from mitmachstadt.nodes.models import Node, Trace
from mitmachstadt.nodes.queries import (
    node_by_public_id,
    veiled,
)
from mitmachstadt.people.models import Person

MINE_PAGE = 20
_HIDING = (Step.HIDDEN, Step.REMOVED)


_RECEIPT = prepared(
    lambda digest: Receipt.objects.select_related(
        "node__parent", "node__window", "node__author"
    ).filter(code_hash=digest)
)


def node_by_code(code: str) -> Node | None:
    """The contribution that this code belongs to."""
    receipt = _RECEIPT.first(code_hash(code))
    return receipt.node if receipt else None


def remark_of(node: Node) -> Remark | None:
    return Remark.objects.select_related("thread", "wording").filter(node=node).first()


@dataclass(frozen=True)
class AnswerLine:
    """An answer as the card of the answered remark shows it."""

    public_id: str
    title: str
    text: str
    author_name: str
    created: datetime
    language: str
    organisation_name: str = ""


def answers_to(nodes: Iterable[Node]) -> dict[int, list[AnswerLine]]:
    """The answers to these nodes, oldest first, by the node's primary key; one query."""
    found: dict[int, list[AnswerLine]] = {}
    traces = (
        Trace.objects.filter(source__in=[n.pk for n in nodes], relation=Relation.ANSWERED_BY)
        .order_by("created", "id")
        .values_list("source_id", *(f"target__{each.name}" for each in fields(AnswerLine)))
    )
    for source, *columns in traces:
        found.setdefault(source, []).append(AnswerLine(*columns))
    return found


def contributions_of(person: Person, *, before: int | None = None) -> tuple[list[Node], int | None]:
    """What a person said, newest first, with what it is about, and where the next page begins.

    By primary key: then the index of the author alone gives the order, on both databases.
    """
    found = Node.objects.filter(author=person, kind__in=CONTRIBUTIONS)
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
    suspicion: str = ""

    @property
    def about(self) -> Node | None:
        """What it is about; without its words where not everyone may read them."""
        return veiled(self.node.parent) if self.node.parent else None

    @property
    def is_suspected(self) -> bool:
        """Whether a spam pattern fits it."""
        return self.suspicion not in {"", Suspicion.PERSONAL}

    @property
    def may_be_corrected(self) -> bool:
        """Whether it stands there and nobody has answered; its window may be over all the same."""
        visible = self.node.visibility in {Visibility.PUBLIC, Visibility.WAITING}
        return visible and not self.node.answers

    @property
    def hidden_because(self) -> str:
        """The moderator's reason, while the contribution is hidden."""
        if self.node.visibility != Visibility.HIDDEN:
            return ""
        return next((s.reason for s in reversed(self.history) if s.step in _HIDING), "")

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
    noticed = remark.suspicion if remark else ""
    answers = answers_to([node]).get(node.pk, [])
    return Told(node, answers, moderation_history(node), quote, noticed)


def told_of(public_id: str) -> Told | None:
    """Everything about the remark with this public id."""
    node = node_by_public_id(public_id)
    return told(node) if node is not None and node.kind in CONTRIBUTIONS else None


def told_each(nodes: list[Node]) -> list[Told]:
    """The same for a list, with answers and reasons for hiding, without quotes; two queries."""
    answers, reasons = answers_to(nodes), _hiding_steps(nodes)
    return [Told(n, answers.get(n.pk, []), reasons.get(n.pk, []), "") for n in nodes]


def _hiding_steps(nodes: Iterable[Node]) -> dict[int, list[ModerationStep]]:
    found: dict[int, list[ModerationStep]] = {}
    steps = ModerationStep.objects.filter(node__in=[n.pk for n in nodes], step__in=_HIDING)
    for step in steps.order_by("at", "id"):
        found.setdefault(step.node_id, []).append(step)
    return found
