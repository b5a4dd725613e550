"""What the many say in a round of the demonstration city, by bulk inserts.

Whether something may be said is asked of the rules; rows, counters and lines of the register are
as the actions would have left them. No mail is written: all this was told long ago.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from itertools import accumulate

from mitmachstadt.cli.demonstration.crowd.people import Crowd
from mitmachstadt.cli.demonstration.supports import window_for, write_supports
from mitmachstadt.contributions import cards
from mitmachstadt.contributions.actions.keeping import content_of
from mitmachstadt.contributions.enums import Step
from mitmachstadt.contributions.models import ModerationStep, Receipt, Remark, Support
from mitmachstadt.kernel.codes import code_for, code_hash
from mitmachstadt.kernel.text import shorten
from mitmachstadt.ledger.actions import append
from mitmachstadt.nodes.actions import bump, new_node
from mitmachstadt.nodes.enums import Kind, Verb, Visibility
from mitmachstadt.nodes.models import Node, Wording
from mitmachstadt.nodes.queries import windows_above
from mitmachstadt.people.enums import Capacity
from mitmachstadt.people.models import Person
from mitmachstadt.strategy.models import Edition, EditionPassage

_REPLIES = 0.25
_WITHOUT_ACCOUNT = 0.3
_HIDDEN, _WAITING = 0.01, 0.03
_MOST_SUPPORTS = 160
_SETTLED = timedelta(hours=6)


@dataclass
class Said:
    """A remark that is about to be written."""

    node: Node
    thread: Node
    wording: Wording | None
    reply_to: Node | None
    topic: str


_UNSEEN = timedelta(days=2)


class Round:
    """A consultation on an edition, as far as the many take part in it."""

    def __init__(self, edition: Edition, crowd: Crowd, moderator: Person, at: datetime) -> None:
        self.crowd, self.rng, self.moderator, self.at = crowd, crowd.rng, moderator, at
        rows = EditionPassage.objects.filter(edition=edition).order_by("position")
        self.placed = list(rows.select_related("passage__node", "wording", "section"))
        self.rng.shuffle(self.placed)
        self.weights = list(accumulate(1 / (n + 4) for n in range(len(self.placed))))
        windows = windows_above(edition.document.node.path)
        newest = max(windows, key=lambda window: window.opens)
        self.opens = newest.opens
        self.ends = min(newest.closes - timedelta(hours=1), at - 2 * _SETTLED)
        self.lasting = newest.closes > at
        self._windows = cache(lambda path: list(windows_above(path)))

    def hold(self, count: int) -> list[Said]:
        """So many remarks, a quarter of them replies; returns what everyone may read."""
        replies = int(count * _REPLIES)
        first = [self._remark() for _ in range(count - replies)]
        self._write(first)
        public = [said for said in first if said.node.visibility == Visibility.PUBLIC]
        answers = [self._reply(self.rng.choice(public)) for _ in range(replies)]
        self._write(answers)
        public += [said for said in answers if said.node.visibility == Visibility.PUBLIC]
        self._support(public)
        return public

    def _remark(self) -> Said:
        place = self.rng.choices(self.placed, cum_weights=self.weights)[0]
        topic = self.crowd.writer.topic(place.section.key)
        text, language = self.crowd.writer.remark(topic)
        span = (self.ends - self.opens) * self.rng.betavariate(0.7, 0.8)
        about = place.passage.node
        node = self._node(about, about, text, language, self.opens + span)
        return Said(node, about, place.wording, None, topic)

    def _reply(self, said: Said) -> Said:
        moment = self._between(said.node.changed)
        node = self._node(said.node, said.thread, self.crowd.writer.reply(), "de", moment)
        return Said(node, said.thread, None, said.node, said.topic)

    def _between(self, begins: datetime) -> datetime:
        begins = min(begins, self.ends)
        return begins + (self.ends - begins) * self.rng.random()

    def _node(self, about: Node, thread: Node, text: str, language: str, at: datetime) -> Node:
        rng = self.rng
        alone = rng.random() < _WITHOUT_ACCOUNT
        person = None if alone else self.crowd.some(1)[0]
        speaks_for = self.crowd.speaks_for.get(person.pk) if person else None
        name = "" if rng.random() < 0.3 else self.crowd.writer.name()
        node = new_node(
            kind=Kind.REMARK,
            parent=about,
            title=shorten(text, 120),
            at=at,
            text=text,
            author=person,
            author_name=person.name if person else name,
            capacity=Capacity.ORGANISATION if speaks_for else Capacity.CITIZEN,
            organisation=speaks_for,
            organisation_name=speaks_for.name if speaks_for else "",
            visibility=Visibility.WAITING if alone else Visibility.PUBLIC,
            window=window_for(
                Verb.REMARK, self._windows(thread.path), at, signed_in=person is not None
            ),
        )
        node.language = language
        node.district_id = rng.randrange(1, 13) if rng.random() < 0.6 else None
        return node

    def _write(self, said: list[Said]) -> None:
        """Nodes with their rows, and what a moderator did soon after."""
        for each in said:
            each.node.card = cards.render(each.node)
        contents = [content_of(each.node) for each in said]
        steps = [step for each in said if (step := self._moderate(each.node))]
        Node.objects.bulk_create([each.node for each in said], batch_size=200)
        Remark.objects.bulk_create(
            Remark(
                node=s.node,
                thread=s.thread,
                wording=s.wording,
                reply_to=s.reply_to,
                unseen=self._is_unseen(s.node),
            )
            for s in said
        )
        Receipt.objects.bulk_create(Receipt(node=s.node, code_hash=_code(s)) for s in said)
        ModerationStep.objects.bulk_create(steps)
        counted = Counter[int]()
        for each, content in zip(said, contents, strict=True):
            node, parent = each.node, each.node.parent
            append(
                kind="remark.submitted", subject=node.public_id, content=content, at=node.created
            )
            if node.visibility == Visibility.PUBLIC and parent is not None:
                counted.update({parent.pk, each.thread.pk})
        for step in steps:
            content = {"reason": step.reason, "by": self.moderator.public_id}
            kind, subject = f"remark.{step.step}", step.node.public_id
            append(kind=kind, subject=subject, content=content, at=step.at)
        for pk, more in counted.items():
            bump([pk], counter="remarks", by=more)

    def _moderate(self, node: Node) -> ModerationStep | None:
        """Release what waits, but for some that came lately; hide a few."""
        rng, given = self.rng, self.crowd.writer.given
        if node.visibility == Visibility.WAITING:
            if self.lasting and rng.random() < _WAITING * 4:
                return None
            step, reason, becomes = Step.RELEASED, "", Visibility.PUBLIC
        elif rng.random() < _HIDDEN:
            nth = rng.randrange(len(given["hidden"]))
            step, becomes = Step.HIDDEN, Visibility.HIDDEN
            reason = given["hiding_reasons"][nth]
        else:
            return None
        moment = node.created + _SETTLED * rng.random()
        node.visibility, node.version, node.changed = becomes, 2, moment
        node.card = cards.render(node, reason=reason)
        return ModerationStep(
            node=node, step=step, reason=reason, by=self.moderator, at=moment,
            waited=step == Step.RELEASED,
        )  # fmt: skip

    def _is_unseen(self, node: Node) -> bool:
        """What came in the last days with an account, nobody has looked at yet."""
        lately = self.at - node.created < _UNSEEN
        return lately and node.author is not None and node.visibility == Visibility.PUBLIC

    def _support(self, public: list[Said]) -> None:
        """Most remarks have few supports or none, some have very many."""
        rows: list[Support] = []
        for said in public:
            node = said.node
            wanted = min(int(self.rng.paretovariate(0.85)) - 1, _MOST_SUPPORTS)
            for person in self.crowd.some(wanted):
                if person.pk != node.author_id:
                    moment = self._between(node.changed)
                    window = window_for(Verb.SUPPORT, self._windows(said.thread.path), moment)
                    rows.append(Support(node=node, person=person, window=window, created=moment))
        write_supports(rows)


def _code(said: Said) -> str:
    about = said.reply_to or said.thread
    submission = f"demonstration {said.node.public_id}"
    return code_hash(code_for(submission=submission, about=about.public_id, text=said.node.text))
