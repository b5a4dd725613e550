"""Remarks, replies, supports and answers of the generated city, in bulk."""

import random
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Count

from benchmarks import words
from mitmachstadt.answers.models import Answer
from mitmachstadt.contributions import cards
from mitmachstadt.contributions.models import ModerationStep, Receipt, Remark, Support
from mitmachstadt.kernel.codes import code_for, code_hash
from mitmachstadt.ledger.actions import append_many
from mitmachstadt.nodes.actions import new_node
from mitmachstadt.nodes.enums import Kind, Relation, Verb, Visibility
from mitmachstadt.nodes.models import Node, Trace, Window
from mitmachstadt.people.enums import Capacity
from mitmachstadt.strategy.models import EditionPassage

BATCH = 1000
BUSY_REMARKS = 60
BUSY_REPLIES = 30
ANSWERED = 0.7
STATES = (Visibility.PUBLIC, Visibility.WAITING, Visibility.HIDDEN)
SHARES = (91, 6, 3)
HIDING_REASON = "Enthält persönliche Daten anderer Menschen."


class Conversation:
    """What is said about one edition."""

    def __init__(
        self, edition: Any, people: list[Any], rng: random.Random, now: datetime, *, busy: bool
    ) -> None:
        rows = EditionPassage.objects.filter(edition=edition).order_by("position")
        placed = list(rows.select_related("passage__node", "wording"))
        self.passages = [(row.passage.node, row.wording) for row in placed]
        self.window = Window.objects.get(path=edition.document.node.path, verbs=Verb.REMARK.value)
        self.supporting = Window.objects.get(
            path=edition.document.node.path, verbs=Verb.SUPPORT.value
        )
        self.people, self.rng, self.now, self.busy = people, rng, now, busy

    def fill(self, count: int) -> None:
        """Say as much as this, a quarter of it as replies."""
        busy_first = BUSY_REMARKS if self.busy else 0
        busy_replies = BUSY_REPLIES if self.busy else 0
        replies = (count - busy_first - busy_replies) // 4
        first = count - busy_first - busy_replies - replies
        busiest, others = self.passages[7], self.passages[:7] + self.passages[8:]
        top = [self._say(busiest, None, public=True) for _ in range(busy_first)]
        top += [self._say(self.rng.choice(others), None) for _ in range(first)]
        self._write(top)
        open_ones = [said for said in top if said[0].visibility == Visibility.PUBLIC]
        beneath = open_ones[:busy_first], open_ones[busy_first:]
        self._write(
            [self._reply(self.rng.choice(beneath[0]), public=True) for _ in range(busy_replies)]
            + [self._reply(self.rng.choice(beneath[1])) for _ in range(replies)]
        )
        self._support([node for node, _, _ in open_ones])
        self._count(top)

    def _say(
        self, about: tuple[Node, Any], reply_to: Node | None, *, public: bool = False
    ) -> tuple[Node, Any, Node | None]:
        rng = self.rng
        author = rng.choice(self.people[1:]) if rng.random() < 0.6 else None
        state = Visibility.PUBLIC if public else rng.choices(STATES, SHARES)[0]
        if state == Visibility.WAITING:
            author = None
        span = (min(self.window.closes, self.now) - self.window.opens).total_seconds()
        text = words.remark(rng)
        node = new_node(
            kind=Kind.REMARK,
            parent=reply_to or about[0],
            title=text[:119],
            at=self.window.opens + timedelta(seconds=rng.random() * span),
            text=text,
            author=author,
            author_name=author.name if author else words.name(rng),
            capacity=Capacity.CITIZEN,
            visibility=state,
            window=self.window,
        )
        if state != Visibility.PUBLIC or rng.random() >= ANSWERED:
            hidden = state == Visibility.HIDDEN
            node.card = cards.render(node, reason=HIDING_REASON if hidden else "")
        return node, about, reply_to

    def _reply(
        self, said: tuple[Node, Any, Node | None], *, public: bool = False
    ) -> tuple[Node, Any, Node | None]:
        return self._say(said[1], said[0], public=public)

    def _write(self, said: list[tuple[Node, Any, Node | None]]) -> None:
        nodes = Node.objects.bulk_create([node for node, _, _ in said], batch_size=BATCH)
        Remark.objects.bulk_create(
            [
                Remark(node=node, thread=about, wording=wording, reply_to=reply_to)
                for node, (about, wording), reply_to in said
            ],
            batch_size=BATCH,
        )
        Receipt.objects.bulk_create(
            [
                Receipt(
                    node=node,
                    code_hash=code_hash(
                        code_for(submission=node.public_id, about="bench", text=node.text)
                    ),
                )
                for node in nodes
            ],
            batch_size=BATCH,
        )
        ModerationStep.objects.bulk_create(
            ModerationStep(
                node=n, step="hidden", reason=HIDING_REASON, by=self.people[0], at=n.created
            )
            for n in nodes
            if n.visibility == Visibility.HIDDEN
        )
        contents = [(n.public_id, {"text": n.text, "author": n.author_name}) for n in nodes]
        enter("remark.submitted", contents, self.now)

    def _support(self, nodes: list[Node]) -> None:
        """Three supporters a remark on average; a few have many."""
        rows = []
        for node in nodes:
            count = min(int(self.rng.expovariate(1 / 3)), len(self.people) // 2)
            for person in self.rng.sample(self.people[1:], count):
                if person.pk != node.author_id:
                    rows.append((node, person))
        Support.objects.bulk_create(
            [
                Support(node=node, person=person, window=self.supporting, created=node.created)
                for node, person in rows
            ],
            batch_size=BATCH,
        )
        enter("support.given", [(n.public_id, {"by": p.public_id}) for n, p in rows], self.now)

    def _count(self, top: list[tuple[Node, Any, Node | None]]) -> None:
        """The counters as the actions would have left them."""
        parents = {about.pk: about for about, _ in self.passages}
        parents |= {node.pk: node for node, _, _ in top}
        public = Node.objects.filter(kind=Kind.REMARK, visibility=Visibility.PUBLIC)
        direct = dict(_counts(public.filter(parent__in=_few(parents)), "parent_id"))
        below = dict(_counts(public.filter(parent__parent__in=_few(parents)), "parent__parent_id"))
        supports = dict(_counts(Support.objects.filter(node__in=_few(parents)), "node_id"))
        for pk, node in parents.items():
            is_remark = node.kind == Kind.REMARK
            node.remarks = direct.get(pk, 0) + (0 if is_remark else below.get(pk, 0))
            node.supports = supports.get(pk, 0)
        update(("remarks", "supports"), parents.values())


def _few(parents: dict[int, Node]) -> Any:
    """All ids between the first and the last: a list of thousands is more than SQLite takes."""
    return Node.objects.filter(pk__gte=min(parents), pk__lte=max(parents)).values("pk")


def _counts(rows: Any, field: str) -> Any:
    return rows.order_by().values_list(field).annotate(Count("pk"))


def answer_all(office: Any, rng: random.Random, now: datetime) -> None:
    """Answer what has no card yet, seven in ten public remarks: its card shows the answer."""
    waiting = list(Node.objects.filter(kind=Kind.REMARK, card="").order_by("id"))
    while waiting:
        _answer_some(waiting[:BATCH], office, rng, now)
        del waiting[:BATCH]


def _answer_some(nodes: list[Node], office: Any, rng: random.Random, now: datetime) -> None:
    groups = []
    rest = list(nodes)
    while rest:
        count = rng.choice((1, 2, 3, 6))
        groups.append(rest[:count])
        del rest[:count]
    answers = Node.objects.bulk_create(
        new_node(
            kind=Kind.ANSWER, parent=None, title="In den Entwurf übernommen",
            at=min(max(n.created for n in group) + timedelta(days=9), now),
            text=words.reason(rng), author=office, author_name=office.name,
            capacity=Capacity.OFFICE,
        )
        for group in groups
    )  # fmt: skip
    Answer.objects.bulk_create(Answer(node=answer, kind="taken_up") for answer in answers)
    pairs = [(node, a) for group, a in zip(groups, answers, strict=True) for node in group]
    Trace.objects.bulk_create(
        Trace(source=node, target=a, relation=Relation.ANSWERED_BY, by=office, created=a.created)
        for node, a in pairs
    )
    for node, _ in pairs:
        node.answers, node.version = 1, 2
    cards.render_again(nodes)
    update(("answers", "version", "card"), nodes)
    enter("answer.given", [(a.public_id, {"reason": a.text}) for a in answers], now)
    enter("remark.answered", [(n.public_id, {"answer": a.public_id}) for n, a in pairs], now)


def update(fields: tuple[str, ...], nodes: Iterable[Node]) -> None:
    """Write these columns row by row; thousands of cases in one statement take far longer."""
    places = ", ".join(f"{field} = %s" for field in fields)
    rows = [(*(getattr(node, field) for field in fields), node.pk) for node in nodes]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(f"UPDATE nodes_node SET {places} WHERE id = %s", rows)


def enter(kind: str, contents: list[tuple[str, dict[str, Any]]], at: datetime) -> None:
    """The register's lines, some hundred in a statement."""
    with transaction.atomic():
        for start in range(0, len(contents), BATCH):
            append_many(kind=kind, contents=contents[start : start + BATCH], at=at)
